import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoubleRest, restOfDouble } from "./rest.ts";

let rest: DoubleRest;

beforeAll(async () => {
  rest = await restOfDouble();
  await rest.run("create schema raw");
  await rest.run("create table raw.t (k string not null, n int64, price numeric)");
  await rest.run("insert into raw.t (k, n, price) values ('a', 1, 1), ('b', 2, 2)");
});
afterAll(() => rest.double.stop());

/** Metadata of a table, as REST gives it. */
async function metadata(name: string): Promise<Readonly<Record<string, unknown>>> {
  const [dataset, table] = name.split(".");
  return (await rest.call("GET", `/datasets/${dataset}/tables/${table}`)).json;
}

describe("Google's analyzer in front of the double", () => {
  it("refuses what BigQuery would, with line and column", async ({ skip }) => {
    skip(rest.double.analyzerSkipped !== null, rest.double.analyzerSkipped ?? "");
    expect(await rest.run("select t.k,\n  t.nothing\nfrom raw.t as t")).toMatchObject({
      status: 400,
      reason: "invalidQuery",
      message: expect.stringMatching(/nothing.* at \[2:5\]/),
    });
    // DuckDB takes both: a comparison of types that GoogleSQL keeps apart, and a column that is not grouped by.
    expect(await rest.run("select t.k = t.n as x from raw.t as t")).toMatchObject({ reason: "invalidQuery" });
    expect(await rest.dryRun("select t.k, sum(t.n) as n from raw.t as t")).toMatchObject({ reason: "invalidQuery" });
  });

  it("knows the tables: 404 notFound for one that is not there", async () => {
    expect(await rest.run("select m.k from raw.missing as m")).toMatchObject({
      status: 404,
      reason: "notFound",
      message: expect.stringContaining("raw.missing"),
    });
    expect(await rest.dryRun("select m.k from nowhere.t as m")).toMatchObject({ status: 404, reason: "notFound" });
  });

  it("names unnamed columns and refuses two of one name", async ({ skip }) => {
    skip(rest.double.analyzerSkipped !== null, rest.double.analyzerSkipped ?? "");
    expect((await rest.run("select 1, 'x' as f, 2")).json).toMatchObject({
      schema: { fields: [{ name: "f0_" }, { name: "f" }, { name: "f1_" }] },
    });
    expect(await rest.run("select 1 as a, 2 as A")).toMatchObject({
      message: expect.stringContaining("Duplicate column names"),
    });
  });

  it("gives a dry run's schema and a result's types, which are not DuckDB's", async ({ skip }) => {
    skip(rest.double.analyzerSkipped !== null, rest.double.analyzerSkipped ?? "");
    const query = "select avg(t.price) as mean, t.n / 2 as half, sum(t.n) as total from raw.t as t group by t.n";
    const fields = [
      { name: "mean", type: "NUMERIC", mode: "NULLABLE" },
      { name: "half", type: "FLOAT", mode: "NULLABLE" },
      { name: "total", type: "INTEGER", mode: "NULLABLE" },
    ];
    expect((await rest.dryRun(query)).json).toMatchObject({ statistics: { query: { schema: { fields } } } });
    expect((await rest.run(query)).json).toMatchObject({ schema: { fields } });
  });
});

describe("rules that DuckDB lacks", () => {
  it("fails a MERGE with two source rows for one target row, and changes nothing", async () => {
    const merge = (source: string) =>
      rest.run(
        `merge into raw.t as t using (${source}) as s on t.k = s.k when matched then update set n = s.n when not matched then insert (k, n) values (s.k, s.n)`,
      );
    expect(await merge("select 'a' as k, 8 as n union all select 'a' as k, 9 as n")).toMatchObject({
      reason: "invalidQuery",
      message: expect.stringContaining("at most one source row"),
    });
    expect(await rest.rows("select t.n from raw.t as t where t.k = 'a'")).toEqual([["1"]]);
    expect(await merge("select 'a' as k, 1 as n union all select 'new' as k, 9 as n")).toMatchObject({ status: 200 });
    await rest.run("delete from raw.t where k = 'new'");
  });

  it("fails a NULL inside an array, in a result and in a table; a NULL array leaves empty", async () => {
    const nulls = "select [1, cast(null as int64)] as list";
    expect(await rest.run(nulls)).toMatchObject({ message: expect.stringContaining("null element") });
    expect(await rest.run(`create table raw.lists as ${nulls}`)).toMatchObject({
      message: expect.stringContaining("null element"),
    });
    expect(await rest.call("GET", "/datasets/raw/tables/lists")).toMatchObject({ status: 404 });
    expect(await rest.rows("select cast(null as array<int64>) as list")).toEqual([[[]]]);
  });

  it("trips the byte cap before a statement runs, at 10 MiB a table at least", async () => {
    const cap = (bytes: number) =>
      rest.run("insert into raw.t (k) select t.k from raw.t as t", { maximumBytesBilled: `${bytes}` });
    expect(await cap(10_485_759)).toMatchObject({ status: 400, reason: "bytesBilledLimitExceeded" });
    expect(await rest.rows("select count(*) as n from raw.t as t")).toEqual([["2"]]);
    expect(await rest.run("select t.k from raw.t as t", { maximumBytesBilled: "10485760" })).toMatchObject({
      status: 200,
    });
    expect(await rest.run("select 1 as x", { maximumBytesBilled: "1" })).toMatchObject({ status: 200 });
  });

  it("reads a parameter without a value as NULL, as BigQuery does", async () => {
    const parameter = { name: "d", parameterType: { type: "DATE" }, parameterValue: {} };
    const { json } = await rest.run("select @d is null as missing", {
      parameterMode: "NAMED",
      queryParameters: [parameter],
    });
    expect(json).toMatchObject({ rows: [{ f: [{ v: "true" }] }] });
  });
});

describe("what the double keeps of DDL", () => {
  it("partitions, clusters, descriptions, expiration and labels can be read back", async () => {
    await rest.run(`create table raw.kept (day date options (description = 'Day of the ad'), k string not null, n int64)
      partition by day cluster by k, n
      options (description = 'Kept', expiration_timestamp = timestamp '2030-01-01T00:00:00Z', labels = [('team', 'ads')])`);
    expect(await metadata("raw.kept")).toMatchObject({
      type: "TABLE",
      timePartitioning: { type: "DAY", field: "day" },
      clustering: { fields: ["k", "n"] },
      description: "Kept",
      expirationTime: String(Date.UTC(2030, 0, 1)),
      labels: { team: "ads" },
      schema: {
        fields: [
          { name: "day", type: "DATE", mode: "NULLABLE", description: "Day of the ad" },
          { name: "k", type: "STRING", mode: "REQUIRED" },
          { name: "n", type: "INTEGER", mode: "NULLABLE" },
        ],
      },
    });
    await rest.run("create view raw.seen as select k.k from raw.kept as k");
    expect(await metadata("raw.seen")).toMatchObject({
      type: "VIEW",
      view: { query: "select k.k from raw.kept as k" },
    });
    expect(
      await rest.run("create table raw.five (a int64, b int64, c int64, d int64, e int64) cluster by a, b, c, d, e"),
    ).toMatchObject({ message: expect.stringContaining("maximum of 4 columns") });
    expect(await rest.run("create table raw.odd (a int64) options (colour = 'red')")).toMatchObject({ status: 400 });
  });

  it("a second CREATE OR REPLACE has the new columns, but neither other partitions nor the other kind", async () => {
    await rest.run("create or replace table raw.again partition by day as select date '2026-01-01' as day, 1 as a");
    await rest.run("create or replace table raw.again partition by day as select date '2026-01-01' as day, 'x' as b");
    expect(await metadata("raw.again")).toMatchObject({
      schema: { fields: [{ name: "day" }, { name: "b", type: "STRING" }] },
    });
    expect(await rest.run("create or replace table raw.again as select 1 as a")).toMatchObject({
      message: expect.stringContaining("different partitioning spec"),
    });
    expect(
      await rest.run(
        "create or replace table raw.again partition by day cluster by b as select date '2026-01-01' as day, 'x' as b",
      ),
    ).toMatchObject({
      message: expect.stringContaining("different clustering spec"),
    });
    expect(await rest.run("create or replace view raw.again as select 1 as a")).toMatchObject({
      message: expect.stringContaining("currently a TABLE"),
    });
    expect(await rest.run("drop view raw.again")).toMatchObject({ message: expect.stringContaining("it is a TABLE") });
  });

  it("a dataset's default expiration holds for its new tables, and PATCH changes descriptions but no type", async () => {
    await rest.call("POST", "/datasets", {
      datasetReference: { projectId: rest.double.project, datasetId: "scratch" },
      location: "EU",
      defaultTableExpirationMs: "3600000",
    });
    await rest.run("create table scratch.s (k string)");
    expect(Number((await metadata("scratch.s")).expirationTime)).toBeGreaterThan(Date.UTC(2020, 0, 1));
    const patch = (field: object) => rest.call("PATCH", "/datasets/scratch/tables/s", { schema: { fields: [field] } });
    expect(await patch({ name: "k", type: "STRING", mode: "NULLABLE", description: "Key" })).toMatchObject({
      status: 200,
    });
    expect(await metadata("scratch.s")).toMatchObject({ schema: { fields: [{ description: "Key" }] } });
    expect(await patch({ name: "k", type: "INTEGER", mode: "NULLABLE" })).toMatchObject({ status: 400 });
  });

  it("enforces no key, as BigQuery enforces none, but a column that must not be NULL", async () => {
    await rest.run("create schema ops");
    await rest.run("create table ops.keyed (k string not null, primary key (k) not enforced)");
    expect(await rest.run("insert into ops.keyed (k) values ('a'), ('a')")).toMatchObject({ status: 200 });
    expect(await rest.run("insert into ops.keyed (k) values (null)")).toMatchObject({ status: 400 });
  });
});

describe("a dataset of the double", () => {
  it("is dropped with its tables by CASCADE, and stays while it has any without", async () => {
    await rest.run("create schema gone");
    await rest.run("create table gone.t (k string)");
    await rest.run("create view gone.v as select t.k from gone.t as t");
    expect(await rest.run("drop schema gone")).toMatchObject({ message: expect.stringContaining("still in use") });
    expect(await rest.run("drop schema gone cascade")).toMatchObject({ status: 200 });
    expect(await rest.call("GET", "/datasets/gone")).toMatchObject({ status: 404 });
    expect(await rest.run("select t.k from gone.t as t")).toMatchObject({ status: 404 });
    expect(await rest.run("drop schema if exists gone cascade")).toMatchObject({ status: 200 });
    expect(await rest.run("drop schema gone")).toMatchObject({ status: 404 });
  });
});

describe("load jobs of the double", () => {
  it("fail on a strange field, a value of another type and a NULL in an array, and keep the table", async () => {
    const fields = [
      { name: "k", type: "STRING" },
      { name: "n", type: "INTEGER" },
      { name: "tags", type: "STRING", mode: "REPEATED" },
    ];
    await rest.upload("raw.loaded", fields, [{ k: "a", n: "9007199254740993", tags: ["x"] }], "ok");
    await rest.results("ok");
    for (const [index, line] of [{ z: 1 }, { k: 1 }, { n: "1.5" }, { tags: [null] }].entries()) {
      await rest.upload("raw.loaded", fields, [line], `fail${index}`);
      await rest.results(`fail${index}`);
      expect((await rest.job(`fail${index}`)).status.errorResult?.reason, JSON.stringify(line)).toBe("invalid");
    }
    expect(await rest.rows("select l.k, l.n from raw.loaded as l")).toEqual([["a", "9007199254740993"]]);
  });
});
