import { basename } from "node:path";
import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding, ReadOptions, TextTable } from "../contract.ts";
import { finding } from "../finding.ts";
import { csvTable } from "./csv-table.ts";
import type { NamedFile } from "./each-record.ts";
import type { Encoding } from "./encoding.ts";
import type { FileFormat } from "./file-format.ts";
import { openHeldRows } from "./held-rows.ts";
import { ndjsonTable } from "./ndjson-table.ts";
import { parquetTable } from "./parquet-table.ts";
import { plainFile } from "./plain-file.ts";
import type { LoadedTable, TableTarget } from "./text-table.ts";
import { dropUnnamedColumns } from "./unnamed-columns.ts";
import { withWorkspace } from "./workspace.ts";

const READERS: Readonly<
  Record<FileFormat, (db: DuckDb, file: NamedFile, options: ReadOptions, target: TableTarget) => Promise<LoadedTable>>
> = {
  csv: (db, file, options, target) => csvTable(db, file, options.columns, target),
  ndjson: (db, file, _, target) => ndjsonTable(db, file, target),
  parquet: (db, file, _, target) => parquetTable(db, file, target),
};

/**
 * Reads a file a person exported (CSV, TSV, `;`, `|`, gzip of those, NDJSON, Parquet) into a table of text cells. Encoding,
 * delimiter, preamble and header are found from the bytes; nothing is lost: rows read = rows of the relation + held rows +
 * preamble lines, and blank lines are no rows. Throws AppError (`data`) for a file that is empty, binary, a workbook, without a
 * header, or quoted so that rows cannot be told apart.
 */
export async function readTable(db: DuckDb, path: string, options: ReadOptions): Promise<TextTable> {
  return withWorkspace(async (newPath) => {
    const plain = await plainFile(path, newPath);
    const fileKey = plain.sha256.slice(0, 16);
    const relation = `text_${fileKey}`;
    const heldRelation = `held_${fileKey}`;
    const held = await openHeldRows(db, heldRelation);
    const file = { path: plain.path, name: path };
    const target = { relation, heldRelation, held, newPath };
    const loaded = await READERS[plain.format](db, file, options, target);
    const { headers, findings } = await dropUnnamedColumns(db, relation, loaded.headers, loaded.unnamed);
    const [heldCount] = await db.rows(`select count(*) as n from ${heldRelation}`);
    return {
      fileKey,
      fileSha256: plain.sha256,
      fileName: basename(path),
      format: plain.format,
      encoding: plain.encoding,
      delimiter: loaded.delimiter,
      relation,
      headers,
      preamble: loaded.preamble,
      rowsRead: loaded.rowsRead,
      heldRelation,
      heldRows: Number(heldCount?.n),
      findings: [...encodingFindings(plain.encoding), ...loaded.findings, ...findings],
    };
  });
}

function encodingFindings(encoding: Encoding | null): Finding[] {
  if (encoding !== "windows-1252") return [];
  const detail = "the bytes are not UTF-8; they are read as Windows-1252, so look at the letters with accents";
  return [finding("encoding_fallback", "warning", detail)];
}
