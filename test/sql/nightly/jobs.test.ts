import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import { buildAttribution, buildMarts } from "../../../functions/jobs/build-marts.ts";
import type { JobContext, StepRun } from "../../../functions/jobs/job.ts";
import { open } from "../../../functions/jobs/open.ts";
import { prepareWarehouse } from "../../../functions/jobs/prepare-warehouse.ts";
import { publish } from "../../../functions/jobs/publish.ts";
import { runAssertions } from "../../../functions/jobs/run-assertions.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import { ledgerProject } from "../ledger/ledger-warehouse.ts";

/** The ledger's tables and a few SQL files of the test's own, on a new warehouse. */
async function newContext(
  files: Readonly<Record<string, string>> = {},
): Promise<JobContext & { readonly run: StepRun }> {
  const root = await mkdtemp(join(tmpdir(), "project-"));
  for (const folder of ["tables", "staging", "marts", "reporting", "assertions"]) await mkdir(join(root, folder));
  for (const [path, sql] of Object.entries(files)) await writeFile(join(root, path), sql);
  const [own, ledger] = [await readSqlProject(root), await ledgerProject()];
  const project = {
    tables: [...ledger.tables, ...own.tables],
    views: [...ledger.views, ...own.views],
    assertions: own.assertions,
  };
  const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.migrate(project);
  return {
    warehouse,
    project,
    settings: defaultSettings,
    sources: [],
    clock: fixedClock("2026-02-10T05:00:00Z"),
    log: silentLog,
    dataDir: root,
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
    run: { runId: "nightly:2026-02-10", logicalDate: "2026-02-10", asOf: "2026-02-09", step: "open", attempt: 1 },
  };
}

function view(name: string, select: string): string {
  return `-- A view of the test.\n-- materialize: table\ncreate or replace view ${name} as\n${select}\n`;
}

describe("open", () => {
  it("writes what views read of the settings; an unset one has no row", async () => {
    const { run, ...context } = await newContext();
    await open(context, run);
    const { rows } = await context.warehouse.query("select key, value from ops.settings order by key");
    expect(rows).toEqual([
      { key: "as_of", value: "2026-02-09" },
      { key: "attribution_lookback_days_deal", value: "90" },
      { key: "attribution_lookback_days_lead", value: "30" },
      { key: "time_zone", value: "UTC" },
    ]);
    const stages = await context.warehouse.query("select stage from ops.stage_map where status = 'CLOSED_WON'");
    expect(stages.rows).toEqual([{ stage: "won" }]);
  });

  it("replaces rules that went away and changes nothing else, and its output hash tells a change", async () => {
    const { run, ...context } = await newContext();
    const first = await open(context, run);
    const again = await open(context, { ...run, attempt: 2 });
    expect(again.outputSha256).toBe(first.outputSha256);
    const channels = [{ channel: "all", is_paid: false, is_direct: false }];
    const settings = { ...defaultSettings, reporting_currency: "EUR", channels };
    const changed = await open({ ...context, settings }, { ...run, attempt: 3 });
    expect(changed.outputSha256).not.toBe(first.outputSha256);
    const rules = await context.warehouse.query("select rule_order, source_pattern, channel from ops.channel_rules");
    expect(rules.rows).toEqual([{ rule_order: 1, source_pattern: null, channel: "all" }]);
    const back = await open(context, { ...run, attempt: 4 });
    expect(back.outputSha256).toBe(first.outputSha256);
    const { rows } = await context.warehouse.query(
      "select count(*) as n from ops.settings where key = 'reporting_currency'",
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe("the first thing every writing command does", () => {
  it("records whose data a new folder holds and refuses the other kind from then on", async () => {
    const { run: _run, ...context } = await newContext();
    expect(await prepareWarehouse(context, "demo")).toEqual({ kind: "ready" });
    expect(await prepareWarehouse(context, "demo")).toEqual({ kind: "ready" });
    expect(await prepareWarehouse(context, "own")).toMatchObject({ kind: "refused", reason: "mixed_data" });
  });
});

describe("marts and attribution", () => {
  it("each store their own views, in the order of what they read", async () => {
    const { run, ...context } = await newContext({
      "staging/stg_a.sql": view("staging.stg_a", "select 1 as n union all select 2 as n"),
      "marts/fct_a.sql": view("marts.fct_a", "select n from staging.stg_a"),
      "marts/fct_attribution.sql": view("marts.fct_attribution", "select n from marts.fct_a"),
      "marts/fct_paths.sql": view("marts.fct_paths", "select n from marts.fct_attribution"),
    });
    const count = async (table: string) =>
      (await context.warehouse.query(`select count(*) as n from ${table}`)).rows[0]?.n;
    expect(await buildMarts(context, run)).toEqual({ status: "done", rowCount: 4 });
    expect([await count("marts.fct_a"), await count("marts.fct_attribution")]).toEqual([2, 0]);
    expect(await buildAttribution(context, run)).toEqual({ status: "done", rowCount: 4 });
    expect([await count("marts.fct_attribution"), await count("marts.fct_paths")]).toEqual([2, 2]);
  });
});

describe("assertions", () => {
  const fine = "-- Nothing is wrong.\nselect 1 as n from (select 1 as n) as source where n > 1";
  const broken =
    "-- Spend below zero.\nwith days as (\n    select 'c1' as campaign_id, -5 as spend union all select 'c2' as campaign_id, -7 as spend\n)\n\nselect campaign_id, spend\nfrom days\norder by campaign_id\n";

  it("that find nothing pass, and their number is told", async () => {
    const { run, ...context } = await newContext({ "assertions/assert_fine.sql": fine });
    expect(await runAssertions(context, run)).toEqual({ status: "done", rowCount: 1 });
  });

  it("that find rows fail the run with data, each with its count and first rows", async () => {
    const { run, ...context } = await newContext({
      "assertions/assert_fine.sql": fine,
      "assertions/assert_spend.sql": broken,
      "assertions/assert_other.sql": "-- A row.\nselect 7 as n",
    });
    const result = await runAssertions(context, run);
    expect(result).toMatchObject({ status: "failed", errorKind: "data", reason: "assertion_failed" });
    expect(result.detail).toContain('assert_other: 1 row(s), for example {"n":7}');
    expect(result.detail).toContain('assert_spend: 2 row(s), for example {"campaign_id":"c1","spend":-5}');
  });

  it("of the charts run when the report is published: stored views first, then the proof, then the report", async () => {
    const reports: number[] = [];
    const writeReport = async ({ warehouse }: JobContext) => {
      reports.push(Number((await warehouse.query("select n from reporting.rpt_a")).rows[0]?.n));
    };
    const rpt = { "reporting/rpt_a.sql": view("reporting.rpt_a", "select 3 as n") };
    const good = await newContext({ ...rpt, "assertions/assert_chart_a.sql": `-- step: publish\n${fine}` });
    expect(await publish(writeReport)(good, good.run)).toMatchObject({ status: "done" });
    expect(reports).toEqual([3]);
    const bad = await newContext({ ...rpt, "assertions/assert_chart_a.sql": `-- step: publish\n${broken}` });
    expect(await runAssertions(bad, bad.run)).toMatchObject({ status: "done", rowCount: 0 });
    expect(await publish(writeReport)(bad, bad.run)).toMatchObject({ status: "failed", reason: "assertion_failed" });
    expect(reports).toEqual([3]);
  });
});
