import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import { describeImport } from "../../../functions/jobs/import/describe-import.ts";
import type { ImportOptions } from "../../../functions/jobs/import/import-options.ts";
import { undoImport } from "../../../functions/jobs/import/undo-import.ts";
import { importFiles } from "../../../functions/jobs/import-files.ts";
import type { JobContext } from "../../../functions/jobs/job.ts";
import type { Clock } from "../../../functions/lib/clock.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { createFileParser } from "../../../functions/sources/files/parse-file.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { PEPPER_HEX } from "./parse-text.ts";

let folder: string;
let warehouse: Warehouse;
let context: JobContext;

/** A clock that moves a second each time it is read, so that later is later. */
function tickingClock(): Clock {
  let seconds = 0;
  return { now: () => new Date(Date.UTC(2026, 0, 31, 6, 0, seconds++)) };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  warehouse = await openDuckDbWarehouse({ path: ":memory:", threads: 1 });
  const project = await readSqlProject("sql");
  const untilStaging = { ...project, views: project.views.filter(({ name }) => name.startsWith("staging.")) };
  await warehouse.migrate(untilStaging);
  context = {
    warehouse,
    project: untilStaging,
    settings: defaultSettings,
    sources: [],
    clock: tickingClock(),
    log: silentLog,
    dataDir: join(folder, "data"),
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
  };
});

afterEach(async () => {
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function run(files: readonly string[], options: Partial<ImportOptions> = {}) {
  return importFiles(
    context,
    { files, parser: createFileParser({ threads: 1 }), pepperHex: PEPPER_HEX, ...options },
    () => {},
  );
}

async function rows(sql: string): Promise<readonly Row[]> {
  return (await warehouse.query(sql)).rows;
}

/** Everything that an import may change. */
async function everything(): Promise<string> {
  const tables = [
    "raw.file_ad_daily",
    "raw.file_ad_periods",
    "raw.file_campaigns",
    "ops.files",
    "ops.loads",
    "ops.quarantine",
    "ops.data_findings",
    "ops.work_events",
    "ops.runs",
  ];
  const contents = await Promise.all(
    tables.map(async (table) => (await rows(`select * from ${table}`)).map((row) => JSON.stringify(row)).sort()),
  );
  return JSON.stringify(contents);
}

const ADS =
  "day,campaign id,cost,impressions,clicks,currency\n2026-01-01,1,10,100,5,EUR\n2026-01-01,1,10,100,5,EUR\n2026-01-02,1,20,200,9,EUR\n2026-01-05,2,7,70,3,EUR\n";

describe("an import", () => {
  it("loads rows, the account and the ledger, and says the same in the document", async () => {
    const document = await run([await file("ads.csv", ADS)]);
    expect(document).toMatchObject({
      status: "done",
      files: [
        {
          file: "ads.csv",
          family: "ad_daily",
          status: "done",
          rows_read: 4,
          rows_loaded: 3,
          rows_merged: 1,
          rows_quarantined: 0,
          rows_dropped: 0,
          spend_read: "47",
          spend_loaded: "37",
          currency_code: "EUR",
          first_day: "2026-01-01",
          last_day: "2026-01-05",
        },
      ],
    });
    expect(document.run_id).toMatch(/^import:[0-9a-f]{64}$/);
    const key = document.files[0]?.file_key;
    expect(
      await rows("select date_day, campaign_id, spend, file_key, run_id from raw.file_ad_daily order by row_number"),
    ).toEqual([
      { date_day: "2026-01-01", campaign_id: "1", spend: "10", file_key: key, run_id: document.run_id },
      { date_day: "2026-01-02", campaign_id: "1", spend: "20", file_key: key, run_id: document.run_id },
      { date_day: "2026-01-05", campaign_id: "2", spend: "7", file_key: key, run_id: document.run_id },
    ]);
    expect(
      await rows("select event, family, rows_read, rows_loaded, rows_merged, spend_loaded from ops.files"),
    ).toEqual([
      { event: "imported", family: "ad_daily", rows_read: 4, rows_loaded: 3, rows_merged: 1, spend_loaded: "37" },
    ]);
    expect(await rows("select table_name, slice_key, rows_loaded from ops.loads")).toEqual([
      { table_name: "raw.file_ad_daily", slice_key: key, rows_loaded: 3 },
    ]);
    expect(
      await rows("select check_name, row_count, amount from ops.data_findings where check_name = 'exact_duplicate'"),
    ).toEqual([{ check_name: "exact_duplicate", row_count: 1, amount: "10" }]);
    expect(await rows("select event, status from ops.runs order by occurred_at")).toEqual([
      { event: "opened", status: null },
      { event: "closed", status: "done" },
    ]);
    expect(await readdir(join(context.dataDir, "spool"))).toEqual([]);
  });

  it("of the same file with the same options changes nothing, under whatever name", async () => {
    await run([await file("ads.csv", ADS)]);
    const before = await everything();
    const again = await run([await file("renamed.csv", ADS)]);
    expect(again).toMatchObject({
      status: "done",
      files: [{ file: "renamed.csv", status: "skipped", rows_loaded: 3 }],
    });
    expect(await everything()).toBe(before);
  });

  it("with other options replaces the file's rows, in whatever tables they were", async () => {
    const path = await file("ads.csv", "campaign id,cost\n1,10\n2,20\n");
    await run([path]);
    expect(await rows("select currency_code, spend from raw.file_ad_periods order by row_number")).toEqual([
      { currency_code: "XXX", spend: "10" },
      { currency_code: "XXX", spend: "20" },
    ]);
    await run([path], { currency: "EUR" });
    expect(await rows("select currency_code, spend from raw.file_ad_periods order by row_number")).toEqual([
      { currency_code: "EUR", spend: "10" },
      { currency_code: "EUR", spend: "20" },
    ]);
    await run([path], { family: "lookup", map: { key: "campaign id" } });
    expect(await rows("select key from raw.file_lookup order by key")).toEqual([{ key: "1" }, { key: "2" }]);
    expect(await rows("select spend from raw.file_ad_periods")).toEqual([]);
    expect(await rows("select attempt, event, family from ops.files order by attempt")).toMatchObject([
      { attempt: 1 },
      { attempt: 2 },
      { attempt: 3, family: "lookup" },
    ]);
  });

  it("loads lists of campaigns first, so that days outside them are seen", async () => {
    const ads = await file("ads.csv", ADS);
    const campaigns = await file(
      "list.csv",
      "id,daily_budget,start_time,stop_time\n1,5,2026-01-02,\n2,5,2026-01-01,2026-01-31\n",
    );
    const document = await run([ads, campaigns]);
    expect(document.files.map(({ family }) => family)).toEqual(["campaigns", "ad_daily"]);
    expect(document.files[1]?.findings).toContainEqual(
      expect.objectContaining({ check_name: "outside_campaign", row_count: 1, amount: "10" }),
    );
  });

  it("knows the campaigns of earlier calls too", async () => {
    await run([await file("list.csv", "id,daily_budget,start_time,stop_time\n1,5,2026-01-02,\n")]);
    const document = await run([await file("ads.csv", ADS)]);
    expect(document.files[0]?.findings).toContainEqual(
      expect.objectContaining({ check_name: "outside_campaign", row_count: 1 }),
    );
  });

  it("in which some files are refused is partial, and the others load", async () => {
    const document = await run([await file("ads.csv", ADS), await file("people.csv", "age,job\n30,cook\n")]);
    expect(document).toMatchObject({
      status: "partial",
      files: [{ status: "done" }, { status: "refused", rows_loaded: 0 }],
    });
    expect(document.files[1]?.fix).toContain("--family lookup");
    expect(await rows("select event, error_kind from ops.work_events where event = 'failed'")).toEqual([
      { event: "failed", error_kind: "data" },
    ]);
  });

  it("of nothing but refused files is refused; asking again says the same", async () => {
    const path = await file("people.csv", "age,job\n30,cook\n");
    const document = await run([path]);
    expect(document.status).toBe("refused");
    const again = await run([path]);
    expect(again.files[0]?.reason).toContain("known");
    expect(again.status).toBe("refused");
  });

  it("in which a flag is wrong for every file is an error of the flag, not of the data", async () => {
    const path = await file("ads.csv", ADS);
    await expect(run([path], { family: "adz" })).rejects.toMatchObject({ kind: "settings" });
    await expect(run([path], { currency: "euro" })).rejects.toMatchObject({ kind: "settings", where: "--currency" });
    await expect(run([path], { timeZone: "Berlin" })).rejects.toMatchObject({ kind: "settings", where: "--time-zone" });
    await expect(run([join(folder, "none.csv")])).rejects.toMatchObject({ kind: "settings" });
  });

  it("that is refused under new options leaves what the earlier ones loaded", async () => {
    const path = await file("bad.csv", withBad(6, 100));
    await run([path], { maxBadShare: 0.1 });
    const before = await rows(
      "select count(*) as n from ops.quarantine union all select count(*) from ops.files union all select count(*) from raw.file_ad_daily",
    );
    expect(await run([path])).toMatchObject({ status: "refused" });
    expect(
      await rows(
        "select count(*) as n from ops.quarantine union all select count(*) from ops.files union all select count(*) from raw.file_ad_daily",
      ),
    ).toEqual(before);
  });

  const withBad = (bad: number, of: number) =>
    [
      "day,campaign id,cost,currency",
      ...Array.from({ length: of }, (_, i) => `2026-01-01,${i},${i < bad ? "oops" : "1"},EUR`),
    ].join("\n");

  it("of a file with at most 0.1 % bad rows is done, above that partial, above 5 % refused", async () => {
    const status = async (bad: number, of: number) =>
      (await run([await file(`${bad}of${of}.csv`, withBad(bad, of))])).files[0];
    expect(await status(1, 1000)).toMatchObject({ status: "done", rows_quarantined: 1, rows_loaded: 999 });
    expect(await status(2, 1000)).toMatchObject({ status: "partial", rows_quarantined: 2, rows_loaded: 998 });
    expect(await status(5, 100)).toMatchObject({ status: "partial", rows_loaded: 95 });
    expect(await status(6, 100)).toMatchObject({
      status: "refused",
      rows_read: 100,
      rows_loaded: 0,
      rows_quarantined: 100,
    });
    expect(await rows("select count(*) as n from raw.file_ad_daily")).toEqual([{ n: 999 + 998 + 95 }]);
    expect(await rows("select count(*) as n from ops.quarantine")).toEqual([{ n: 1 + 2 + 5 + 6 }]);
    expect(await rows("select count(*) as n from ops.files where event = 'refused'")).toEqual([{ n: 1 }]);
  });

  it("loads the good rows of a bad file when told to", async () => {
    const document = await run([await file("bad.csv", withBad(6, 100))], { maxBadShare: 0.1 });
    expect(document).toMatchObject({ status: "partial", files: [{ rows_loaded: 94, rows_quarantined: 6 }] });
  });

  it("counts conflicting keys for partial, never for refusal", async () => {
    const document = await run([
      await file(
        "twice.csv",
        "day,ad id,cost,currency\n2026-01-01,1,1,EUR\n2026-01-01,1,2,EUR\n2026-01-01,2,1,EUR\n2026-01-01,2,2,EUR\n",
      ),
    ]);
    expect(document).toMatchObject({
      status: "partial",
      files: [{ rows_loaded: 2, rows_quarantined: 2, spend_loaded: "4", spend_quarantined: "2" }],
    });
  });

  it("as a dry run gives the account and writes nothing", async () => {
    const before = await everything();
    const document = await run([await file("ads.csv", ADS)], { isDryRun: true });
    expect(document).toMatchObject({ status: "done", files: [{ rows_read: 4, rows_loaded: 3 }] });
    expect(await everything()).toBe(before);
  });

  it("that was taken back is gone from the tables, and can be loaded again", async () => {
    const path = await file("ads.csv", `${ADS}2026-01-06,3,oops,1,1,EUR\n`);
    const { files } = await run([path], { maxBadShare: 1 });
    const key = files[0]?.file_key ?? "";
    const undone = await undoImport(context, key);
    expect(undone).toMatchObject({ status: "done", files: [{ file_key: key, status: "undone" }] });
    expect(undone.files[0]?.reason).toContain("3 rows");
    for (const table of ["raw.file_ad_daily", "ops.quarantine", "ops.data_findings"])
      expect(await rows(`select count(*) as n from ${table}`)).toEqual([{ n: 0 }]);
    expect((await undoImport(context, key)).files[0]?.reason).toContain("nothing changed");
    expect(await run([path], { maxBadShare: 1 })).toMatchObject({ files: [{ status: "partial", rows_loaded: 3 }] });
    expect(await rows("select count(*) as n from raw.file_ad_daily")).toEqual([{ n: 3 }]);
  });

  it("of an unknown key cannot be taken back", async () => {
    await expect(undoImport(context, "0000000000000000")).rejects.toThrow(/key of an imported file/);
  });

  it("that dies at any point converges when it is run again", async () => {
    const path = await file(
      "mixed.csv",
      "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n2026-01-01,2026-01-31,A,10\n2026-02-01,2026-02-01,A,2\n",
    );
    const points: string[] = [];
    await importFiles(
      { ...context, checkpoint: async (name) => void points.push(name) },
      { files: [path], parser: createFileParser(), pepperHex: PEPPER_HEX, isDryRun: false },
      () => {},
    );
    const contents = () =>
      rows(
        "select 'd' as kind, spend from raw.file_ad_daily union all select 'p', spend from raw.file_ad_periods order by kind",
      );
    const expected = await contents();
    expect(points.length).toBeGreaterThan(3);
    for (const point of points) {
      await undoImport(context, (await rows("select file_key from ops.files limit 1"))[0]?.file_key as string);
      const dying = {
        ...context,
        checkpoint: async (name: string) => {
          if (name === point) throw new Error("killed");
        },
      };
      await importFiles(dying, { files: [path], parser: createFileParser(), pepperHex: PEPPER_HEX }, () => {}).catch(
        () => undefined,
      );
      await run([path]);
      expect(await contents(), point).toEqual(expected);
    }
  });

  it("is told to a person in plain words, with money", async () => {
    const text = describeImport(await run([await file("ads.csv", ADS)]));
    expect(text).toContain("4 rows read = 3 loaded + 1 merged (exact duplicates) + 0 quarantined + 0 dropped");
    expect(text).toContain("spend: 47.00 EUR read, 37.00 EUR loaded, 0.00 EUR quarantined");
    expect(text).toContain("1 rows repeat another row in every column; one of each was loaded [10.00 EUR]");
    expect(text).toContain("import: done");
  });
});
