import { describe, expect, it } from "vitest";
import { AppError } from "../../../functions/lib/errors.ts";
import { crashingWarehouse } from "../../support/ingest/crashing-warehouse.ts";
import { account, CAMPAIGNS, CONTACTS, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const CAMPAIGN_ROWS =
  "select campaign_id, campaign_name, cast(date(observed_at) as string) as observed, cast(date(deleted_at) as string) as deleted from raw.fake_campaigns order by campaign_id, observed_at";
const CONTACT_ROWS = "select id, stage, deleted_at is not null as is_deleted from raw.fake_contacts order by id";

describe("a list of campaigns", () => {
  it("keeps each name with the day it was first seen, marks what is gone, and writes nothing that stayed", async () => {
    const world = newWorld([account("a1")]);
    world.names.set("a1", { c1: "brand", c2: "shoes", c3: "hats" });
    const { night, rows, setNow } = await ingestContext(world, { reports: [CAMPAIGNS] });
    expect(await night()).toMatchObject({ status: "done", rowCount: 3 });
    setNow("2026-02-11T05:00:00Z");
    expect(await night()).toMatchObject({ status: "done", rowCount: 0 });
    setNow("2026-02-12T05:00:00Z");
    world.names.set("a1", { c1: "brand new", c3: "hats" });
    expect(await night()).toMatchObject({ status: "done", rowCount: 2 });
    setNow("2026-02-13T05:00:00Z");
    world.names.set("a1", { c1: "brand new", c2: "shoes", c3: "hats" });
    expect(await night()).toMatchObject({ status: "done", rowCount: 1 });
    expect(await rows(CAMPAIGN_ROWS)).toEqual([
      { campaign_id: "c1", campaign_name: "brand", observed: "2026-02-10", deleted: null },
      { campaign_id: "c1", campaign_name: "brand new", observed: "2026-02-12", deleted: null },
      { campaign_id: "c2", campaign_name: "shoes", observed: "2026-02-10", deleted: null },
      { campaign_id: "c2", campaign_name: "shoes", observed: "2026-02-12", deleted: "2026-02-12" },
      { campaign_id: "c2", campaign_name: "shoes", observed: "2026-02-13", deleted: null },
      { campaign_id: "c3", campaign_name: "hats", observed: "2026-02-10", deleted: null },
    ]);
  });

  it("of one account says nothing of another's campaigns", async () => {
    const world = newWorld();
    world.names.set("a1", { c1: "brand" });
    world.names.set("a2", { c1: "marke" });
    const { night, rows, setNow } = await ingestContext(world, { reports: [CAMPAIGNS] });
    await night();
    world.names.set("a1", {});
    setNow("2026-02-11T05:00:00Z");
    await night();
    const states = "select account_id, deleted_at is not null as is_deleted from raw.fake_campaigns";
    expect(await rows(`${states} order by account_id, observed_at`)).toEqual([
      { account_id: "a1", is_deleted: false },
      { account_id: "a1", is_deleted: true },
      { account_id: "a2", is_deleted: false },
    ]);
  });

  it("that broke off, or of which a row was held back, calls nothing deleted", async () => {
    const world = newWorld([account("a1")]);
    world.names.set("a1", Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, "name"])));
    const { night, rows, setNow } = await ingestContext(world, { reports: [CAMPAIGNS] });
    await night();
    world.names.set("a1", { c0: "name", c1: "other" });
    world.failure = (_request, batch) => (batch === 1 ? new AppError("cut", { kind: "transient" }) : null);
    setNow("2026-02-11T05:00:00Z");
    await night();
    const deleted = "select count(*) as n from raw.fake_campaigns where deleted_at is not null";
    expect(await rows(deleted)).toEqual([{ n: 0 }]);
    world.failure = () => null;
    world.names.set("a1", Object.fromEntries(Array.from({ length: 39 }, (_, i) => [`c${i}`, "name"])));
    const problem = { column: "campaign_name", expected: "text", got: "null", isKey: false, payloadRedacted: "{}" };
    world.problems = () => [{ table: "raw.fake_campaigns", ...problem }];
    expect(await night()).toMatchObject({ status: "partial", reason: "bad_rows" });
    expect(await rows(deleted)).toEqual([{ n: 0 }]);
  });

  it("without most of them is not believed, unless a person says so: lost rights look the same", async () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, "name"]));
    const world = newWorld([account("a1")]);
    world.names.set("a1", many(40));
    const { night, rows, setNow } = await ingestContext(world, { reports: [CAMPAIGNS] });
    await night();
    const gone = "select count(*) as n from raw.fake_campaigns where deleted_at is not null";
    for (const left of [0, 19]) {
      world.names.set("a1", many(left));
      setNow(`2026-02-${11 + left}T05:00:00Z`);
      expect(await night()).toMatchObject({
        status: "failed",
        errorKind: "data",
        detail: expect.stringMatching(/without \d+ of them: none was marked deleted.*fix: check.*--retry-failed/),
      });
      expect(await rows(gone)).toEqual([{ n: 0 }]);
    }
    expect(await night({}, true)).toMatchObject({ status: "done" });
    expect(await rows(gone)).toEqual([{ n: 21 }]);
  });
});

describe("changes of a CRM", () => {
  const records = (count: number, stage = "lead") =>
    Array.from({ length: count }, (_, i) => ({ id: `p${i}`, changedAt: `2026-02-0${i + 1}T00:00:00Z`, stage }));

  it("are read from the cursor on, each record replaced by its latest state", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records(5));
    const { night, rows, setNow } = await ingestContext(world, { reports: [CONTACTS] });
    expect(await night()).toMatchObject({ status: "done", rowCount: 10 });
    world.records.set("a1", [...records(4), { id: "p4", changedAt: "2026-02-10T12:00:00Z", stage: "won" }]);
    setNow("2026-02-11T05:00:00Z");
    await night();
    expect(world.requests.map((request) => request.grain === "changes" && request.since)).toEqual([
      null,
      "2026-02-05T00:00:00Z",
    ]);
    expect((await rows(CONTACT_ROWS)).at(-1)).toEqual({ id: "p4", stage: "won", is_deleted: false });
    expect(await rows("select count(*) as n from raw.fake_stages where record_id = 'p4'")).toEqual([{ n: 1 }]);
  });

  it("that broke off go on after the last batch that was published", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records(6));
    const gateway = new AppError("502", { kind: "transient" });
    world.failure = (request, batch) =>
      batch === 4 || (request !== null && world.requests.length > 1) ? gateway : null;
    const { night, rows } = await ingestContext(world, { reports: [CONTACTS] });
    expect(await night()).toMatchObject({ status: "partial", reason: "transient" });
    expect(world.requests.at(-1)).toMatchObject({ since: "2026-02-04T00:00:00Z" });
    expect(await rows(CONTACT_ROWS)).toHaveLength(4);
    world.failure = () => null;
    expect(await night()).toMatchObject({ status: "done" });
    expect(world.requests.at(-1)).toMatchObject({ since: "2026-02-04T00:00:00Z" });
    expect(await rows(CONTACT_ROWS)).toHaveLength(6);
  });

  it("cut off at any call are there once, whatever was lost", async () => {
    for (let atCall = 1; atCall < 60; atCall += 5) {
      const world = newWorld([account("a1")]);
      world.records.set("a1", records(5));
      const { night, rows, context, warehouse } = await ingestContext(world, { reports: [CONTACTS] });
      const crashing = crashingWarehouse(warehouse, { atCall, isAfterEffect: atCall % 2 === 0 });
      await night({ ...context, warehouse: crashing }).catch(() => null);
      expect(await night(), `call ${atCall}`).toMatchObject({ status: "done" });
      expect(await rows(CONTACT_ROWS), `call ${atCall}`).toHaveLength(5);
      expect(await rows("select count(*) as n from raw.fake_stages"), `call ${atCall}`).toEqual([{ n: 5 }]);
      await warehouse.close();
    }
  });

  it("stop at the end of the time and go on from there in the next call", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records(6));
    const { night, rows, passMinutes } = await ingestContext(world, { reports: [CONTACTS] });
    world.onBatch = (_request, batch) => {
      if (batch === 1) passMinutes(26);
    };
    expect(await night()).toEqual({ status: "continue" });
    expect(await rows(CONTACT_ROWS)).toHaveLength(2);
    world.onBatch = () => {};
    expect(await night()).toMatchObject({ status: "done" });
    expect(world.requests.at(-1)).toMatchObject({ since: "2026-02-02T00:00:00Z" });
    expect(await rows(CONTACT_ROWS)).toHaveLength(6);
  });

  it("miss records that are gone for good: the weekly search marks them, and spares those written meanwhile", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records(4));
    const { night, rows, setNow } = await ingestContext(world, { reports: [CONTACTS] });
    await night();
    world.records.set("a1", records(3));
    setNow("2026-02-13T05:00:00Z");
    await night();
    expect((await rows(CONTACT_ROWS)).filter(({ is_deleted }) => is_deleted === true)).toEqual([]);
    setNow("2026-02-16T05:00:00Z");
    await night();
    expect(await rows(CONTACT_ROWS)).toEqual([
      { id: "p0", stage: "lead", is_deleted: false },
      { id: "p1", stage: "lead", is_deleted: false },
      { id: "p2", stage: "lead", is_deleted: false },
      { id: "p3", stage: "lead", is_deleted: true },
    ]);
  });

  it("are all marked deleted by a search that finds none only where a person says so", async () => {
    const world = newWorld([account("a1")]);
    const people = Array.from({ length: 25 }, (_, i) => ({
      id: `p${i}`,
      changedAt: "2026-02-01T00:00:00Z",
      stage: "lead",
    }));
    world.records.set("a1", people);
    const { night, rows, setNow } = await ingestContext(world, { reports: [CONTACTS] });
    await night();
    world.records.set("a1", []);
    setNow("2026-02-16T05:00:00Z");
    expect(await night()).toMatchObject({
      status: "partial",
      reason: "data",
      detail: expect.stringMatching(/without 25 of them/),
    });
    expect((await rows(CONTACT_ROWS)).filter(({ is_deleted }) => is_deleted === true)).toEqual([]);
    expect(await night({}, true)).toMatchObject({ status: "done" });
    expect((await rows(CONTACT_ROWS)).filter(({ is_deleted }) => is_deleted === true)).toHaveLength(25);
  });

  it("of which many are bad stop before the cursor moves; a single bad record is held back and the others load", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records(5));
    const problem = { table: "raw.fake_contacts" as const, column: "stage", expected: "text", got: "7", isKey: false };
    const bad = (count: number) => () =>
      Array.from({ length: count }, (_, i) => ({ ...problem, payloadRedacted: `{"id":"b${i}"}` }));
    world.problems = bad(30);
    const { night, rows } = await ingestContext(world, { reports: [CONTACTS] });
    expect(await night()).toMatchObject({ status: "partial", reason: "data" });
    expect(await rows("select count(*) as n from ops.source_cursors")).toEqual([{ n: 0 }]);
    expect(await rows("select count(*) as n from ops.quarantine")).toEqual([{ n: 30 }]);
    world.problems = bad(1);
    expect(await night({}, true)).toMatchObject({ status: "partial", reason: "bad_rows" });
    expect(await rows(CONTACT_ROWS)).toHaveLength(5);
  });
});
