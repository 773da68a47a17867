import { isUtf8 } from "node:buffer";
import { AppError } from "../../../lib/errors.ts";
import type { TextTable } from "../contract.ts";

export type Encoding = NonNullable<TextTable["encoding"]>;

/** UTF-16 by its byte order mark or, without one, by zero bytes that all stand on one side of the pairs. Null: no UTF-16. */
export function utf16Encoding(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const pairs = Math.floor(head.length / 2);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) evenZeros++;
    if (head[i + 1] === 0) oddZeros++;
  }
  // Digits, delimiters and line breaks have a zero byte in every script: a tenth is few for a table, and text has none.
  const few = pairs / 10;
  if (oddZeros > few && evenZeros === 0) return "utf-16le";
  if (evenZeros > few && oddZeros === 0) return "utf-16be";
  return null;
}

/** Reads bytes in chunks and tells at the end whether all of them are UTF-8. A zero byte is an error: the file is no text. */
export function utf8Check(path: string): { add(chunk: Buffer): void; isUtf8(): boolean } {
  let tail = Buffer.alloc(0);
  let valid = true;
  return {
    add(chunk) {
      if (chunk.includes(0)) throw notText(path);
      if (!valid) return;
      const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
      const cut = bytes.length - unfinished(bytes);
      valid = isUtf8(bytes.subarray(0, cut));
      tail = Buffer.from(bytes.subarray(cut));
    },
    isUtf8: () => valid && tail.length === 0,
  };
}

/** Bytes at the end that begin a character which the next chunk finishes. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
}

function notText(path: string): AppError {
  return new AppError("expected text, got a binary file", {
    kind: "data",
    where: path,
    fix: "export the table as CSV UTF-8, NDJSON or Parquet",
  });
}

/** Chunks of one encoding as UTF-8, with bounded memory. Throws where the bytes are not of the encoding. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding, path: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Buffer): Buffer => {
    let text: string;
    try {
      text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw new AppError(`expected ${encoding} text, got bytes that are none`, {
        kind: "data",
        where: path,
        fix: "export the table as CSV UTF-8",
        cause,
      });
    }
    if (text.includes("\0")) throw notText(path);
    return Buffer.from(text, "utf8");
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}
