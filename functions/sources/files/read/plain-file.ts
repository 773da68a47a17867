import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../../lib/errors.ts";
import { byteStream, readHead } from "./byte-stream.ts";
import { type Encoding, toUtf8, utf8Check, utf16Encoding } from "./encoding.ts";
import { type FileFormat, fileFormat, isGzip } from "./file-format.ts";

/** A file that DuckDB and our scan can read as it is: Parquet, or UTF-8 text that is not packed. */
export interface PlainFile {
  /** The file itself, or its plain copy in the workspace. */
  readonly path: string;
  readonly format: FileFormat;
  readonly sha256: string;
  /** Encoding of the original; null for Parquet. */
  readonly encoding: Encoding | null;
}

const HEAD_BYTES = 8192;

/**
 * Reads a file once for its SHA-256, format and encoding, and writes a plain UTF-8 copy where it is packed or encoded otherwise.
 * Bytes that are not UTF-8 are taken for Windows-1252, which every byte is. Throws for an empty, binary or refused file.
 */
export async function plainFile(path: string, newPath: (suffix: string) => string): Promise<PlainFile> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new AppError("expected a file, got none that can be read", { kind: "settings", where: path, cause });
  });
  const rawHead = await readHead(path, HEAD_BYTES);
  const packed = isGzip(rawHead);
  const head = packed ? await firstBytes(byteStream(path, { isGzip: true })) : rawHead;
  if (size === 0 || head.length === 0) throw emptyFile(path);
  const rawFormat = fileFormat(head, path);
  const utf16 = rawFormat === "parquet" ? null : utf16Encoding(head);
  const format = utf16 === null ? rawFormat : fileFormat(utf16Head(head, utf16), path);
  if (format === "parquet" && packed) {
    throw new AppError("expected a Parquet file, got one packed with gzip", {
      kind: "data",
      where: path,
      fix: "unpack it",
    });
  }

  const hash = createHash("sha256");
  const check = utf8Check(path);
  for await (const chunk of byteStream(path, { isGzip: packed, onRaw: (raw) => hash.update(raw) })) {
    if (utf16 === null && format !== "parquet") check.add(chunk);
  }
  const sha256 = hash.digest("hex");
  if (format === "parquet") return { path, format, sha256, encoding: null };
  const encoding = utf16 ?? (check.isUtf8() ? "utf-8" : "windows-1252");
  if (encoding === "utf-8" && !packed) return { path, format, sha256, encoding };

  const plain = newPath(".txt");
  const unpacked = byteStream(path, { isGzip: packed });
  await pipeline(
    Readable.from(encoding === "utf-8" ? unpacked : toUtf8(unpacked, encoding, path)),
    createWriteStream(plain),
  );
  return { path: plain, format, sha256, encoding };
}

async function firstBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  for await (const chunk of chunks) return chunk.subarray(0, HEAD_BYTES);
  return Buffer.alloc(0);
}

function utf16Head(head: Buffer, encoding: Encoding): Buffer {
  const even = head.subarray(0, head.length - (head.length % 2));
  return Buffer.from(new TextDecoder(encoding).decode(even), "utf8");
}

export function emptyFile(path: string): AppError {
  return new AppError("expected a table, got an empty file", {
    kind: "data",
    where: path,
    fix: "export the report again with a period that has rows",
  });
}
