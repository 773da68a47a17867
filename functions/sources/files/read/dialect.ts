import { AppError } from "../../../lib/errors.ts";
import { looksEmpty, looksTyped } from "./cell-shape.ts";
import { cellTexts, emptyRecord, isQuoted, nextRecord } from "./csv-record.ts";
import { findHeader } from "./header-row.ts";

/** How a delimited file is written. */
export interface Dialect {
  /** Null: one column. */
  readonly delimiter: string | null;
  /** Index of the header among the rows that are not blank; null where the caller names the columns. */
  readonly headerRow: number | null;
}

const DELIMITERS = [",", "\t", ";", "|"] as const;
/** Not read as delimiters, but a sign that a header of one column is no header of one column. */
const OTHER_DELIMITERS = [...DELIMITERS, "^", "~", "\u0001", "\u001f"];
const SAMPLE_ROWS = 1000;
/** A delimiter must explain most rows and most cells; below, the file is one column. */
const LEAST_SCORE = 0.4;

interface SampleRow {
  readonly cells: readonly string[];
  readonly quoted: readonly boolean[];
  readonly isOdd: boolean;
}

interface Candidate {
  readonly delimiter: string | null;
  readonly headerRow: number | null;
  readonly score: number;
}

/**
 * Finds delimiter and header in the first bytes of a file: the delimiter under which the rows from the header on have the
 * header's number of cells and cells hold no other delimiter. Throws where a header of one column holds another delimiter, or
 * where no row is a header and the caller names no columns.
 */
export function findDialect(
  sample: Buffer,
  options: { readonly isWholeFile: boolean; readonly columns?: readonly string[] | undefined; readonly path: string },
): Dialect {
  const candidates = DELIMITERS.map((delimiter) => judge(sample, delimiter, options));
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score >= LEAST_SCORE) {
    if (best.headerRow === null && options.columns === undefined) throw noHeader(options.path);
    return { delimiter: best.delimiter, headerRow: options.columns === undefined ? best.headerRow : null };
  }
  return oneColumn(sample, options);
}

function judge(
  sample: Buffer,
  delimiter: string,
  { isWholeFile, columns }: { readonly isWholeFile: boolean; readonly columns?: readonly string[] | undefined },
): Candidate {
  const rows = sampleRows(sample, delimiter, isWholeFile);
  const cells = rows.map((row) => row.cells);
  const widths = commonest(cells.map(({ length }) => length).filter((fields) => fields > 1));
  const [width] = widths;
  if (width === undefined) return { delimiter, headerRow: null, score: 0 };
  const headers = columns === undefined ? widths.map((fields) => findHeader(cells, fields)) : [];
  const headerRow = headers.find((row) => row !== null) ?? null;
  const expected = columns?.length ?? rows[headerRow ?? -1]?.cells.length ?? width;
  const table = rows.slice(headerRow ?? 0);
  const fit = mean(table.map(({ cells }) => rowFit(cells.length, expected)));
  const clean = mean(
    table.flatMap((row) => row.cells.map((cell, i) => isClean(cell, row.quoted[i] === true, delimiter))),
  );
  const regular = mean(table.map(({ isOdd }) => (isOdd ? 0 : 1)));
  const hasNames = headerRow !== null || columns !== undefined;
  return { delimiter, headerRow, score: fit * clean * regular * (1 - 1 / expected) * 2 * (hasNames ? 1 : 0.5) };
}

/** A short row is what exports make of empty last cells; a row of one cell says nothing about a delimiter. */
function rowFit(fields: number, expected: number): number {
  if (fields === expected) return 1;
  return fields > 1 && fields < expected ? 0.8 : 0;
}

/** An unquoted cell that holds another delimiter is the sign of the wrong one, save where it is a number (`1,5`) or prose (`a, b`). */
function isClean(cell: string, quoted: boolean, delimiter: string): number {
  if (quoted || looksTyped(cell)) return 1;
  return DELIMITERS.some((other) => other !== delimiter && cell.replaceAll(`${other} `, " ").includes(other)) ? 0 : 1;
}

function oneColumn(
  sample: Buffer,
  {
    isWholeFile,
    columns,
    path,
  }: { readonly isWholeFile: boolean; readonly columns?: readonly string[] | undefined; readonly path: string },
): Dialect {
  const first = sampleRows(sample, null, isWholeFile)[0]?.cells[0] ?? "";
  const held = OTHER_DELIMITERS.find((delimiter) => first.includes(delimiter));
  if (held !== undefined && columns?.length !== 1) {
    throw new AppError(
      `expected rows with the cells of the header, got one column whose first line holds ${JSON.stringify(held)}: ${JSON.stringify(first.slice(0, 120))}`,
      {
        kind: "data",
        where: `${path}, line 1`,
        fix: "save the table with one delimiter (comma, semicolon, tab or |) in every line",
      },
    );
  }
  if (columns !== undefined) return { delimiter: null, headerRow: null };
  if (looksTyped(first) || looksEmpty(first)) throw noHeader(path);
  return { delimiter: null, headerRow: 0 };
}

function noHeader(path: string): AppError {
  return new AppError("expected a header row of column names, got rows of values only", {
    kind: "data",
    where: `${path}, line 1`,
    fix: "name the columns in their order with columns:, or add a header line",
  });
}

function sampleRows(sample: Buffer, delimiter: string | null, isWholeFile: boolean): SampleRow[] {
  const rows: SampleRow[] = [];
  const record = emptyRecord();
  const code = delimiterCode(delimiter);
  // A quote that closes before another delimiter is the sign that the other one is the file's.
  const quotesAtOther = new RegExp(`"[${DELIMITERS.filter((other) => other !== delimiter).join("")}]`);
  let from = bomLength(sample);
  while (from < sample.length && rows.length < SAMPLE_ROWS && nextRecord(sample, from, isWholeFile, code, record)) {
    from = record.next;
    if (record.isEmpty) continue;
    const cells = cellTexts(sample, record);
    rows.push({
      cells,
      quoted: cells.map((_, i) => isQuoted(record, i)),
      isOdd:
        record.isUnclosed ||
        (record.hasOddQuotes && quotesAtOther.test(sample.toString("utf8", record.start, record.end))),
    });
  }
  return rows;
}

/** Length of a UTF-8 byte order mark at the start. */
export function bomLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** The delimiter's byte; -1, which no byte is, where there is one column. */
export function delimiterCode(delimiter: string | null): number {
  return delimiter?.charCodeAt(0) ?? -1;
}

/** The value that occurs most, or the values that share that place, the greatest first. */
function commonest(values: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].flatMap(([value, count]) => (count === most ? [value] : [])).sort((a, b) => b - a);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
