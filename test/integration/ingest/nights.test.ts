import { describe, expect, it } from "vitest";
import { buildMarts } from "../../../functions/jobs/build-marts.ts";
import { close } from "../../../functions/jobs/close.ts";
import { ingest } from "../../../functions/jobs/ingest/ingest.ts";
import type { Job, JobContext, StepRun } from "../../../functions/jobs/job.ts";
import { open } from "../../../functions/jobs/open.ts";
import { openLedger } from "../../../functions/ledger/ledger.ts";
import { AppError } from "../../../functions/lib/errors.ts";
import { nightlyGraph } from "../../../functions/nightly/graph.ts";
import { type NightlyOptions, runNight } from "../../../functions/nightly/runner.ts";
import { account, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

/** Nights of the real graph with the fake source, the real first steps and fake models. */
async function nights(world: ReturnType<typeof newWorld>) {
  const test = await ingestContext(world);
  const calls: string[] = [];
  const runs: StepRun[] = [];
  const fake =
    (id: string): Job =>
    async (_context, run) => {
      calls.push(id);
      runs.push(run);
      return { status: "done" };
    };
  const marts: Job = async (context, run) => {
    calls.push("marts");
    runs.push(run);
    return buildMarts(context, run);
  };
  const jobs = {
    ...Object.fromEntries(nightlyGraph.map(({ id }): [string, Job] => [id, fake(id)])),
    open,
    marts,
    close,
    ingest_google_ads: ingest("google_ads"),
    ingest_ga4: ingest("ga4"),
  };
  const timers = { every: () => () => {}, wait: async () => {} };
  return {
    ...test,
    async fire(options: Partial<NightlyOptions> = {}, changes: Partial<JobContext> = {}) {
      calls.length = 0;
      runs.length = 0;
      const context = { ...test.context, ...changes };
      const ledger = openLedger({ ...context, timers });
      const document = await runNight(context, { jobs, ledger }, { data: "own", ...options }, () => {});
      const statuses = Object.fromEntries(document.steps.map(({ step, status }) => [step, status]));
      return { document, statuses, calls: [...calls], runs: [...runs] };
    },
  };
}

describe("a night with a source", () => {
  it("pulls it before anything is built; fired again it is skipped whole and asks the platform nothing", async () => {
    const world = newWorld();
    world.spend.set("a1/2026-02-09", { c1: 1 });
    const { fire } = await nights(world);
    const first = await fire();
    expect(first.document.status).toBe("done");
    expect(Object.keys(first.statuses).slice(0, 3)).toEqual(["open", "ingest_google_ads", "marts"]);
    const [asked, discovered] = [world.requests.length, world.discoveries];
    const second = await fire();
    expect(second.document.status).toBe("skipped");
    expect(second.calls).toEqual([]);
    expect([world.requests.length, world.discoveries]).toEqual([asked, discovered]);
  });

  it("names no source that settings do not name; one that is asked for by name says that it is not configured", async () => {
    const { fire } = await nights(newWorld());
    expect(Object.keys((await fire()).statuses).filter((step) => step.startsWith("ingest_"))).toEqual([
      "ingest_google_ads",
    ]);
    const asked = await fire({ only: ["ingest_ga4"] });
    expect(asked.document.steps.find(({ step }) => step === "ingest_ga4")).toMatchObject({
      status: "skipped",
      reason: "not_configured",
    });
  });

  it("that got only a part goes on with the rest at the next firing, and rebuilds what reads it", async () => {
    const world = newWorld();
    world.spend.set("a1/2026-02-09", { c1: 1 });
    world.failure = (request) =>
      request?.account.accountId === "a2" ? new AppError("reset", { kind: "transient" }) : null;
    const { fire, rows } = await nights(world);
    const first = await fire();
    expect(first.document.status).toBe("partial");
    expect(first.statuses).toMatchObject({ ingest_google_ads: "partial", marts: "done", publish: "done" });
    expect(await rows("select status, reason from ops.runs where event = 'closed'")).toEqual([
      { status: "partial", reason: "unfinished: ingest_google_ads" },
    ]);
    world.failure = () => null;
    const asked = world.requests.length;
    const second = await fire();
    expect(second.statuses).toMatchObject({ ingest_google_ads: "done", marts: "done" });
    expect(new Set(world.requests.slice(asked).map((request) => request.account.accountId))).toEqual(new Set(["a2"]));
    expect((await fire()).document.status).toBe("skipped");
  });

  it("whose source is refused builds from what is there and ends failed", async () => {
    const world = newWorld();
    world.failure = () => new AppError("invalid_grant", { kind: "auth", fix: "sign in again" });
    const { fire } = await nights(world);
    const { document, statuses } = await fire();
    expect(statuses).toMatchObject({ ingest_google_ads: "failed", marts: "done", publish: "done" });
    expect(document.steps.find(({ step }) => step === "ingest_google_ads")).toMatchObject({
      error_kind: "auth",
      detail: "invalid_grant; fix: sign in again",
    });
  });

  it("counts from the day that its source has brought, not from the one before", async () => {
    const world = newWorld([account("a1")]);
    const test = await nights(world);
    const leads = (day: string) =>
      test.warehouse.load("raw.file_leads", one({ lead_id: day, created_at: `${day}T09:00:00Z`, file_key: day }), {
        kind: "append",
        loadId: day,
      });
    await leads("2026-02-01");
    // The source brings data of a later day while the night goes on.
    world.onBatch = async (request, batch) => {
      if (request.grain === "days" && batch === 0) await leads("2026-02-08");
    };
    const { document, runs } = await test.fire();
    expect(document.as_of).toBe("2026-02-08");
    expect(new Set(runs.map(({ asOf }) => asOf))).toEqual(new Set(["2026-02-08"]));
    const asOf = "select value from ops.settings where key = 'as_of'";
    expect(await test.rows(asOf)).toEqual([{ value: "2026-02-08" }]);
  });

  it("longer than a function may run is called again until it is done", async () => {
    const world = newWorld();
    const test = await nights(world);
    world.onBatch = () => test.passMinutes(10);
    const { document, statuses } = await test.fire();
    expect([document.status, statuses.ingest_google_ads]).toEqual(["done", "done"]);
    const continued =
      "select count(*) as n from ops.work_events where step = 'ingest_google_ads' and event = 'continued'";
    expect(Number((await test.rows(continued))[0]?.n)).toBeGreaterThan(0);
    const ranges = world.requests.map((request) =>
      JSON.stringify([request.report, request.account.accountId, request]),
    );
    expect(new Set(ranges).size).toBe(ranges.length);
  });
});

async function* one<T>(row: T): AsyncGenerator<T> {
  yield row;
}
