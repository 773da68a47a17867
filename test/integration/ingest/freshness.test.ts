import { describe, expect, it } from "vitest";
import { type BackfillOptions, runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { open } from "../../../functions/jobs/open.ts";
import { stateSourceReports } from "../../../functions/jobs/source-reports.ts";
import { AppError } from "../../../functions/lib/errors.ts";
import { account, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const SHOWN =
  "select report, account_id, cast(date_day as string) as day, missing_slices, row_count, status, reason from reporting.rpt_freshness order by report, account_id";

/** A warehouse whose run was opened with yesterday as the data clock. */
async function opened(world: ReturnType<typeof newWorld>) {
  const test = await ingestContext(world);
  const openAt = (day: string, asOf: string) =>
    open(test.context, { runId: `nightly:${day}`, logicalDate: day, asOf, step: "open", attempt: 1 });
  await openAt("2026-02-10", "2026-02-09");
  return { ...test, openAt };
}

describe("freshness", () => {
  it("lists every report that settings name before anything was read, and once the accounts are known each of theirs", async () => {
    const world = newWorld();
    const { night, rows } = await opened(world);
    const empty = { account_id: null, day: null, missing_slices: null, row_count: null, status: "empty", reason: null };
    expect(await rows(SHOWN)).toEqual(
      ["campaign_daily", "campaigns", "contacts"].map((report) => ({ report, ...empty })),
    );
    world.failure = (request) => (request === null ? new AppError("no", { kind: "transient" }) : null);
    await night();
    expect(await rows(SHOWN)).toEqual(
      ["campaign_daily", "campaigns", "contacts"].map((report) => ({
        report,
        ...empty,
        status: "failed",
        reason: "no",
      })),
    );
    world.failure = () => null;
    await night();
    const done = await rows(SHOWN);
    expect(done.map(({ report, account_id }) => `${report} ${account_id}`)).toEqual([
      ...["campaign_daily a1", "campaign_daily a2", "campaigns a1", "campaigns a2", "contacts a1", "contacts a2"],
    ]);
    expect(new Set(done.map(({ status }) => status))).toEqual(new Set(["ok"]));
  });

  it("counts days as reached once they were read after their end, and days never read in between as missing", async () => {
    const world = newWorld([account("a1", "Asia/Kolkata")]);
    world.spend.set("a1/2026-02-09", { c1: 1 });
    const { night, rows, setNow, warehouse } = await opened(world);
    // 00:30 in Kolkata on the 11th: the 10th has just ended there.
    setNow("2026-02-10T19:00:00Z");
    await night();
    expect((await rows(SHOWN))[0]).toMatchObject({ day: "2026-02-10", missing_slices: 0, row_count: 2, status: "ok" });
    await warehouse.execute("delete from ops.loads where date_day = date '2026-02-03'");
    expect((await rows(SHOWN))[0]).toMatchObject({ day: "2026-02-10", missing_slices: 1, status: "ok" });
  });

  it("says what stands in the way of each account: a refusal with its fix, spent quota, an old end", async () => {
    const problem = { kind: "auth", message: "403", fix: "grant read access" } as const;
    const world = newWorld([account("a1"), { ...account("a2"), problem }]);
    const { night, rows, setNow, openAt } = await opened(world);
    await night();
    expect((await rows(SHOWN)).filter(({ account_id }) => account_id === "a2")).toEqual([
      expect.objectContaining({ report: "campaign_daily", status: "failed", reason: "403; fix: grant read access" }),
      expect.objectContaining({ report: "campaigns", status: "failed", reason: "403; fix: grant read access" }),
      expect.objectContaining({ report: "contacts", status: "failed", reason: "403; fix: grant read access" }),
    ]);
    setNow("2026-02-11T05:00:00Z");
    world.failure = (request) => (request?.report === "contacts" ? new AppError("day limit", { kind: "quota" }) : null);
    await night();
    expect((await rows(SHOWN)).find(({ report }) => report === "contacts")).toMatchObject({
      status: "stale",
      reason: "stale because of quota: day limit",
    });
    await openAt("2026-02-20", "2026-02-19");
    expect((await rows(SHOWN))[0]).toMatchObject({
      status: "stale",
      day: "2026-02-10",
      reason: "data end 9 days before 2026-02-19",
    });
  });

  it("takes days that the platform no longer keeps for no fault of a backfill", async () => {
    const world = newWorld([account("a1")]);
    const { context, rows } = await opened(world);
    const december: BackfillOptions = { source: "google_ads", from: "2025-12-01", to: "2026-02-09", reset: false };
    expect((await runBackfill(context, december, () => {})).slices_skipped).toBeGreaterThan(0);
    expect((await rows(SHOWN))[0]).toMatchObject({ report: "campaign_daily", status: "ok", reason: null });
    world.failure = (request) => (request?.grain === "days" ? new AppError("502", { kind: "transient" }) : null);
    await runBackfill(context, { ...december, reset: true }, () => {});
    expect((await rows(SHOWN))[0]).toMatchObject({ report: "campaign_daily", status: "failed", reason: "502" });
  });

  it("lists the reports of every source from the first backfill on, before any night", async () => {
    const { context, rows } = await ingestContext(newWorld([account("a1")]));
    await stateSourceReports(context);
    await runBackfill(context, { source: "google_ads", from: "2026-02-01", to: "2026-02-09", reset: false }, () => {});
    await stateSourceReports(context);
    expect((await rows(SHOWN)).map(({ report, status }) => `${report} ${status}`)).toEqual([
      ...["campaign_daily ok", "campaigns ok", "contacts ok"],
    ]);
  });

  it("tells how far the changes of each account's records are published", async () => {
    const world = newWorld();
    world.records.set("a1", [
      { id: "1", changedAt: "2026-02-08T10:00:00Z", stage: "lead" },
      { id: "2", changedAt: "2026-02-09T11:00:00Z", stage: "won" },
    ]);
    const { night, rows } = await opened(world);
    await night();
    const shown = await rows(
      "select report, account_id, change_cursor from reporting.rpt_freshness order by report, account_id",
    );
    const contacts = (await rows(SHOWN)).filter(({ report }) => report === "contacts");
    expect(contacts.map(({ row_count: count }) => count)).toEqual([null, null]);
    expect(shown.filter(({ change_cursor: cursor }) => cursor !== null)).toEqual([
      { report: "contacts", account_id: "a1", change_cursor: "2026-02-09T11:00:00Z" },
    ]);
  });
});
