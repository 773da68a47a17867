import { saveFindings, saveQuarantine } from "../../ledger/file-rows.ts";
import { sha256Of } from "../../ledger/hash.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { fileStatement, loadStatement } from "../../ledger/records.ts";
import { withWork } from "../../ledger/with-work.ts";
import { AppError } from "../../lib/errors.ts";
import type { Row } from "../../warehouse/warehouse.ts";
import type { JobContext } from "../job.ts";
import { type ImportDocument, type ImportedFile, unreadFile } from "./import-document.ts";
import { type PublishedFile, publishedFile } from "./published-tables.ts";

/**
 * Takes a file's rows out again: empties its slice of every raw table it filled, its quarantine and its findings.
 * What happened stays in the ledger. Importing the file again loads it again. Throws `settings` for an unknown file.
 */
export async function undoImport(context: JobContext, fileKey: string): Promise<ImportDocument> {
  const published = await publishedFile(context.warehouse, fileKey);
  if (published === null) {
    throw new AppError(`expected the key of an imported file, got "${fileKey}"`, {
      kind: "settings",
      where: "--undo",
      fix: 'list them: query "select file_key, file_name, family, imported_at from ops.files"',
    });
  }
  return { status: "done", run_id: published.runId, files: [await takeOut(context, fileKey, published)] };
}

async function takeOut(
  context: JobContext,
  fileKey: string,
  { tables, runId, fileName, family }: PublishedFile,
): Promise<ImportedFile> {
  const ledger = openLedger(context);
  const end = { status: "undone" as const, ...(family === null ? {} : { family }) };
  const unit = { runId, step: "import", sliceKey: fileKey, inputSha256: sha256Of("undone") };
  const work = await withWork(ledger, unit, {}, async (held) => {
    const file = { fileKey, fileName, runId, loadId: held.loadId("ops.files") };
    await saveQuarantine(ledger, held, file, []);
    await saveFindings(ledger, held, file, []);
    const startedAt = ledger.clock.now();
    // An emptied slice is a published load too: it tells the nightly run that its input changed.
    const emptied = tables.map((table) => ({
      loadId: held.loadId(table),
      tableName: table,
      sliceKey: fileKey,
      source: "file",
      workKey: held.workKey,
      attempt: held.attempt,
      readStartedAt: startedAt,
      rowsLoaded: 0,
      rowsQuarantined: 0,
      publishedAt: startedAt,
    }));
    let rows = 0;
    for (const [index, table] of tables.entries()) {
      const isLast = index === tables.length - 1;
      const nothing = { rowsRead: 0, rowsLoaded: 0, rowsMerged: 0, rowsQuarantined: 0, rowsFlagged: 0, rowsDropped: 0 };
      const record = fileStatement({
        fileKey,
        attempt: held.attempt,
        event: "undone",
        fileName,
        ...(family === null ? {} : { family }),
        ...nothing,
        importedAt: ledger.clock.now(),
        runId,
      });
      const before = await countRows(context, table, fileKey);
      await context.warehouse.load(table, noRows(), {
        kind: "replaceSlices",
        loadId: held.loadId(table),
        slices: [{ file_key: fileKey }],
        fence: held.fence,
        ...(isLast ? { also: [loadStatement(emptied), record, ...held.doneStatements({ rowCount: 0 })] } : {}),
      });
      rows += before;
    }
    held.release();
    return {
      ...unreadFile(fileName, fileKey, { ...end, reason: `${rows} rows were taken out of ${tables.join(", ")}` }),
    };
  });
  if (work.kind === "ran") return work.result;
  if (work.kind === "skipped")
    return unreadFile(fileName, fileKey, { ...end, reason: "it was taken out before; nothing changed" });
  throw new AppError(`the file is being imported now (${work.kind})`, {
    kind: "transient",
    where: fileName,
    fix: "wait and ask again",
  });
}

async function countRows({ warehouse }: JobContext, table: string, fileKey: string): Promise<number> {
  const { rows } = await warehouse.query(`select count(*) as row_count from ${table} where file_key = @file_key`, {
    parameters: { file_key: { type: "STRING", value: fileKey } },
  });
  return Number(rows[0]?.row_count);
}

async function* noRows(): AsyncGenerator<Row> {
  // A slice without rows is emptied.
}
