import type { DuckDb } from "../../../lib/duckdb.ts";
import { AppError } from "../../../lib/errors.ts";
import { cellColumns, literal } from "./sql-text.ts";

export interface RegularCsv {
  readonly path: string;
  readonly delimiter: string;
  readonly columnCount: number;
  /** Rows that the reader must find: our own count. */
  readonly rows: number;
  readonly longestRecordBytes: number;
  /** `counted`: the file's order gives the row numbers; `first column`: the file carries them. */
  readonly rowNumbers: "counted" | "first column";
  /**
   * DuckDB 1.5.5 (measured): left to itself it takes a CR inside quotes for the line break; told `\r\n` it skips every row after
   * a skipped line. So LF is said, and CRLF is left to it in files without a line break inside quotes.
   */
  readonly ending: "lf" | "crlf";
  /** Lines before the first row. */
  readonly skip: number;
}

/**
 * Reads a regular CSV file into a table of text with DuckDB's own reader, every setting given, nothing sniffed: an empty cell is
 * NULL. Throws where DuckDB finds another number of rows than our scan: a row merged or split is a wrong number.
 */
export async function loadCsv(db: DuckDb, file: RegularCsv, relation: string, name: string): Promise<void> {
  const cells = cellColumns(file.columnCount);
  const types = [
    ...(file.rowNumbers === "counted" ? [] : ["'row_number': 'BIGINT'"]),
    ...cells.map((cell) => `'${cell}': 'VARCHAR'`),
  ];
  const rowNumber = file.rowNumbers === "counted" ? "row_number() over () as row_number" : "row_number";
  await db
    .run(
      `create or replace table ${relation} as
       select ${rowNumber}, ${cells.join(", ")}
       from read_csv(${literal(file.path)}, auto_detect = false, header = false, skip = ${file.skip}, columns = {${types.join(", ")}},
         delim = ${literal(file.delimiter)}, quote = '"', escape = '"', encoding = 'utf-8', compression = 'none',${file.ending === "lf" ? " new_line = '\\n'," : ""} nullstr = '',
         strict_mode = true, null_padding = false, ignore_errors = false, max_line_size = ${Math.max(file.longestRecordBytes + 1024, 2_097_152)})`,
    )
    .catch((cause: unknown) => {
      throw new AppError("expected rows as the scan of the file found them, got an error of the CSV reader", {
        kind: "bug",
        where: name,
        cause,
      });
    });
  await checkRowCount(db, relation, file.rows, name);
}

/** Throws where a table does not hold the rows that our own scan counted. */
export async function checkRowCount(db: DuckDb, relation: string, expected: number, name: string): Promise<void> {
  const [counted] = await db.rows(`select count(*) as n from ${relation}`);
  if (Number(counted?.n) !== expected) {
    throw new AppError(`expected ${expected} rows by our scan of the file, got ${String(counted?.n)} from the reader`, {
      kind: "bug",
      where: name,
    });
  }
}
