import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../functions/lib/duckdb.ts";
import { readColumnDescriptions } from "../../../functions/warehouse/bigquery/column-descriptions.ts";
import { materialize } from "../../../functions/warehouse/materialize.ts";
import { readSqlProject, type SqlProject } from "../../../functions/warehouse/project.ts";
import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { type BigQueryDouble, startBigQueryDouble } from "../../../scripts/bigquery-double/double.ts";
import type { Fault, Operation } from "../../../scripts/bigquery-double/faults.ts";
import { openOnDouble } from "../../support/bigquery-double.ts";
import { rowsOf } from "./contract.ts";

let double: BigQueryDouble;
let warehouse: Warehouse;
let prefix = "";
let opened = 0;
let folder = "";

beforeAll(async () => {
  double = await startBigQueryDouble({ pageRows: 1000 });
});
afterAll(() => double.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bigquery-adapter-"));
  prefix = `a${++opened}`;
  warehouse = await openOnDouble(double, { datasetPrefix: prefix });
  await warehouse.execute("create schema raw");
  await warehouse.execute("create table raw.t (k string, n int64, day date)");
});
afterEach(async () => {
  double.setFaults(() => null);
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
});

/** One fault at the nth time of an operation, counted from now. */
function faultAt(operation: Operation, nth: number, fault: Fault): void {
  let count = 0;
  double.setFaults((at) => (at === operation && ++count === nth ? fault : null));
}

const count = async (): Promise<unknown> => (await warehouse.query("select count(*) as n from raw.t as t")).rows[0]?.n;
const append = (loadId: string, n = 1) =>
  warehouse.load("raw.t", rowsOf({ k: "a", n, day: "2026-01-01" }), { kind: "append", loadId });
const stored = (name: string) => double.engine.catalog.tables.get(`${prefix}_${name}`);

describe("a load on BigQuery", () => {
  it("is one load job and one query job, with ids of its load id, and stages what expires after three days", async () => {
    await append("l1");
    const ids = [...double.jobs.keys()].filter((id) => id.endsWith(`_${prefix}`));
    expect(ids).toEqual([expect.stringMatching(/^mw_load_l1_[0-9a-f]{12}_a\d+$/), `mw_swap_l1_${prefix}`]);
    const stage = String(ids[0]).replace(/^mw_load_(\w+)_a\d+$/, "scratch.t__$1");
    const expiresInMs = Number(stored(stage)?.expirationMs) - double.engine.now().getTime();
    expect(expiresInMs / 86_400_000).toBeCloseTo(3, 1);
  });

  it("arrives once whatever answer is lost on the way", async () => {
    const operations: readonly Operation[] = ["insert", "upload", "results", "job", "tables", "run"];
    let loads = 0;
    for (const operation of operations) {
      for (const reason of ["backendError", "rateLimitExceeded"] as const) {
        for (const nth of [1, 2, 3]) {
          faultAt(operation, nth, { reason, isAnswerLost: operation !== "run" });
          loads += 1;
          const name = `${operation} ${reason} ${nth}`;
          expect(await append(`f${loads}`), name).toEqual({ rows: 1, alreadyDone: false });
          expect(await count(), name).toBe(loads);
        }
      }
    }
  });

  it("runs again under the next id after BigQuery cancelled it for a concurrent writer", async () => {
    const checkpoint = async (name: string) => {
      if (name === "stage loaded") faultAt("run", 1, { reason: "aborted" });
    };
    warehouse = await openOnDouble(double, { datasetPrefix: prefix, checkpoint });
    await append("l1");
    double.setFaults(() => null);
    expect([...double.jobs.keys()]).toContain(`mw_swap_l1_2_${prefix}`);
    expect(await count()).toBe(1);
  });

  it("loads again where the datasets were dropped, although their jobs are remembered", async () => {
    await append("l1");
    for (const name of [...double.engine.catalog.tables.keys()].filter((table) => table.startsWith(`${prefix}_`)))
      await warehouse.execute(`drop table ${name.slice(prefix.length + 1)}`);
    await warehouse.execute("create table raw.t (k string, n int64, day date)");
    expect(await append("l1")).toEqual({ rows: 1, alreadyDone: false });
    expect(await count()).toBe(1);
  });

  it("takes a Parquet file, by name", async () => {
    const duck = await openDuckDb({ path: ":memory:" });
    await duck.run(
      `COPY (SELECT DATE '2026-01-02' AS day, 7::BIGINT AS n, 'p' AS k) TO '${join(folder, "rows.parquet")}'`,
    );
    duck.close();
    const how = { kind: "append", loadId: "parquet" } as const;
    expect(await warehouse.load("raw.t", { parquet: join(folder, "rows.parquet") }, how)).toMatchObject({ rows: 1 });
    expect((await warehouse.query("select * from raw.t as t")).rows).toEqual([{ k: "p", n: 7, day: "2026-01-02" }]);
  });

  it("says what a value that does not fit is", async () => {
    await expect(append("bad", "x" as never)).rejects.toMatchObject({ reason: "bad-rows", kind: "data" });
  });
});

describe("a statement on BigQuery", () => {
  it("reads all pages", async () => {
    const numbers = Array.from({ length: 2500 }, (_, n) => ({ k: "a", n, day: null }));
    await warehouse.load("raw.t", rowsOf(...numbers), { kind: "append", loadId: "many" });
    const { rows } = await warehouse.query("select t.n from raw.t as t order by t.n");
    expect(rows.map(({ n }) => n)).toEqual(numbers.map(({ n }) => n));
  });

  it("runs once although the answer of its start was lost", async () => {
    faultAt("insert", 1, { reason: "backendError", isAnswerLost: true });
    expect(await warehouse.execute("insert into raw.t (k) values ('once')")).toEqual({ affectedRows: 1 });
    expect(await count()).toBe(1);
  });

  it("with an id of the caller runs once, and the second is told of a conflict after the first has ended", async () => {
    const insert = () => warehouse.execute("insert into raw.t (k) values ('claim')", { jobId: "mw_claim_x_1" });
    const results = await Promise.allSettled([insert(), insert(), insert()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.reason)).toEqual(["conflict", "conflict"]);
    expect(await count()).toBe(1);
  });

  it("tells quota, rights, cost, place and network apart, each with its ledger kind", async () => {
    const kindAfter = async (fault: Fault) => {
      double.setFaults((at) => (at === "insert" ? fault : null));
      return warehouse.query("select 1 as x").catch((error) => [error.reason, error.kind]);
    };
    expect(await kindAfter({ reason: "quotaExceeded" })).toEqual(["quota-exceeded", "quota"]);
    expect(await kindAfter({ reason: "accessDenied" })).toEqual(["denied", "auth"]);
    expect(await kindAfter({ reason: "rateLimitExceeded" })).toEqual(["rate-limited", "transient"]);
    expect(await kindAfter({ reason: "backendError" })).toEqual(["unavailable", "transient"]);
    double.setFaults(() => null);
    const reasonOf = async (options: Parameters<typeof openOnDouble>[1], sql: string) => {
      const other = await openOnDouble(double, { datasetPrefix: prefix, ...options });
      return other.query(sql).catch((error) => [error.reason, error.kind]);
    };
    const query = "select t.k from raw.t as t";
    expect(await reasonOf({ maximumBytesBilled: 10_485_759 }, query)).toEqual(["too-expensive", "settings"]);
    expect(await reasonOf({ project: "another" }, query)).toEqual(["denied", "auth"]);
    const elsewhere = await openOnDouble(double, { datasetPrefix: prefix, location: "US" });
    await expect(elsewhere.query(query)).rejects.toMatchObject({
      kind: "settings",
      where: "warehouse.location",
      fix: expect.stringContaining("EU"),
    });
    expect(await reasonOf({ endpoint: "http://127.0.0.1:1" }, query)).toEqual(["unavailable", "transient"]);
    const missing = "select\n  t.missing from raw.t as t";
    await expect(warehouse.query(missing)).rejects.toMatchObject({ reason: "bad-sql", kind: "bug", where: "2:5" });
  });

  it("carries labels in the characters that BigQuery takes", async () => {
    await warehouse.execute("insert into raw.t (k) values ('l')", {
      jobId: "labelled",
      labels: { run: "nightly:2026-02-10", step: "Marts" },
    });
    expect(double.jobs.get(`labelled_${prefix}`)?.configuration).toMatchObject({
      labels: { app: "marketing-warehouse", run: "nightly-2026-02-10", step: "marts" },
    });
  });

  it("is checked without running, with the bytes that it would read", async () => {
    const { columns, bytes } = await warehouse.check("select t.day from raw.t as t");
    expect(columns).toEqual([{ name: "day", type: "DATE" }]);
    expect(bytes).toBeGreaterThan(0);
  });
});

describe("a project on BigQuery", () => {
  const FILES = {
    "tables/0001_raw_own.sql": "create table if not exists raw.own (date_day date, account_id string, n int64)",
    "staging/stg_own.sql":
      "create or replace view staging.stg_own as select o.date_day, o.account_id, o.n from raw.own as o",
    "marts/fct_own.sql":
      "-- Purpose: sums.\n-- materialize: table\ncreate or replace view marts.fct_own as\nselect s.date_day, s.account_id, sum(s.n) as n from staging.stg_own as s group by s.date_day, s.account_id",
    "reporting/rpt_own.sql":
      "create or replace view reporting.rpt_own as select f.date_day, f.n from marts.fct_own as f",
  };
  const COLUMNS = `column,table,type,unit,additive,description\ndate_day,,DATE,,no,"Day, local"\nn,,INT64,pieces,yes,Number\nn,rpt_own,INT64,,yes,Number shown\n`;

  async function project(files: Readonly<Record<string, string>>): Promise<SqlProject> {
    const root = join(folder, "sql");
    await rm(root, { recursive: true, force: true });
    for (const name of ["tables", "staging", "marts", "reporting", "assertions"])
      await mkdir(join(root, name), { recursive: true });
    for (const [name, sql] of Object.entries(files)) await writeFile(join(root, name), sql);
    return readSqlProject(root);
  }
  const descriptionsOf = (name: string) => stored(name)?.columns.map((column) => column.description);

  beforeEach(async () => {
    warehouse = await openOnDouble(double, { datasetPrefix: prefix, descriptions: readColumnDescriptions(COLUMNS) });
  });

  it("migrates once; partitions, clusters and descriptions are there, and stay after a build", async () => {
    const files = await project(FILES);
    expect(await warehouse.migrate(files)).toEqual({
      tables: ["0001_raw_own"],
      views: ["staging.stg_own", "marts.fct_own", "reporting.rpt_own"],
    });
    expect(await warehouse.migrate(files)).toEqual({ tables: [], views: [] });
    await warehouse.execute(
      "insert into raw.own (date_day, account_id, n) values (date '2026-01-01', 'a', 1), (date '2026-01-01', 'a', 2)",
    );
    await materialize(warehouse, files);
    expect((await warehouse.query("select * from reporting.rpt_own")).rows).toEqual([{ date_day: "2026-01-01", n: 3 }]);
    expect(stored("marts.fct_own")).toMatchObject({
      kind: "TABLE",
      partition: { type: "MONTH", field: "date_day" },
      clusterColumns: ["account_id"],
    });
    expect(descriptionsOf("marts.fct_own")).toEqual(["Day, local", null, "Number (pieces)"]);
    expect(descriptionsOf("raw.own")).toEqual(["Day, local", null, "Number (pieces)"]);
    expect(descriptionsOf("reporting.rpt_own")).toEqual(["Day, local", "Number shown"]);
  });

  it("drops views that are gone, and turns a view into a table and back", async () => {
    const plain = { ...FILES, "marts/fct_own.sql": FILES["marts/fct_own.sql"].replace("-- materialize: table\n", "") };
    for (const [files, kind] of [
      [FILES, "TABLE"],
      [plain, "VIEW"],
      [FILES, "TABLE"],
    ] as const) {
      const sql = await project(files);
      await warehouse.migrate(sql);
      await materialize(warehouse, sql);
      expect(stored("marts.fct_own")?.kind).toBe(kind);
    }
    const { "reporting/rpt_own.sql": _gone, ...rest } = FILES;
    await warehouse.migrate(await project(rest));
    expect(await warehouse.describe("reporting.rpt_own")).toBeNull();
  });

  it("gives a stored view new partitions by dropping it, and keeps its rows while nothing changes", async () => {
    await warehouse.migrate(await project(FILES));
    const undated = {
      ...FILES,
      "marts/fct_own.sql":
        "-- materialize: table\ncreate or replace view marts.fct_own as\nselect s.account_id, sum(s.n) as n, max(s.date_day) as last_day from staging.stg_own as s group by s.account_id",
      "reporting/rpt_own.sql":
        "create or replace view reporting.rpt_own as select f.last_day, f.n from marts.fct_own as f",
    };
    const sql = await project(undated);
    await warehouse.migrate(sql);
    await warehouse.execute("insert into raw.own (account_id, n) values ('a', 1)");
    await materialize(warehouse, sql);
    expect(stored("marts.fct_own")?.partition).toBeNull();
    const changed = { ...undated, "staging/stg_own.sql": `${FILES["staging/stg_own.sql"]} where o.n > 0` };
    await warehouse.migrate(await project(changed));
    expect((await warehouse.query("select f.n from marts.fct_own as f")).rows).toEqual([{ n: 1 }]);
  });

  it("refuses a table file that was changed after it was applied, naming the file", async () => {
    await warehouse.migrate(await project(FILES));
    const changed = { ...FILES, "tables/0001_raw_own.sql": `${FILES["tables/0001_raw_own.sql"]} -- changed` };
    await expect(project(changed).then((sql) => warehouse.migrate(sql))).rejects.toMatchObject({
      kind: "settings",
      where: "sql/tables/0001_raw_own.sql",
    });
  });

  it("ends where it was broken off: any request that fails for good, then once more", async () => {
    const files = await project(FILES);
    let broken = 0;
    for (let nth = 1; nth <= 40; nth += 1) {
      const own = await openOnDouble(double, { datasetPrefix: `${prefix}n${nth}` });
      let asked = 0;
      double.setFaults(() => (++asked === nth ? { reason: "accessDenied" } : null));
      broken += await own.migrate(files).then(
        () => 0,
        () => 1,
      );
      double.setFaults(() => null);
      await own.migrate(files);
      expect(await own.describe("reporting.rpt_own"), `request ${nth}`).toHaveLength(2);
      expect(await own.migrate(files), `request ${nth}`).toEqual({ tables: [], views: [] });
    }
    expect(broken).toBeGreaterThan(25);
  });
});
