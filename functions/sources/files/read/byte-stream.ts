import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "../../../lib/errors.ts";

const CHUNK_BYTES = 1 << 20;

/** The bytes of a file in chunks, unpacked where it is gzip. `onRaw` sees them as they stand on disk. */
export async function* byteStream(
  path: string,
  options: { readonly isGzip: boolean; readonly onRaw?: (chunk: Buffer) => void },
): AsyncGenerator<Buffer> {
  const raw = rawChunks(path, options.onRaw);
  if (!options.isGzip) {
    yield* raw;
    return;
  }
  const unpacked = pipeline(Readable.from(raw), createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
  try {
    for await (const chunk of unpacked) yield chunk as Buffer;
  } catch (cause) {
    throw new AppError("expected a gzip file, got bytes that do not unpack", {
      kind: "data",
      where: path,
      fix: "download or compress the file again: it is cut off or damaged",
      cause,
    });
  }
}

async function* rawChunks(path: string, onRaw: ((chunk: Buffer) => void) | undefined): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    onRaw?.(chunk as Buffer);
    yield chunk as Buffer;
  }
}

/** The first bytes of a file as they stand on disk. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(bytes);
    let filled = 0;
    while (filled < bytes) {
      const { bytesRead } = await file.read(buffer, filled, bytes - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}
