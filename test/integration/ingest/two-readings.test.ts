import { describe, expect, it } from "vitest";
import { type BackfillOptions, runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { account, CAMPAIGNS, CONTACTS, DAILY, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const JANUARY: BackfillOptions = { source: "google_ads", from: "2026-01-01", to: "2026-01-31", reset: false };
const TOTALS = "select cast(date_day as string) as day, cost_micros from raw.fake_daily order by date_day, campaign_id";

describe("two readings of the same days", () => {
  it("that overlap leave what was read later, whichever ends first; the other days of the earlier one are published", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-01-05", { c1: 1 });
    world.spend.set("a1/2026-01-20", { c1: 1 });
    const { context, rows, passMinutes } = await ingestContext(world, { reports: [DAILY] });
    const begun: string[] = [];
    world.onBatch = async (request) => {
      if (request.grain !== "days" || begun.length > 0) return;
      begun.push("a reading of January has begun");
      // The platform restates both days, and half of the month is read by another process to its end.
      passMinutes(1);
      world.spend.set("a1/2026-01-05", { c1: 2 });
      world.spend.set("a1/2026-01-20", { c1: 2 });
      await runBackfill(context, { ...JANUARY, to: "2026-01-10" }, () => {});
      world.spend.set("a1/2026-01-05", { c1: 1 });
      world.spend.set("a1/2026-01-20", { c1: 1 });
    };
    const document = await runBackfill(context, JANUARY, () => {});
    expect(document).toMatchObject({ status: "done", slices_swapped: 21 });
    expect(await rows(TOTALS)).toEqual([
      { day: "2026-01-05", cost_micros: 2 },
      { day: "2026-01-20", cost_micros: 1 },
    ]);
  });

  it("publish nothing from the look before, where another reading is published while they wait for their turn", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-01-05", { c1: 1 });
    const { context, rows, passMinutes, warehouse } = await ingestContext(world, { reports: [DAILY] });
    let others = 0;
    // Between the look at what is published and the transaction, a later reading gets in.
    const interrupted = {
      ...warehouse,
      load: async (...[table, data, how]: Parameters<typeof warehouse.load>) => {
        if (table === "raw.fake_daily" && others === 0) {
          others += 1;
          passMinutes(1);
          world.spend.set("a1/2026-01-05", { c1: 2 });
          await runBackfill(context, { ...JANUARY, to: "2026-01-10" }, () => {});
        }
        return warehouse.load(table, data, how);
      },
    };
    const document = await runBackfill({ ...context, warehouse: interrupted }, JANUARY, () => {});
    expect(document.status).toBe("done");
    expect(others).toBe(1);
    expect(await rows(TOTALS)).toEqual([{ day: "2026-01-05", cost_micros: 2 }]);
  });

  it("of a list keep the later one", async () => {
    const world = newWorld([account("a1")]);
    world.names.set("a1", { c1: "old" });
    const { context, rows, passMinutes } = await ingestContext(world, { reports: [CAMPAIGNS] });
    let isInner = false;
    world.onBatch = async () => {
      if (isInner) return;
      isInner = true;
      passMinutes(1);
      world.names.set("a1", { c1: "new", c2: "another" });
      await runBackfill(context, { ...JANUARY, to: "2026-01-10" }, () => {});
    };
    expect((await runBackfill(context, JANUARY, () => {})).status).toBe("done");
    const listed = "select campaign_id, campaign_name, deleted_at from raw.fake_campaigns order by campaign_id";
    expect(await rows(listed)).toEqual([
      { campaign_id: "c1", campaign_name: "new", deleted_at: null },
      { campaign_id: "c2", campaign_name: "another", deleted_at: null },
    ]);
  });

  it("of CRM changes: the one that finds the cursor moved begins again from there", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", [
      { id: "p1", changedAt: "2026-02-01T00:00:00Z", stage: "lead" },
      { id: "p2", changedAt: "2026-02-02T00:00:00Z", stage: "lead" },
      { id: "p3", changedAt: "2026-02-03T00:00:00Z", stage: "lead" },
    ]);
    const { context, rows } = await ingestContext(world, { reports: [CONTACTS] });
    let isInner = false;
    world.onBatch = async (_request, batch) => {
      if (isInner || batch !== 2) return;
      isInner = true;
      const [first, ...others] = world.records.get("a1") ?? [];
      if (first === undefined) throw new Error("expected a record");
      world.records.set("a1", [...others, { ...first, changedAt: "2026-02-04T00:00:00Z", stage: "won" }]);
      await runBackfill(context, { ...JANUARY, to: "2026-01-10" }, () => {});
    };
    expect((await runBackfill(context, JANUARY, () => {})).status).toBe("done");
    expect(world.requests.map((request) => request.grain === "changes" && request.since)).toEqual([
      null,
      "2026-02-02T00:00:00Z",
      "2026-02-04T00:00:00Z",
    ]);
    expect(await rows("select id, stage from raw.fake_contacts order by id")).toEqual([
      { id: "p1", stage: "won" },
      { id: "p2", stage: "lead" },
      { id: "p3", stage: "lead" },
    ]);
  });
});
