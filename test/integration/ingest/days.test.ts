import { describe, expect, it } from "vitest";
import { runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { account, DAILY, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const NIGHTLY = { ...DAILY, lookBackDays: { nightly: 3, weekly: null, monthly: null } };
const SPENT =
  "select account_id, cast(date_day as string) as day, campaign_id, cost_micros from raw.fake_daily order by 1, 2, 3";
const RESTATED =
  "select table_name, slice_key, measure, currency_code, old_total, new_total from ops.restatements order by slice_key";

describe("a day that is read again", () => {
  it("holds what the platform says now: changed, vanished and new rows, of this account only", async () => {
    const world = newWorld();
    world.spend.set("a1/2026-02-09", { c1: 1, c2: 2 });
    world.spend.set("a2/2026-02-09", { c1: 7 });
    const { night, rows, setNow } = await ingestContext(world, { reports: [NIGHTLY] });
    await night();
    world.spend.set("a1/2026-02-09", { c1: 5, c3: 3 });
    setNow("2026-02-11T05:00:00Z");
    await night();
    expect(await rows(SPENT)).toEqual([
      { account_id: "a1", day: "2026-02-09", campaign_id: "c1", cost_micros: 5 },
      { account_id: "a1", day: "2026-02-09", campaign_id: "c3", cost_micros: 3 },
      { account_id: "a2", day: "2026-02-09", campaign_id: "c1", cost_micros: 7 },
    ]);
  });

  it("is written down where its total is another than after its end; a day that was still going on is not", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-08", { c1: 1, c2: 2 });
    world.spend.set("a1/2026-02-09", { c1: 4 });
    world.spend.set("a1/2026-02-10", { c1: 1 });
    const { night, rows, setNow } = await ingestContext(world, { reports: [NIGHTLY] });
    await night();
    expect(await rows(RESTATED)).toEqual([]);
    // The 8th is only shifted between campaigns, the 9th loses its rows, the 10th goes on.
    world.spend.set("a1/2026-02-08", { c1: 2, c2: 1 });
    world.spend.delete("a1/2026-02-09");
    world.spend.set("a1/2026-02-10", { c1: 9 });
    setNow("2026-02-11T05:00:00Z");
    await night();
    const of = { table_name: "raw.fake_daily", measure: "cost_micros", currency_code: "EUR" };
    expect(await rows(RESTATED)).toEqual([
      { ...of, slice_key: "campaign_daily/a1/2026-02-09..2026-02-09", old_total: "4", new_total: null },
    ]);
    world.spend.set("a1/2026-02-09", { c1: 6 });
    setNow("2026-02-12T05:00:00Z");
    await night();
    expect((await rows(RESTATED)).at(-1)).toMatchObject({ old_total: null, new_total: "6" });
  });

  it("with the same rows in another order is recorded and not written again", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-09", { c1: 1, c2: 2, c3: 3 });
    const { night, rows, setNow } = await ingestContext(world, { reports: [NIGHTLY] });
    await night();
    const writtenBy = "select distinct run_id from raw.fake_daily";
    expect(await rows(writtenBy)).toEqual([{ run_id: "nightly:2026-02-10" }]);
    world.spend.set("a1/2026-02-09", { c3: 3, c1: 1, c2: 2 });
    setNow("2026-02-11T05:00:00Z");
    expect(await night()).toMatchObject({ status: "done", rowCount: 0 });
    expect(await rows(writtenBy)).toEqual([{ run_id: "nightly:2026-02-10" }]);
    const loads =
      "select count(*) as n from ops.loads where date_day = date '2026-02-09' and table_name = 'raw.fake_daily'";
    expect(await rows(loads)).toEqual([{ n: 2 }]);
  });
});

describe("days of accounts around the world", () => {
  it.each([
    // At 05:00 UTC it is 10:30 of the same day in Kolkata and 02:00 in São Paulo.
    ["Asia/Kolkata", "2026-02-10T05:00:00Z", "2026-02-10"],
    ["America/Sao_Paulo", "2026-02-10T05:00:00Z", "2026-02-10"],
    ["Asia/Kolkata", "2026-02-10T19:00:00Z", "2026-02-11"],
    ["America/Sao_Paulo", "2026-02-10T02:00:00Z", "2026-02-09"],
    ["Pacific/Auckland", "2026-02-10T12:00:00Z", "2026-02-11"],
  ])("in %s at %s end with %s", async (zone, at, today) => {
    const world = newWorld([account("a1", zone)]);
    const { night } = await ingestContext(world, { reports: [NIGHTLY], at });
    await night();
    expect(world.requests.at(-1)).toMatchObject({ to: today });
  });

  it.each([
    ["forward", "Europe/Berlin", "2026-03-27", "2026-04-01", "2026-03-29"],
    ["back", "Europe/Berlin", "2026-10-23", "2026-10-28", "2026-10-25"],
    ["back, at midnight", "America/Havana", "2026-10-30", "2026-11-04", "2026-11-01"],
  ])("are there once each, when clocks go %s in %s", async (_way, zone, first, last, changed) => {
    const world = newWorld([account("a1", zone)]);
    const days: string[] = [];
    for (let at = Date.parse(`${first}T05:00:00Z`); at <= Date.parse(`${last}T05:00:00Z`); at += 86_400_000)
      days.push(new Date(at).toISOString().slice(0, 10));
    for (const day of days) world.spend.set(`a1/${day}`, { c1: 1 });
    const { night, rows, setNow } = await ingestContext(world, { reports: [NIGHTLY] });
    for (const day of days) {
      setNow(`${day}T05:00:00Z`);
      expect(await night()).toMatchObject({ status: "done" });
    }
    const counted = await rows(
      "select cast(date_day as string) as day, count(*) as n from raw.fake_daily group by 1 order by 1",
    );
    expect(counted).toEqual(days.map((day) => ({ day, n: 1 })));
    expect(days).toContain(changed);
  });
});

describe("nights that were missed", () => {
  it("leave no day out: the next one begins after the last complete day", async () => {
    const world = newWorld([account("a1")]);
    const { night, rows, setNow } = await ingestContext(world, { reports: [NIGHTLY] });
    await night();
    for (let day = 9; day <= 25; day += 1) world.spend.set(`a1/2026-02-${String(day).padStart(2, "0")}`, { c1: day });
    setNow("2026-02-25T05:00:00Z");
    await night();
    expect(await rows("select count(*) as n, sum(cost_micros) as micros from raw.fake_daily")).toEqual([
      { n: 17, micros: 289 },
    ]);
  });

  it("with a clock that is ten minutes wrong count each local day once", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-10", { c1: 1 });
    const { context, night, rows, setNow } = await ingestContext(world, { reports: [NIGHTLY] });
    setNow("2026-02-11T00:05:00Z");
    await night();
    // Another process, ten minutes behind, reads the same days later.
    setNow("2026-02-10T23:55:00Z");
    world.spend.set("a1/2026-02-10", { c1: 2 });
    await runBackfill(context, { source: "google_ads", from: "2026-02-10", to: "2026-02-10", reset: false }, () => {});
    expect(await rows(SPENT)).toEqual([{ account_id: "a1", day: "2026-02-10", campaign_id: "c1", cost_micros: 1 }]);
    setNow("2026-02-12T05:00:00Z");
    await night();
    expect(await rows(SPENT)).toEqual([{ account_id: "a1", day: "2026-02-10", campaign_id: "c1", cost_micros: 2 }]);
  });
});
