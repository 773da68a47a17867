import { AppError } from "../../../lib/errors.ts";
import { byteStream } from "./byte-stream.ts";
import { type CsvRecord, emptyRecord, nextRecord } from "./csv-record.ts";
import { bomLength, delimiterCode } from "./dialect.ts";

/** No row of a marketing table is longer; what is longer is a quote that nobody closed. */
const LONGEST_RECORD_BYTES = 16 << 20;

export interface RecordVisitor {
  /** Called for each record with the buffer it lies in and its first line (1 = the file's first). False ends the reading. */
  record(bytes: Buffer, record: CsvRecord, line: number): boolean;
  /** Called between chunks, where what was collected can be written. */
  afterChunk?(): Promise<void>;
}

/** A plain UTF-8 file, under the name that a person knows it by. */
export interface NamedFile {
  readonly path: string;
  /** Path of the original, for errors. */
  readonly name: string;
}

/** Reads a plain CSV file record by record in bounded memory. Throws where a quote is never closed. */
export async function eachRecord(file: NamedFile, delimiter: string | null, visitor: RecordVisitor): Promise<void> {
  const record = emptyRecord();
  const code = delimiterCode(delimiter);
  let line = 1;
  /** Reads the complete records of a buffer; gives the bytes that begin the next one, null when the visitor has seen enough. */
  const readAll = (bytes: Buffer, from: number, isLast: boolean): Buffer | null => {
    let at = from;
    while (at < bytes.length && nextRecord(bytes, at, isLast, code, record)) {
      if (record.isUnclosed || record.hasBrokenQuotes) throw unclosedQuote(file.name, line);
      if (!visitor.record(bytes, record, line)) return null;
      line += record.lines;
      at = record.next;
    }
    return bytes.subarray(at);
  };
  let rest: Buffer = Buffer.alloc(0);
  let isStart = true;
  for await (const chunk of byteStream(file.path, { isGzip: false })) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const left = readAll(bytes, isStart ? bomLength(bytes) : 0, false);
    if (left === null) return;
    isStart = false;
    if (left.length > LONGEST_RECORD_BYTES) throw unclosedQuote(file.name, line);
    rest = left;
    await visitor.afterChunk?.();
  }
  readAll(rest, 0, true);
  await visitor.afterChunk?.();
}

function unclosedQuote(path: string, line: number): AppError {
  return new AppError("expected a closing quote before the end of a cell, got none", {
    kind: "data",
    where: `${path}, line ${line}`,
    fix: 'close the quoted cell that opens in this line, or double a quote inside it ("")',
  });
}
