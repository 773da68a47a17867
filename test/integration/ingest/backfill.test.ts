import { describe, expect, it } from "vitest";
import { type BackfillOptions, type BackfillProgress, runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { AppError } from "../../../functions/lib/errors.ts";
import { account, CAMPAIGNS, CONTACTS, DAILY, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const MONTHS = { ...DAILY, retentionDays: 1000, chunkDays: 31 };
const WINTER: BackfillOptions = { source: "google_ads", from: "2025-11-20", to: "2026-02-28", reset: false };

describe("a backfill", () => {
  it("reads months from the newest to the oldest, the campaigns of every account first, and no day to come", async () => {
    const world = newWorld();
    const { context } = await ingestContext(world, { reports: [{ ...MONTHS, report: "finer", priority: 4 }, MONTHS] });
    const document = await runBackfill(context, WINTER, () => {});
    const ranges = world.requests.map(
      (request) =>
        request.grain === "days" && `${request.report} ${request.account.accountId} ${request.from}..${request.to}`,
    );
    expect(ranges.slice(0, 8)).toEqual([
      "campaign_daily a1 2026-02-01..2026-02-10",
      "campaign_daily a2 2026-02-01..2026-02-10",
      "campaign_daily a1 2026-01-01..2026-01-31",
      "campaign_daily a2 2026-01-01..2026-01-31",
      "campaign_daily a1 2025-12-01..2025-12-31",
      "campaign_daily a2 2025-12-01..2025-12-31",
      "campaign_daily a1 2025-11-20..2025-11-30",
      "campaign_daily a2 2025-11-20..2025-11-30",
    ]);
    expect(ranges).toHaveLength(16);
    expect(document).toMatchObject({ status: "done", run_id: "backfill:google_ads:2025-11-20..2026-02-28" });
    expect(document.slices_swapped).toBe(4 * 83);
  });

  it("goes on where it broke off, and asked again does nothing; reset reads all of it again", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2025-12-24", { c1: 1 });
    world.names.set("a1", { c1: "brand" });
    world.records.set("a1", [{ id: "p1", changedAt: "2026-01-01T00:00:00Z", stage: "lead" }]);
    const { context, rows, passMinutes } = await ingestContext(world, { reports: [MONTHS, CAMPAIGNS, CONTACTS] });
    world.failure = (request) =>
      request?.grain === "days" && request.from.startsWith("2025-12")
        ? new AppError("502", { kind: "transient" })
        : null;
    const first = await runBackfill(context, WINTER, () => {});
    expect(first).toMatchObject({ status: "partial", slices_failed: 31, error_kind: "transient" });
    world.failure = () => null;
    const asked = world.requests.length;
    expect(await runBackfill(context, WINTER, () => {})).toMatchObject({ status: "done", slices_swapped: 31 });
    expect(world.requests.slice(asked)).toMatchObject([{ from: "2025-12-01", to: "2025-12-31" }]);
    expect(await runBackfill(context, WINTER, () => {})).toMatchObject({ status: "skipped", slices_swapped: 0 });
    expect(world.requests).toHaveLength(asked + 1);

    world.spend.set("a1/2025-12-24", { c1: 2 });
    passMinutes(1);
    const reset = await runBackfill(context, { ...WINTER, reset: true }, () => {});
    expect(reset).toMatchObject({ status: "done", slices_swapped: 2, slices_unchanged: 83 });
    expect(world.requests.filter(({ grain }) => grain === "changes").at(-1)).toMatchObject({ since: null });
    expect(await rows("select cost_micros from raw.fake_daily")).toEqual([{ cost_micros: 2 }]);
    expect(await runBackfill(context, WINTER, () => {})).toMatchObject({ status: "skipped" });
  });

  it("skips days that the platform no longer keeps and leaves their rows alone", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2025-12-01", { c1: 1 });
    const { context, rows, setNow } = await ingestContext(world, { reports: [{ ...MONTHS, retentionDays: 60 }] });
    setNow("2026-01-05T05:00:00Z");
    await runBackfill(context, WINTER, () => {});
    world.spend.clear();
    setNow("2026-02-10T05:00:00Z");
    const document = await runBackfill(context, { ...WINTER, reset: true }, () => {});
    // 60 days back from 2026-02-10 is 2025-12-13.
    expect(document).toMatchObject({ status: "done", slices_skipped: 23 });
    expect(document.detail).toContain("the platform keeps 60 days, from 2025-12-13 on");
    expect(await rows("select cost_micros from raw.fake_daily")).toEqual([{ cost_micros: 1 }]);
  });

  it("of one report and account reads no other", async () => {
    const world = newWorld();
    const { context } = await ingestContext(world);
    await runBackfill(context, { ...WINTER, report: "campaigns", account: "a2" }, () => {});
    expect(world.requests).toMatchObject([{ report: "campaigns", account: { accountId: "a2" } }]);
  });

  it("tells rows and slices done of all, as they come", async () => {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-01-05", { c1: 1, c2: 2, c3: 3 });
    const { context } = await ingestContext(world, { reports: [MONTHS] });
    const seen: BackfillProgress[] = [];
    await runBackfill(context, { ...WINTER, from: "2026-01-01" }, (progress) => seen.push(progress));
    expect(new Set(seen.map(({ slicesTotal }) => slicesTotal))).toEqual(new Set([41]));
    expect(seen.at(-1)).toEqual({
      source: "google_ads",
      ended: { work: "campaign_daily/a1/2026-01-01..2026-01-31", state: "done", detail: null },
      rows: 6,
      slicesDone: 41,
      slicesTotal: 41,
    });
    expect(seen.map(({ rows }) => rows)).toEqual(seen.map(({ rows }) => rows).toSorted((a, b) => a - b));
  });

  it("refuses what does not exist, and names what does", async () => {
    const { context } = await ingestContext(newWorld());
    const refused = (changes: Partial<BackfillOptions>) =>
      expect(runBackfill(context, { ...WINTER, ...changes }, () => {})).rejects;
    await refused({ source: "tiktok" }).toMatchObject({ kind: "settings", where: "--source" });
    await refused({ report: "campaign" }).toThrow("expected one of campaign_daily, campaigns, contacts");
    await refused({ account: "a9" }).toThrow('expected one of a1, a2, got "a9"');
    await refused({ from: "2026-02-30" }).toMatchObject({ where: "--from" });
    await refused({ from: "2026-02-28", to: "2026-01-01" }).toMatchObject({ where: "--from" });
    await refused({ from: "2027-02-01", to: "2027-02-02" }).toThrow("expected a first day that has begun");
  });

  it("leaves its run closed, also where the source refuses", async () => {
    const world = newWorld();
    const { context, rows } = await ingestContext(world);
    world.failure = () => new AppError("invalid_grant", { kind: "auth", fix: "sign in again" });
    expect(await runBackfill(context, WINTER, () => {})).toMatchObject({
      status: "failed",
      error_kind: "auth",
      detail: "invalid_grant; fix: sign in again",
    });
    await expect(runBackfill(context, { ...WINTER, account: "a9" }, () => {})).resolves.toBeDefined();
    world.failure = () => null;
    await expect(runBackfill(context, { ...WINTER, account: "a9" }, () => {})).rejects.toThrow();
    expect((await rows("select event from ops.runs")).map(({ event }) => event).sort()).toEqual([
      ...["closed", "closed", "closed", "opened", "reopened", "reopened"],
    ]);
  });
});
