import { describe, expect, it } from "vitest";
import { type BackfillOptions, runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { ingest } from "../../../functions/jobs/ingest/ingest.ts";
import type { ApiSource, ReportDefinition } from "../../../functions/sources/source.ts";
import { account, DAILY, type FakeWorld, fakeSource, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const REPORT: ReportDefinition = { ...DAILY, lookBackDays: { nightly: 3, weekly: null, monthly: null }, chunkDays: 31 };
const FEBRUARY: BackfillOptions = { source: "google_ads", from: "2026-02-01", to: "2026-02-09", reset: false };
const SPENT = "select cast(date_day as string) as day, cost_micros from raw.fake_daily order by 1";

/** A platform that makes reports by jobs: one is ordered, unless an earlier reading left it ordered, then its rows are given. */
function byJobs(world: FakeWorld, now: () => Date): ApiSource {
  const source = fakeSource(world, [REPORT]);
  return {
    ...source,
    read: async function* (request, ports) {
      const before = await ports.jobs.history();
      const isLeft = before.at(-1)?.event === "submitted";
      const jobKey = `${request.account.accountId}/daily`;
      const job = { jobKey, parentKey: null, reportRunId: "7", attempt: 1, paramsJson: "{}", reason: null };
      if (!isLeft) await ports.jobs.append({ ...job, event: "submitted", occurredAt: now().toISOString() });
      yield* source.read(request, ports);
      await ports.jobs.append({ ...job, event: "downloaded", occurredAt: now().toISOString() });
    },
  };
}

describe("figures of jobs at the platform", () => {
  it("that a backfill orders anew are newer than those of its first run, and stand above a night's in between", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-08", { c1: 1 });
    const { context, night, rows, setNow } = await ingestContext(world, { reports: [REPORT] });
    const changes = { sources: [byJobs(world, () => context.clock.now())] };
    await runBackfill({ ...context, ...changes }, FEBRUARY, () => {});
    setNow("2026-02-10T07:00:00Z");
    world.spend.set("a1/2026-02-08", { c1: 2 });
    await night(changes);
    setNow("2026-02-11T07:00:00Z");
    world.spend.set("a1/2026-02-08", { c1: 3 });
    await runBackfill({ ...context, ...changes }, { ...FEBRUARY, reset: true }, () => {});
    expect(await rows(SPENT)).toEqual([{ day: "2026-02-08", cost_micros: 3 }]);
  });

  it("that an earlier attempt ordered are as old as the order: what was read meanwhile stands", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-08", { c1: 1 });
    const { context, night, rows, setNow } = await ingestContext(world, { reports: [REPORT] });
    const changes = { sources: [byJobs(world, () => context.clock.now())] };
    world.failure = (request, batch) => (request !== null && batch === 0 ? new Error("killed") : null);
    await runBackfill({ ...context, ...changes }, FEBRUARY, () => {});
    setNow("2026-02-10T07:00:00Z");
    world.failure = () => null;
    world.spend.set("a1/2026-02-08", { c1: 2 });
    await night(changes);
    setNow("2026-02-10T08:00:00Z");
    world.spend.set("a1/2026-02-08", { c1: 1 });
    await runBackfill({ ...context, ...changes }, FEBRUARY, () => {});
    expect(await rows(SPENT)).toEqual([{ day: "2026-02-08", cost_micros: 2 }]);
  });

  it("that are still being made when time is up are waited for by the next call, not ordered again", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-08", { c1: 1 });
    const { context, rows } = await ingestContext(world, { reports: [REPORT] });
    const time = new AbortController();
    world.onBatch = ({ signal }) => {
      if (time.signal.aborted) return;
      time.abort();
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    };
    const step = { ...context, sources: [byJobs(world, () => context.clock.now())] };
    const run = {
      runId: "nightly:2026-02-10",
      logicalDate: "2026-02-10",
      asOf: "2026-02-10",
      step: "ingest_google_ads",
    };
    const first = await ingest("google_ads", () => time.signal)(step, { ...run, attempt: 1 });
    expect(first).toEqual({ status: "continue" });
    expect(await ingest("google_ads")(step, { ...run, attempt: 1 })).toMatchObject({ status: "done" });
    expect(await rows("select count(*) as n from ops.facebook_job_events where event = 'submitted'")).toEqual([
      { n: 1 },
    ]);
    expect(await rows(SPENT)).toEqual([{ day: "2026-02-08", cost_micros: 1 }]);
  });
});
