import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import type { JobContext } from "../../../functions/jobs/job.ts";
import { type Crash, crashingWarehouse } from "../../support/ingest/crashing-warehouse.ts";
import { CAMPAIGNS, CONTACTS, DAILY, type FakeWorld, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

/** The weekly tier reaches back over everything that a test changes. */
const REPORTS = [{ ...DAILY, lookBackDays: { nightly: 3, weekly: 40, monthly: null } }, CAMPAIGNS, CONTACTS];
const START_MS = Date.parse("2026-02-04T05:00:00Z");
/** A Monday, later than all that happens. */
const LAST_NIGHT = "2026-02-16T05:00:00Z";
const HOUR_MS = 3_600_000;

/** What the platform does between readings, and what we do. */
type Action =
  | { readonly kind: "spend"; readonly daysAgo: number; readonly campaign: string; readonly micros: number | null }
  | { readonly kind: "rename"; readonly campaign: string; readonly name: string | null }
  | { readonly kind: "contact"; readonly id: string; readonly stage: string | null }
  | { readonly kind: "wait"; readonly hours: number }
  | { readonly kind: "work"; readonly jobs: readonly Job[] };

interface Job {
  readonly kind: "night" | "backfill" | "reset";
  readonly crash: Crash | null;
}

const campaign = fc.constantFrom("c1", "c2", "c3");
const crash = fc.option(fc.record({ atCall: fc.integer({ min: 1, max: 120 }), isAfterEffect: fc.boolean() }), {
  nil: null,
  freq: 2,
});
const job: fc.Arbitrary<Job> = fc.record({ kind: fc.constantFrom("night", "backfill", "reset"), crash });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("spend"), daysAgo: fc.nat(3), campaign, micros: fc.option(fc.nat(99)) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("rename"), campaign, name: fc.option(fc.constantFrom("x", "y")) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("contact"),
      id: fc.constantFrom("p1", "p2", "p3", "p4", "p5"),
      stage: fc.option(fc.constantFrom("lead", "mql")),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait"), hours: fc.integer({ min: 1, max: 30 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("work"), jobs: fc.array(job, { minLength: 1, maxLength: 2 }) }),
  },
);

describe("readings in any order, repeated, at the same time, and cut off at any call", () => {
  it("end in the tables of what the platform says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 9 }), fc.scheduler(), async (actions, scheduler) => {
        const world = newWorld();
        const test = await ingestContext(world, { reports: REPORTS });
        let now = START_MS;
        for (const next of actions) {
          now += HOUR_MS;
          if (next.kind === "wait") now += next.hours * HOUR_MS;
          test.setNow(new Date(now).toISOString());
          if (next.kind === "work") await work(test, next.jobs, scheduler);
          else change(world, next, now);
        }
        test.setNow(LAST_NIGHT);
        expect((await test.night()).status).toMatch(/done|partial/);
        expect((await test.night()).status).toBe("done");
        expect(await test.content()).toEqual(expected(world, await test.content()));
        await test.warehouse.close();
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});

/** Jobs of one process that run at the same time; where one of them meets its crash, the process is dead with both. */
async function work(
  test: Awaited<ReturnType<typeof ingestContext>>,
  jobs: readonly Job[],
  scheduler: fc.Scheduler,
): Promise<void> {
  const crashOfAll = jobs.find(({ crash }) => crash !== null)?.crash ?? null;
  const warehouse = crashingWarehouse(test.warehouse, crashOfAll, () => scheduler.schedule(Promise.resolve()));
  const context: JobContext = { ...test.context, warehouse };
  const running = jobs.map(({ kind }) =>
    kind === "night"
      ? test.night(context)
      : runBackfill(
          context,
          { source: "google_ads", from: "2026-01-20", to: "2026-02-15", reset: kind === "reset" },
          () => {},
        ),
  );
  await scheduler.waitFor(Promise.allSettled(running));
}

function change(world: FakeWorld, action: Action, now: number): void {
  switch (action.kind) {
    case "spend": {
      const key = `a1/${new Date(now - action.daysAgo * 24 * HOUR_MS).toISOString().slice(0, 10)}`;
      const { [action.campaign]: _old, ...others } = world.spend.get(key) ?? {};
      world.spend.set(key, action.micros === null ? others : { ...others, [action.campaign]: action.micros });
      return;
    }
    case "rename": {
      const { [action.campaign]: _old, ...others } = world.names.get("a1") ?? {};
      world.names.set("a1", action.name === null ? others : { ...others, [action.campaign]: action.name });
      return;
    }
    case "contact": {
      const others = (world.records.get("a1") ?? []).filter(({ id }) => id !== action.id);
      const changedAt = new Date(now).toISOString().replace(".000Z", "Z");
      const { id, stage } = action;
      world.records.set("a1", stage === null ? others : [...others, { id, changedAt, stage }]);
      return;
    }
    case "wait":
    case "work":
      return;
    default:
      action satisfies never;
  }
}

/** The platform's state as tables; a record or campaign that is gone stands as it was last seen, marked deleted. */
function expected(
  world: FakeWorld,
  got: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const lines = (rows: readonly unknown[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();
  const spent = [...world.spend].flatMap(([key, campaigns]) =>
    Object.entries(campaigns).map(([campaign_id, micros]) => ({ day: key.slice(3), campaign_id, micros })),
  );
  const records = world.records.get("a1") ?? [];
  const live = new Set(records.map(({ id }) => id));
  const goneOf = (name: string): readonly string[] =>
    (got[name] ?? []).filter((line) => JSON.parse(line).is_deleted === true);
  const names = Object.entries(world.names.get("a1") ?? {});
  for (const line of goneOf("contacts")) expect(live.has(JSON.parse(line).id), line).toBe(false);
  for (const line of goneOf("campaigns"))
    expect(
      names.some(([id]) => id === JSON.parse(line).campaign_id),
      line,
    ).toBe(false);
  return {
    daily: lines(
      spent.map(({ day, campaign_id, micros }) => ({
        account_id: "a1",
        date_day: day,
        campaign_id,
        cost_micros: micros,
        conversions: micros / 7,
        currency_code: "EUR",
      })),
    ),
    notes: lines(
      spent.map(({ day, campaign_id, micros }) => ({
        account_id: "a1",
        date_day: day,
        note: `${campaign_id} spent ${micros}`,
      })),
    ),
    contacts: [
      ...goneOf("contacts"),
      ...lines(
        records.map(({ id, changedAt, stage }) => ({
          account_id: "a1",
          id,
          changed_at: changedAt,
          stage,
          is_deleted: false,
        })),
      ),
    ].toSorted(),
    stages: [
      ...(got.stages ?? []).filter((line) => !live.has(JSON.parse(line).record_id)),
      ...lines(
        records.map(({ id, changedAt, stage }) => ({ account_id: "a1", record_id: id, changed_at: changedAt, stage })),
      ),
    ].toSorted(),
    campaigns: [
      ...goneOf("campaigns"),
      ...lines(
        names.map(([campaign_id, campaign_name]) => ({
          account_id: "a1",
          campaign_id,
          campaign_name,
          is_deleted: false,
        })),
      ),
    ].toSorted(),
  };
}
