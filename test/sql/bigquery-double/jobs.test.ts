import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoubleRest, restOfDouble } from "./rest.ts";

let rest: DoubleRest;

beforeAll(async () => {
  rest = await restOfDouble({ modificationsPerDay: 3, pageRows: 2 });
  await rest.run("create schema raw");
  await rest.run("create table raw.t (k string not null, n int64)");
  await rest.run("insert into raw.t (k, n) values ('a', 1), ('b', 2), ('c', 3)");
});
afterAll(() => rest.double.stop());

describe("job ids of the double", () => {
  it("are taken for good: 409 duplicate for a used one, also of a job that failed", async () => {
    expect(await rest.insert("select 1 as x", "good")).toMatchObject({ status: 200 });
    expect(await rest.insert("select 1 as x", "good")).toMatchObject({ status: 409, reason: "duplicate" });
    await rest.insert("select nothing as x from raw.t", "bad");
    await rest.results("bad");
    expect((await rest.job("bad")).status).toMatchObject({ state: "DONE", errorResult: { reason: "invalidQuery" } });
    expect(await rest.insert("select 1 as x", "bad")).toMatchObject({ status: 409, reason: "duplicate" });
    expect(await rest.upload("raw.u", [{ name: "k", type: "STRING" }], [{ k: "a" }], "good")).toBe(409);
  });

  it("have one winner among 20 clients, and its statement runs once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => rest.insert(`insert into raw.t (k, n) values ('race', ${i})`, "race")),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === "duplicate")).toHaveLength(19);
    await rest.results("race");
    expect(await rest.rows("select count(*) as n from raw.t as t where t.k = 'race'")).toEqual([["1"]]);
    await rest.run("delete from raw.t where k = 'race'");
  });

  it("take letters, digits, _ and - only", async () => {
    expect(await rest.insert("select 1 as x", "a/b")).toMatchObject({ status: 400, reason: "invalid" });
  });
});

describe("a script on the double", () => {
  it("is rolled back whole by a failed ASSERT, by an error, and where nothing commits it", async () => {
    const begin = "begin transaction; delete from raw.t where true; insert into raw.t (k) values ('z');";
    expect(await rest.run(`${begin} assert false as 'no'; commit transaction`)).toMatchObject({
      reason: "invalidQuery",
      message: "Query error: no",
    });
    expect(
      await rest.run(`${begin} insert into raw.t (k, n) values ('y', cast('x' as int64)); commit transaction`),
    ).toMatchObject({
      status: 400,
    });
    expect(await rest.run(begin)).toMatchObject({ status: 200 });
    expect(await rest.rows("select t.k from raw.t as t order by t.k")).toEqual([["a"], ["b"]]);
    expect(await rest.run("assert true as 'yes'")).toMatchObject({ status: 200 });
  });

  it("takes no DDL inside a transaction", async () => {
    expect(await rest.run("begin transaction; create table raw.v (k string); commit transaction")).toMatchObject({
      reason: "invalidQuery",
      message: expect.stringContaining("DDL"),
    });
    expect(await rest.call("GET", "/datasets/raw/tables/v")).toMatchObject({ status: 404 });
  });
});

describe("answers of the double", () => {
  it("say the rows that DML changed and that a load wrote", async () => {
    const jobId = "dml";
    await rest.insert("update raw.t set n = n + 0 where k in ('a', 'b')", jobId);
    expect((await rest.results(jobId)).json).toMatchObject({ numDmlAffectedRows: "2" });
    expect((await rest.job(jobId)).statistics.query?.numDmlAffectedRows).toBe("2");
    await rest.upload("raw.loaded", [{ name: "k", type: "STRING" }], [{ k: "a" }, { k: "b" }], "load");
    await rest.results("load");
    expect(await rest.job("load")).toMatchObject({ statistics: { load: { outputRows: "2" } } });
  });

  it("come in pages", async () => {
    await rest.insert("select t.k from raw.t as t order by t.k", "pages");
    const first = (await rest.results("pages")).json as unknown as { rows: unknown[]; pageToken: string };
    expect(first.rows).toHaveLength(2);
    expect(first).toMatchObject({ pageToken: "2", totalRows: "3" });
    const second = (await rest.results("pages", "&pageToken=2")).json as unknown as { rows: unknown[] };
    expect(second.rows).toHaveLength(1);
    expect(second).not.toHaveProperty("pageToken");
  });

  it("are for the location of the job only", async () => {
    await rest.insert("select 1 as x", "here");
    expect(await rest.call("GET", "/jobs/here")).toMatchObject({ status: 404, reason: "notFound" });
    expect(await rest.call("GET", "/queries/here?location=US")).toMatchObject({ status: 404, reason: "notFound" });
    const reference = { projectId: rest.double.project, location: "US", jobId: "elsewhere" };
    expect(
      await rest.call("POST", "/jobs", {
        jobReference: reference,
        configuration: { query: { query: "select 1 as x", useLegacySql: false } },
      }),
    ).toMatchObject({ status: 404, reason: "notFound" });
  });

  it("refuse fields, parameters, routes and projects that they do not know", async () => {
    expect(await rest.insert("select 1 as x", "label", { label: { app: "x" } })).toMatchObject({ reason: "invalid" });
    expect(await rest.insert("select 1 as x", "labels", { labels: { App: "X y" } })).toMatchObject({
      reason: "invalid",
    });
    expect(await rest.insert("select 1 as x", "legacy", {}, { maxBytes: "1" })).toMatchObject({ reason: "invalid" });
    expect(await rest.results("here", "&skipParsing=true")).toMatchObject({ reason: "invalid" });
    expect(await rest.upload("raw.u", [{ name: "k", type: "STRING" }], [], "misplaced", { labels: { a: "b" } })).toBe(
      400,
    );
    expect(await rest.call("POST", "/datasets/raw/tables/t/insertAll", {})).toMatchObject({ reason: "notFound" });
    const other = await fetch(`${rest.double.url}/bigquery/v2/projects/another/jobs/here?location=EU`);
    expect(other.status).toBe(403);
  });
});

describe("quotas and faults of the double", () => {
  it("counts a table's modifications of the day, failed loads included, and stops at the limit; DML is free", async () => {
    const fields = [{ name: "n", type: "INTEGER" }];
    for (const [index, line] of [{ n: 1 }, { n: "x" }, { n: 3 }].entries())
      expect(await rest.upload("raw.counted", fields, [line], `counted${index}`)).toBe(200);
    await rest.results("counted2");
    expect((await rest.job("counted1")).status.errorResult?.reason).toBe("invalid");
    await rest.run("insert into raw.counted (n) values (4)");
    expect(await rest.run("create or replace table raw.counted as select 5 as n")).toMatchObject({
      status: 403,
      reason: "quotaExceeded",
    });
    expect(await rest.rows("select c.n from raw.counted as c order by c.n")).toEqual([["3"], ["4"]]);
  });

  it("answers 403, 409 and 503 on demand, before the work or with its answer lost", async () => {
    const once = (operation: string, fault: object) => {
      let left = 1;
      rest.double.setFaults((at) => (at === operation && left-- > 0 ? (fault as never) : null));
    };
    once("insert", { reason: "rateLimitExceeded" });
    expect(await rest.insert("select 1 as x", "f1")).toMatchObject({ status: 403, reason: "rateLimitExceeded" });
    expect(await rest.insert("select 1 as x", "f1")).toMatchObject({ status: 200 });
    once("insert", { reason: "backendError", isAnswerLost: true });
    expect(await rest.insert("select 1 as x", "f2")).toMatchObject({ status: 503 });
    expect(await rest.insert("select 1 as x", "f2")).toMatchObject({ status: 409 });
    once("insert", { reason: "quotaExceeded" });
    expect(await rest.insert("select 1 as x", "f3")).toMatchObject({ status: 403, reason: "quotaExceeded" });
    for (const id of ["f1", "f2"]) await rest.results(id);
    once("run", { reason: "aborted" });
    await rest.insert("select 1 as x", "f4");
    expect(await rest.results("f4")).toMatchObject({ status: 400, reason: "invalidQuery" });
    rest.double.setFaults(() => null);
  });
});
