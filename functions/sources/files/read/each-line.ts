import { AppError } from "../../../lib/errors.ts";
import { byteStream } from "./byte-stream.ts";
import { bomLength } from "./dialect.ts";
import type { NamedFile } from "./each-record.ts";

const LONGEST_LINE_BYTES = 64 << 20;
const LF = 10;

export interface LineVisitor {
  /** Called for each line that is not blank, without its line break (a CR may stand at the end). */
  line(bytes: Buffer, start: number, end: number, lineNumber: number): void;
  afterChunk?(): Promise<void>;
}

/** Reads a plain text file line by line in bounded memory. */
export async function eachLine(file: NamedFile, visitor: LineVisitor): Promise<void> {
  let lineNumber = 0;
  let rest: Buffer = Buffer.alloc(0);
  let isStart = true;
  const visit = (bytes: Buffer, start: number, end: number): void => {
    lineNumber++;
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      if (byte !== 32 && byte !== 9 && byte !== 13) {
        visitor.line(bytes, start, end, lineNumber);
        return;
      }
    }
  };
  for await (const chunk of byteStream(file.path, { isGzip: false })) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = isStart ? bomLength(bytes) : 0;
    isStart = false;
    for (let end = bytes.indexOf(LF, at); end !== -1; end = bytes.indexOf(LF, at)) {
      visit(bytes, at, end);
      at = end + 1;
    }
    rest = bytes.subarray(at);
    if (rest.length > LONGEST_LINE_BYTES) {
      throw new AppError(`expected one JSON object a line, got a line of more than ${LONGEST_LINE_BYTES >> 20} MB`, {
        kind: "data",
        where: `${file.name}, line ${lineNumber + 1}`,
        fix: "write one JSON object a line (NDJSON), for example with jq -c '.[]'",
      });
    }
    await visitor.afterChunk?.();
  }
  if (rest.length > 0) visit(rest, 0, rest.length);
  await visitor.afterChunk?.();
}
