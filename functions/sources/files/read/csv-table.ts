import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";
import { readHead } from "./byte-stream.ts";
import { cellTexts } from "./csv-record.ts";
import { csvShape } from "./csv-shape.ts";
import { type Dialect, findDialect } from "./dialect.ts";
import { eachRecord, type NamedFile } from "./each-record.ts";
import { headerNames } from "./header-names.ts";
import { loadCsv } from "./load-csv.ts";
import { holdRepeatedHeader } from "./repeated-header.ts";
import { type RewrittenCsv, rewriteCsv } from "./rewrite-csv.ts";
import type { LoadedTable, TableTarget } from "./text-table.ts";

const SAMPLE_BYTES = 1 << 20;

/** Reads a plain delimited file into a table of text cells. */
export async function csvTable(
  db: DuckDb,
  file: NamedFile,
  columns: readonly string[] | undefined,
  target: TableTarget,
): Promise<LoadedTable> {
  const sample = await readHead(file.path, SAMPLE_BYTES);
  const dialect = findDialect(sample, { isWholeFile: sample.length < SAMPLE_BYTES, columns, path: file.name });
  const header = columns ?? (await headerCells(file, dialect));
  const { names, findings } = headerNames(header);
  const base = { delimiter: dialect.delimiter, headers: names, unnamed: unnamedColumns(header) };

  const holdRepeats = async (): Promise<readonly Finding[]> =>
    columns === undefined ? holdRepeatedHeader(db, target.relation, target.heldRelation, header) : [];

  const shape =
    dialect.headerRow === null || dialect.headerRow === 0
      ? await csvShape(file, { delimiter: dialect.delimiter, width: header.length, hasHeader: dialect.headerRow === 0 })
      : null;
  if (shape?.isRegular && dialect.delimiter !== null) {
    const regular = { path: file.path, delimiter: dialect.delimiter, columnCount: header.length, rows: shape.dataRows };
    await loadCsv(
      db,
      {
        ...regular,
        longestRecordBytes: shape.longestRecordBytes,
        rowNumbers: "counted",
        ending: shape.ending,
        skip: dialect.headerRow === 0 ? 1 : 0,
      },
      target.relation,
      file.name,
    );
    const repeated = await holdRepeats();
    return { ...base, preamble: [], rowsRead: shape.dataRows, findings: [...findings, ...repeated] };
  }

  const path = target.newPath(".csv");
  const namedWidth = header.findLastIndex((cell) => cell.trim() !== "") + 1;
  const rewritten = await rewriteCsv(file, path, dialect, { width: header.length, namedWidth }, target.held);
  await loadCsv(
    db,
    {
      path,
      delimiter: ",",
      columnCount: header.length,
      rows: rewritten.rows,
      longestRecordBytes: rewritten.longestRowCharacters * 4,
      rowNumbers: "first column",
      ending: "lf",
      skip: 0,
    },
    target.relation,
    file.name,
  );
  return {
    ...base,
    preamble: rewritten.preamble,
    rowsRead: rewritten.rows + target.held.count() + rewritten.preamble.length,
    findings: [...findings, ...shapeFindings(rewritten, target.held.count(), header.length), ...(await holdRepeats())],
  };
}

async function headerCells(file: NamedFile, dialect: Dialect): Promise<readonly string[]> {
  let cells: readonly string[] = [];
  let seen = 0;
  await eachRecord(file, dialect.delimiter, {
    record(bytes, record) {
      if (record.isEmpty || seen++ !== dialect.headerRow) return true;
      cells = cellTexts(bytes, record);
      return false;
    },
  });
  return cells;
}

function unnamedColumns(header: readonly string[]): readonly number[] {
  return header.flatMap((cell, i) => (cell.trim() === "" ? [i] : []));
}

function shapeFindings(rewritten: RewrittenCsv, heldRows: number, width: number): Finding[] {
  const found: Finding[] = [];
  const add = (
    checkName: string,
    severity: Finding["severity"],
    rowCount: number,
    example: string | null,
    detail: string,
  ): void => {
    if (rowCount > 0)
      found.push(finding(checkName, severity, detail, { rowCount, ...(example === null ? {} : { example }) }));
  };
  const { preamble, shortRows, shortExample, oddQuoteRows, oddQuoteExample, emptyRows } = rewritten;
  add(
    "preamble",
    "info",
    preamble.length,
    preamble[0] ?? null,
    "lines above the header are no rows; they are kept with the file",
  );
  add(
    "ragged_short",
    "warning",
    shortRows,
    shortExample,
    `rows with fewer cells than the header's ${width}; the missing ones are NULL`,
  );
  add("ragged_long", "warning", heldRows, null, `rows with more cells than the header's ${width}; they are not loaded`);
  add(
    "odd_quotes",
    "warning",
    oddQuoteRows,
    oddQuoteExample,
    "rows with a quote inside a cell that is not doubled; read as written",
  );
  add("empty_row", "info", emptyRows, null, "rows of delimiters and nothing else; left out");
  return found;
}
