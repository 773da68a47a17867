import { type CsvRecord, cellTexts } from "./csv-record.ts";
import type { Dialect } from "./dialect.ts";
import { eachRecord, type NamedFile } from "./each-record.ts";
import type { HeldRows } from "./held-rows.ts";
import { writeRows } from "./row-writer.ts";

export interface RewrittenCsv {
  /** Rows written, without the held ones. */
  readonly rows: number;
  readonly longestRowCharacters: number;
  readonly preamble: readonly string[];
  readonly shortRows: number;
  /** Where the first short row stands; never its text, which may name a person. */
  readonly shortExample: string | null;
  readonly oddQuoteRows: number;
  readonly oddQuoteExample: string | null;
  /** Rows of delimiters and nothing else, left out. */
  readonly emptyRows: number;
}

/**
 * Writes an irregular file as regular rows (row number, then `width` cells): preamble and header left out, short rows padded,
 * long rows held unless their surplus is empty, empty rows left out, quotes and line breaks made uniform. One pass, one record
 * in memory. `namedWidth` is the place of the last named column: a row that reaches it is not short.
 */
export async function rewriteCsv(
  file: NamedFile,
  target: string,
  dialect: Dialect,
  columns: { readonly width: number; readonly namedWidth: number },
  held: HeldRows,
): Promise<RewrittenCsv> {
  const preamble: string[] = [];
  const counts = { seen: 0, number: 0, rows: 0, shortRows: 0, oddQuoteRows: 0, emptyRows: 0 };
  let shortExample: string | null = null;
  let oddQuoteExample: string | null = null;
  const text = (bytes: Buffer, record: CsvRecord): string => bytes.toString("utf8", record.start, record.end);

  const { longestRowCharacters } = await writeRows(target, (writer) =>
    eachRecord(file, dialect.delimiter, {
      record(bytes, record, line) {
        if (record.isEmpty) {
          if (record.fields > 1) counts.emptyRows++;
          return true;
        }
        const seen = counts.seen++;
        if (dialect.headerRow !== null && seen <= dialect.headerRow) {
          if (seen < dialect.headerRow) preamble.push(preambleLine(cellTexts(bytes, record), dialect.delimiter));
          return true;
        }
        const rowNumber = ++counts.number;
        const cells = cellTexts(bytes, record);
        if (record.hasOddQuotes) {
          counts.oddQuoteRows++;
          oddQuoteExample ??= `line ${line}`;
        }
        if (cells.slice(columns.width).some((cell) => cell.trim() !== "")) {
          held.add({
            rowNumber,
            reason: "ragged_long",
            expected: `${columns.width} cells`,
            got: `${cells.length} cells in line ${line}`,
            payload: text(bytes, record),
          });
          return true;
        }
        if (cells.length < columns.namedWidth) {
          counts.shortRows++;
          shortExample ??= `line ${line}`;
        }
        counts.rows++;
        writer.row(
          rowNumber,
          Array.from({ length: columns.width }, (_, i) => cells[i] ?? ""),
        );
        return true;
      },
      async afterChunk() {
        await writer.flush();
        await held.flush();
      },
    }),
  );
  const { rows, shortRows, oddQuoteRows, emptyRows } = counts;
  return {
    rows,
    longestRowCharacters,
    preamble,
    shortRows,
    shortExample,
    oddQuoteRows,
    oddQuoteExample,
    emptyRows,
  };
}

/** A preamble line as a person reads it: unquoted, without the empty cells that a spreadsheet adds. */
function preambleLine(cells: readonly string[], delimiter: string | null): string {
  const last = cells.findLastIndex((cell) => cell.trim() !== "");
  return cells
    .slice(0, last + 1)
    .join(delimiter ?? "")
    .trim();
}
