import type { FileOfRows, Finding as LedgerFinding } from "../../ledger/file-rows.ts";
import { saveFindings } from "../../ledger/file-rows.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { type FileRecord, fileStatement, loadStatement } from "../../ledger/records.ts";
import type { HeldWork } from "../../ledger/work.ts";
import type { Finding } from "../../sources/files/contract.ts";
import type { ParsedFile, RowAccount } from "../../sources/files/file-parser.ts";
import type { Row, TableName } from "../../warehouse/warehouse.ts";

export interface FileLoad {
  readonly parsed: ParsedFile;
  readonly account: RowAccount;
  readonly runId: string;
  readonly readStartedAt: Date;
  /** Tables of an earlier import of the same file. */
  readonly earlierTables: readonly TableName[];
  /** Kept with `done`, for who imports the file again. */
  readonly summaryJson: string;
}

/**
 * Replaces the file's rows: quarantine and findings first, then each raw table's slice, the last one in a transaction
 * with the ledger's rows. A crash in between leaves the work unfinished; the next attempt replaces all of it again.
 */
export async function loadFile(ledger: Ledger, held: HeldWork, load: FileLoad): Promise<void> {
  const { parsed, account, runId } = load;
  const tables = new Map<TableName, string | null>([
    ...load.earlierTables.map((table) => [table, null] as const),
    ...parsed.tables.map(({ table, parquet }) => [table, parquet] as const),
  ]);
  const names = [...tables.keys()];
  const main = names.at(-1);
  if (main === undefined) throw new RangeError("expected a file with rows to load, got none");
  await saveHeld(ledger, held, parsed, runId, main);
  for (const table of names) {
    await ledger.warehouse.load(table, source(tables.get(table) ?? null), {
      kind: "replaceSlices",
      loadId: held.loadId(table),
      slices: [{ file_key: parsed.fileKey }],
      fence: held.fence,
      ...(table === main
        ? {
            also: [
              ...records(ledger, held, load),
              ...held.doneStatements({
                rowCount: account.rowsLoaded,
                outputSha256: parsed.fileSha256,
                summaryJson: load.summaryJson,
              }),
            ],
          }
        : {}),
    });
    await ledger.checkpoint(`import: ${table} loaded`);
  }
  held.release();
}

/** Records that nothing of a file was loaded, with its findings and held-back rows. */
export async function recordRefused(
  ledger: Ledger,
  held: HeldWork,
  parsed: ParsedFile,
  account: RowAccount,
  runId: string,
): Promise<void> {
  await saveHeld(ledger, held, parsed, runId, "ops.files");
  const statement = fileStatement(fileRecord(ledger, held, { parsed, account, runId }, "refused"));
  await ledger.warehouse.execute(statement.sql, statement);
}

async function saveHeld(
  ledger: Ledger,
  held: HeldWork,
  parsed: ParsedFile,
  runId: string,
  table: TableName,
): Promise<void> {
  const file: FileOfRows = { fileKey: parsed.fileKey, fileName: parsed.fileName, runId, loadId: held.loadId(table) };
  await ledger.warehouse.load(
    "ops.quarantine",
    { parquet: parsed.quarantineParquet },
    {
      kind: "replaceSlices",
      loadId: held.loadId("ops.quarantine"),
      slices: [{ file_key: parsed.fileKey }],
      fence: held.fence,
    },
  );
  await saveFindings(ledger, held, file, parsed.findings.map(ledgerFinding));
  await ledger.checkpoint("import: findings saved");
}

function records(ledger: Ledger, held: HeldWork, load: FileLoad) {
  const { parsed, account } = load;
  const loads = parsed.tables.map(({ table, rows }) => ({
    loadId: held.loadId(table),
    tableName: table,
    sliceKey: parsed.fileKey,
    source: "file",
    report: parsed.family,
    workKey: held.workKey,
    attempt: held.attempt,
    readStartedAt: load.readStartedAt,
    rowsLoaded: rows,
    rowsQuarantined: account.rowsQuarantined,
    publishedAt: ledger.clock.now(),
  }));
  return [loadStatement(loads), fileStatement(fileRecord(ledger, held, load, "imported"))];
}

function fileRecord(
  ledger: Ledger,
  held: HeldWork,
  { parsed, account, runId }: Pick<FileLoad, "parsed" | "account" | "runId">,
  event: FileRecord["event"],
): FileRecord {
  const given = {
    encoding: parsed.encoding,
    delimiter: parsed.delimiter,
    spendRead: account.spendRead,
    spendLoaded: account.spendLoaded,
    spendQuarantined: account.spendQuarantined,
    currencyCode: account.currencyCode,
    firstDay: account.firstDay,
    lastDay: account.lastDay,
  };
  return {
    fileKey: parsed.fileKey,
    attempt: held.attempt,
    event,
    fileName: parsed.fileName,
    family: parsed.family,
    rowsRead: account.rowsRead,
    rowsLoaded: account.rowsLoaded,
    rowsMerged: account.rowsMerged,
    rowsQuarantined: account.rowsQuarantined,
    rowsFlagged: account.rowsFlagged,
    rowsDropped: account.rowsDropped,
    ...present(given),
    importedAt: ledger.clock.now(),
    runId,
  };
}

function ledgerFinding(found: Finding): LedgerFinding {
  const { checkName, severity, rowCount, detail, columnName, amount, currencyCode, example } = found;
  return { checkName, severity, rowCount, detail, ...present({ columnName, amount, currencyCode, example }) };
}

/** The fields that are known. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function source(parquet: string | null): AsyncIterable<Row> | { readonly parquet: string } {
  return parquet === null ? noRows() : { parquet };
}

async function* noRows(): AsyncGenerator<Row> {
  // A slice without rows is emptied.
}
