import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../functions/lib/duckdb.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { materialize } from "../../../functions/warehouse/materialize.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import { warehouseContract } from "./contract.ts";

warehouseContract("DuckDB", () => openDuckDbWarehouse({ path: ":memory:" }));

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "warehouse-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const root = join(folder, "sql");
  for (const name of ["tables", "staging", "marts", "reporting", "assertions"])
    await mkdir(join(root, name), { recursive: true });
  for (const [name, sql] of Object.entries(files)) await writeFile(join(root, name), sql);
  return root;
}

const TABLE = "create table if not exists raw.t (k string, n int64)";
const FILES = {
  "tables/0001_raw_t.sql": TABLE,
  "staging/stg_t.sql": "create or replace view staging.stg_t as select t.k, t.n from raw.t as t",
  "marts/fct_t.sql":
    "-- Purpose: sums.\n-- materialize: table\ncreate or replace view marts.fct_t as\nselect s.k, sum(s.n) as n from staging.stg_t as s group by s.k",
  "reporting/rpt_t.sql": "create or replace view reporting.rpt_t as select f.k, f.n from marts.fct_t as f",
};

describe("the DuckDB file", () => {
  it("migrates once, keeps rows of materialised views until they are rebuilt, and drops views that are gone", async () => {
    const warehouse = await openDuckDbWarehouse({ path: join(folder, "w.duckdb") });
    const first = await readSqlProject(await project(FILES));
    expect(await warehouse.migrate(first)).toEqual({
      tables: ["0001_raw_t"],
      views: ["staging.stg_t", "marts.fct_t", "reporting.rpt_t"],
    });
    expect(await warehouse.migrate(first)).toEqual({ tables: [], views: [] });
    await warehouse.execute("insert into raw.t (k, n) values ('a', 1), ('a', 2)");
    expect((await warehouse.query("select * from reporting.rpt_t")).rows).toEqual([]);
    await materialize(warehouse, first);
    expect((await warehouse.query("select * from reporting.rpt_t")).rows).toEqual([{ k: "a", n: 3 }]);
    const { "reporting/rpt_t.sql": _gone, ...rest } = FILES;
    await rm(join(folder, "sql"), { recursive: true });
    await warehouse.migrate(
      await readSqlProject(
        await project({
          ...rest,
          "reporting/rpt_new.sql": "create or replace view reporting.rpt_new as select f.n from marts.fct_t as f",
        }),
      ),
    );
    expect((await warehouse.query("select * from reporting.rpt_new")).rows).toEqual([{ n: 3 }]);
    expect(await warehouse.describe("reporting.rpt_t")).toBeNull();
    await warehouse.close();
  });

  it("turns a view into a table and back when its header changes", async () => {
    const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
    const plain = { ...FILES, "marts/fct_t.sql": FILES["marts/fct_t.sql"].replace("-- materialize: table\n", "") };
    for (const files of [FILES, plain, FILES]) {
      const sql = await readSqlProject(await project(files));
      await warehouse.migrate(sql);
      await materialize(warehouse, sql);
      expect((await warehouse.query("select count(*) as n from reporting.rpt_t")).rows).toEqual([{ n: 0 }]);
    }
    await warehouse.close();
  });

  it("refuses a table file that was changed after it was applied, naming the file", async () => {
    const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
    await warehouse.migrate(await readSqlProject(await project(FILES)));
    const changed = await readSqlProject(await project({ ...FILES, "tables/0001_raw_t.sql": `${TABLE} -- changed` }));
    await expect(warehouse.migrate(changed)).rejects.toMatchObject({
      kind: "settings",
      where: "sql/tables/0001_raw_t.sql",
    });
    await warehouse.close();
  });

  it("names the circle when views read each other, and the file that defines another name", async () => {
    const circle = {
      "staging/a.sql": "create or replace view staging.a as select b.x from staging.b as b",
      "staging/b.sql": "create or replace view staging.b as select a.x from staging.a as a",
    };
    await expect(project(circle).then(readSqlProject)).rejects.toThrow(
      /staging\.a → staging\.b → staging\.a|staging\.b → staging\.a → staging\.b/,
    );
    await rm(join(folder, "sql"), { recursive: true });
    await expect(
      project({ "staging/a.sql": "create or replace view staging.z as select 1 as x" }).then(readSqlProject),
    ).rejects.toMatchObject({ where: "sql/staging/a.sql" });
  });

  it("belongs to one process: another one is told that it is locked", async () => {
    const path = join(folder, "w.duckdb");
    const warehouse = await openDuckDbWarehouse({ path });
    const module = new URL("../../../functions/warehouse/duckdb.ts", import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then((m) => m.openDuckDbWarehouse({ path: ${JSON.stringify(path)} })).then(() => console.log("open"), (e) => console.log(e.reason))`;
    expect(spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout.trim()).toBe("locked");
    await warehouse.close();
    expect(spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout.trim()).toBe("open");
  });

  it("opens in UTC with NULL first ascending, whatever the machine's zone", async () => {
    const duck = await openDuckDb({ path: ":memory:" });
    expect(await duck.rows("SELECT CAST(TIMESTAMPTZ '2026-01-31 23:30:00-05' AS DATE) AS d")).toEqual([
      { d: "2026-02-01" },
    ]);
    expect((await duck.rows("SELECT x FROM (VALUES (1), (NULL), (2)) v(x) ORDER BY x")).map(({ x }) => x)).toEqual([
      null,
      1,
      2,
    ]);
    await expect(
      duck.rows("SELECT sum(x) AS s FROM (VALUES (9223372036854775807), (9223372036854775807)) v(x)"),
    ).rejects.toThrow(/INT64/);
    duck.close();
  });
});
