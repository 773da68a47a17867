import type { DuckDb } from "../../../lib/duckdb.ts";
import { AppError } from "../../../lib/errors.ts";
import { readHead } from "./byte-stream.ts";
import { bomLength } from "./dialect.ts";
import { eachLine } from "./each-line.ts";
import type { NamedFile } from "./each-record.ts";
import { headerNames } from "./header-names.ts";
import { collectKeys } from "./json-keys.ts";
import { emptyJsonLine, scanJsonLine } from "./json-scan.ts";
import { checkRowCount, loadCsv } from "./load-csv.ts";
import { notAnObject } from "./not-an-object.ts";
import { isJson, rewriteNdjson } from "./rewrite-ndjson.ts";
import { identifier, literal } from "./sql-text.ts";
import type { LoadedTable, TableTarget } from "./text-table.ts";

/**
 * Reads a file of one JSON object a line into a table of text cells: the columns are all keys of all lines, strings without
 * their quotes, numbers as text, nested values as JSON text, null and a missing key NULL. DuckDB's reader does it where it can
 * do it exactly; it passes numbers with a fraction through a double and does not tell `Date` from `date`, so a file with longer
 * numbers or such keys is first written as rows by our own scan (a key that stands twice in a line: the last counts).
 */
export async function ndjsonTable(db: DuckDb, file: NamedFile, target: TableTarget): Promise<LoadedTable> {
  const scan = await scanFile(file);
  const { names, findings } = headerNames(scan.keys);
  if (scan.isExact) await loadJson(db, file, scan, target.relation);
  else {
    const path = target.newPath(".csv");
    const longest = await rewriteNdjson(file, path, scan.keys);
    await loadCsv(
      db,
      {
        path,
        delimiter: ",",
        columnCount: scan.keys.length,
        rows: scan.rows,
        longestRecordBytes: longest * 4,
        rowNumbers: "first column",
        ending: "lf",
        skip: 0,
      },
      target.relation,
      file.name,
    );
  }
  return { delimiter: null, headers: names, unnamed: [], preamble: [], rowsRead: scan.rows, findings };
}

interface NdjsonScan {
  readonly keys: readonly string[];
  readonly rows: number;
  readonly longestLineBytes: number;
  readonly isExact: boolean;
}

async function scanFile(file: NamedFile): Promise<NdjsonScan> {
  const collector = collectKeys();
  const line = emptyJsonLine();
  let rows = 0;
  let longestLineBytes = 0;
  let isExact = bomLength(await readHead(file.path, 3)) === 0;
  let hasRepeatedKeys = false;
  await eachLine(file, {
    line(bytes, start, end, lineNumber) {
      if (!scanJsonLine(bytes, start, end, line)) throw notAnObject(file, lineNumber);
      if (!collector.add(bytes, line)) hasRepeatedKeys = true;
      if (line.needsExactRead) isExact = false;
      longestLineBytes = Math.max(longestLineBytes, end - start);
      rows++;
    },
  });
  const keys = collector.keys();
  if (keys.length === 0) throw notAnObject(file, 1);
  const folded = new Set(keys.map((key) => key.toLowerCase()));
  return {
    keys,
    rows,
    longestLineBytes,
    isExact: isExact && !hasRepeatedKeys && folded.size === keys.length && !folded.has(""),
  };
}

async function loadJson(db: DuckDb, file: NamedFile, scan: NdjsonScan, relation: string): Promise<void> {
  const columns = scan.keys.map((key) => `${literal(key)}: 'VARCHAR'`).join(", ");
  const cells = scan.keys.map((key, i) => `nullif(${identifier(key)}, '') as c${i}`).join(", ");
  await db
    .run(
      `create or replace table ${relation} as
       select row_number() over () as row_number, ${cells}
       from read_json(${literal(file.path)}, format = 'newline_delimited', auto_detect = false, columns = {${columns}},
         compression = 'uncompressed', ignore_errors = false, maximum_object_size = ${Math.max(scan.longestLineBytes + 1024, 16_777_216)})`,
    )
    .catch(async (cause: unknown) => {
      // DuckDB's message quotes the text of the row, which may name a person: the line is looked for again instead.
      const badLine = await firstBadLine(file);
      throw badLine === null
        ? new AppError("expected the lines that our scan read, got an error of the JSON reader", {
            kind: "bug",
            where: file.name,
            cause,
          })
        : notAnObject(file, badLine);
    });
  await checkRowCount(db, relation, scan.rows, file.name);
}

async function firstBadLine(file: NamedFile): Promise<number | null> {
  let found: number | null = null;
  await eachLine(file, {
    line(bytes, start, end, lineNumber) {
      if (found === null && !isJson(bytes.toString("utf8", start, end))) found = lineNumber;
    },
  });
  return found;
}
