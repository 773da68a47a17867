import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saveFindings, saveQuarantine } from "../../../functions/ledger/file-rows.ts";
import { sha256Of } from "../../../functions/ledger/hash.ts";
import { type Ledger, openLedger } from "../../../functions/ledger/ledger.ts";
import { fileStatement, loadStatement } from "../../../functions/ledger/records.ts";
import { withWork } from "../../../functions/ledger/with-work.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { openLedgerWarehouse } from "./ledger-warehouse.ts";

const FILES: Readonly<Record<string, readonly number[]>> = { aaaa: [1, 2, 3], bbbb: [4], cccc: [] };
const FILE_KEYS = Object.keys(FILES);
const ACTIONS_OF_AN_IMPORT = 5;

class Crash extends Error {}

/** The warehouse of a process that dies before its nth action; what it would still have written is never written. */
function dyingBefore(warehouse: Warehouse, actions: number): Warehouse {
  let left = actions;
  const action = <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    return left < 0 ? Promise.reject(new Crash()) : work();
  };
  return {
    ...warehouse,
    query: (sql, options) => action(() => warehouse.query(sql, options)),
    execute: (sql, options) => action(() => warehouse.execute(sql, options)),
    load: (table, data, how) => action(() => warehouse.load(table, data, how)),
  };
}

async function* seriesRows(fileKey: string): AsyncGenerator<Row> {
  for (const value of FILES[fileKey] ?? []) yield { series: fileKey, value, file_key: fileKey };
}

/** An import as the file job does it: quarantine and findings, then rows, records and `done` in one transaction. */
async function importFile(ledger: Ledger, fileKey: string): Promise<string> {
  const runId = `import:${fileKey}`;
  const rows = FILES[fileKey]?.length ?? 0;
  const end = await withWork(ledger, { runId, step: "import", inputSha256: fileKey }, {}, async (held) => {
    const table = "raw.file_series";
    const loadId = held.loadId(table);
    const file = { fileKey, fileName: `${fileKey}.csv`, runId, loadId };
    await saveQuarantine(ledger, held, file, [
      { rowSha256: "00", entity: "series", rowNumber: 9, reason: "ragged_long", expected: "2 cells", got: "3" },
    ]);
    await saveFindings(ledger, held, file, [{ checkName: "ragged_long", severity: "warning", rowCount: 1 }]);
    const at = ledger.clock.now();
    await ledger.warehouse.load(table, seriesRows(fileKey), {
      kind: "replaceSlices",
      loadId,
      slices: [{ file_key: fileKey }],
      fence: held.fence,
      also: [
        loadStatement([
          {
            loadId,
            tableName: table,
            sliceKey: fileKey,
            source: "file",
            workKey: held.workKey,
            attempt: held.attempt,
            readStartedAt: at,
            rowsLoaded: rows,
            rowsQuarantined: 1,
            publishedAt: at,
          },
        ]),
        fileStatement({
          fileKey,
          attempt: held.attempt,
          event: "imported",
          fileName: file.fileName,
          family: "external_series",
          rowsRead: rows + 1,
          rowsLoaded: rows,
          rowsMerged: 0,
          rowsQuarantined: 1,
          rowsFlagged: 0,
          rowsDropped: 0,
          spendLoaded: "0.1",
          firstDay: "2026-01-31",
          importedAt: at,
          runId,
        }),
        ...held.doneStatements({ rowCount: rows }),
      ],
    });
  });
  return end.kind;
}

/** Everything that was published, attempts and load ids apart. */
async function contentHash(warehouse: Warehouse): Promise<string> {
  const read = async (sql: string) => (await warehouse.query(sql)).rows;
  return sha256Of([
    await read("select series, value, file_key from raw.file_series order by file_key, value"),
    await read("select file_key, row_number, reason, got from ops.quarantine order by file_key, row_number"),
    await read("select file_key, check_name, row_count from ops.data_findings order by file_key, check_name"),
    await read("select table_name, slice_key, rows_loaded from ops.loads order by table_name, slice_key"),
    await read("select file_key, event, rows_loaded, spend_loaded, first_day from ops.files order by file_key"),
    await read("select work_key, event, row_count from staging.stg_ops__work order by work_key"),
  ]);
}

const clock = fixedClock("2026-02-10T05:00:00Z");
const ledgerOn = (warehouse: Warehouse): Ledger =>
  openLedger({ warehouse, clock, timers: { every: () => () => {}, wait: async () => {} } });

describe("loads of files", () => {
  it("in any order, repeated and broken off anywhere, leave the same tables as one clean import of each", async () => {
    const clean = await openLedgerWarehouse();
    for (const fileKey of FILE_KEYS) await importFile(ledgerOn(clean), fileKey);
    const expected = await contentHash(clean);
    await clean.close();
    const attempt = fc.record({
      fileKey: fc.constantFrom(...FILE_KEYS),
      actions: fc.integer({ min: 0, max: ACTIONS_OF_AN_IMPORT }),
    });
    let crashes = 0;
    const property = fc.asyncProperty(
      fc.array(attempt, { maxLength: 8 }),
      fc.shuffledSubarray(FILE_KEYS, { minLength: FILE_KEYS.length }),
      async (attempts, last) => {
        const warehouse = await openLedgerWarehouse();
        for (const { fileKey, actions } of attempts) {
          await importFile(ledgerOn(dyingBefore(warehouse, actions)), fileKey).catch((error: unknown) => {
            if (!(error instanceof Crash)) throw error;
            crashes += 1;
          });
        }
        for (const fileKey of last) await importFile(ledgerOn(warehouse), fileKey);
        expect(await contentHash(warehouse)).toBe(expected);
        await warehouse.close();
      },
    );
    await fc.assert(property, { numRuns: 40, seed: 20260210 });
    expect(crashes).toBeGreaterThan(50);
  });

  it("a second import of the same file is skipped and writes nothing", async () => {
    const warehouse = await openLedgerWarehouse();
    expect(await importFile(ledgerOn(warehouse), "aaaa")).toBe("ran");
    const before = (await warehouse.query("select * from ops.work_events order by occurred_at, event")).rows;
    expect(await importFile(ledgerOn(warehouse), "aaaa")).toBe("skipped");
    expect((await warehouse.query("select * from ops.work_events order by occurred_at, event")).rows).toEqual(before);
    await warehouse.close();
  });

  it("a body that throws is recorded as failed with its kind, and its lease ends", async () => {
    const warehouse = await openLedgerWarehouse();
    const ledger = ledgerOn(warehouse);
    const unit = { runId: "import:dddd", step: "import", inputSha256: "d" };
    await expect(
      withWork(ledger, unit, {}, async () => {
        throw new TypeError("boom");
      }),
    ).rejects.toThrow("boom");
    expect(ledger.held.size).toBe(0);
    const { rows } = await warehouse.query("select event, error_kind, error_message from staging.stg_ops__work");
    expect(rows).toEqual([{ event: "failed", error_kind: "bug", error_message: "boom" }]);
    await warehouse.close();
  });
});
