import { eachRecord, type NamedFile } from "./each-record.ts";

/** What a file must be so that DuckDB's reader and our scan cannot understand it differently. */
export interface CsvShape {
  readonly isRegular: boolean;
  readonly dataRows: number;
  readonly longestRecordBytes: number;
  readonly ending: "lf" | "crlf";
}

/**
 * Scans a whole file: regular is a header in the first line (or none) and then rows of the same width, none empty, quoted by
 * RFC 4180, with one kind of line break (and, where that is CRLF, none inside quotes). Such a file goes to DuckDB as it is; any other is first written anew. The scan stops
 * at the first irregular record. Cost: one pass over the bytes (measured: 0.34 s per 100 MB).
 */
export async function csvShape(
  file: NamedFile,
  options: { readonly delimiter: string | null; readonly width: number; readonly hasHeader: boolean },
): Promise<CsvShape> {
  let rows = 0;
  let longestRecordBytes = 0;
  let isRegular = options.delimiter !== null;
  let ending: CsvShape["ending"] | null = null;
  await eachRecord(file, options.delimiter, {
    record(_, record, line) {
      const isHeader = options.hasHeader && line === 1;
      const hasSameEnding =
        record.ending === "none" || (record.ending !== "cr" && (ending === null || record.ending === ending));
      const startsAtMark = !options.hasHeader && line === 1 && record.start > 0;
      isRegular &&=
        record.fields === options.width &&
        !record.isEmpty &&
        !record.hasOddQuotes &&
        !record.hasPaddedQuotes &&
        hasSameEnding &&
        !startsAtMark &&
        (record.lines === 1 || (!isHeader && record.ending === "lf"));
      if (!isRegular) return false;
      if (record.ending === "lf" || record.ending === "crlf") ending = record.ending;
      longestRecordBytes = Math.max(longestRecordBytes, record.next - record.start);
      rows++;
      return true;
    },
  });
  return { isRegular, dataRows: rows - (options.hasHeader ? 1 : 0), longestRecordBytes, ending: ending ?? "lf" };
}
