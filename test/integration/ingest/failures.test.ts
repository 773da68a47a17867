import { describe, expect, it } from "vitest";
import { runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { AppError, type ErrorKind } from "../../../functions/lib/errors.ts";
import type { ReadRequest, RowProblem } from "../../../functions/sources/source.ts";
import { account, CAMPAIGNS, CONTACTS, DAILY, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const NOTES = { ...DAILY, report: "notes_daily", priority: 4 as const };
const SPENT = "select account_id, cast(date_day as string) as day, cost_micros from raw.fake_daily order by 1, 2";
const ENDS =
  "select report, account_id, state, reason, error_kind, detail, retry_at from ops.ingest_results order by ended_at, report, account_id";

/** One account's reading fails with an error of a kind; the others go well. */
function failing(accountId: string, kind: ErrorKind, more: { readonly retryAfterMs?: number } = {}) {
  return (request: ReadRequest | null): Error | null =>
    request?.account.accountId === accountId ? Object.assign(new AppError(`${kind} error`, { kind }), more) : null;
}

function badRow(isKey: boolean, row: number): RowProblem {
  const at = { table: "raw.fake_daily" as const, column: isKey ? "campaign_id" : "cost_micros" };
  return { ...at, expected: "a number", got: "text", isKey, payloadRedacted: `{"row":${row}}` };
}

describe("a reading that fails", () => {
  it("on page 3 of 7 publishes nothing of it and leaves the rows of before", async () => {
    const world = newWorld([account("a1")]);
    for (let day = 1; day <= 9; day += 1) world.spend.set(`a1/2026-02-0${day}`, { c1: 1 });
    const lookBackDays = { nightly: 3, weekly: 10, monthly: null };
    const { night, rows, setNow } = await ingestContext(world, { reports: [{ ...DAILY, lookBackDays }] });
    await night();
    for (let day = 1; day <= 9; day += 1) world.spend.set(`a1/2026-02-0${day}`, { c1: 2, c2: 2 });
    world.failure = (_request, batch) => (batch === 2 ? new AppError("reset", { kind: "transient" }) : null);
    setNow("2026-02-11T05:00:00Z");
    expect(await night()).toMatchObject({ status: "failed", errorKind: "transient" });
    expect((await rows(SPENT)).map(({ cost_micros }) => cost_micros)).toEqual(Array(9).fill(1));
    world.failure = () => null;
    expect(await night()).toMatchObject({ status: "done" });
    expect((await rows(SPENT)).map(({ cost_micros }) => cost_micros)).toEqual([
      ...Array(7).fill(1),
      ...Array(4).fill(2),
    ]);
  });

  it("changes nothing, where an empty answer empties the day", async () => {
    const world = newWorld([account("a1"), account("a2")]);
    world.spend.set("a1/2026-02-09", { c1: 1 });
    world.spend.set("a2/2026-02-09", { c1: 1 });
    const { night, rows, setNow } = await ingestContext(world, { reports: [DAILY] });
    await night();
    world.spend.clear();
    world.failure = failing("a2", "transient");
    setNow("2026-02-11T05:00:00Z");
    expect(await night()).toMatchObject({ status: "partial" });
    expect(await rows(SPENT)).toEqual([{ account_id: "a2", day: "2026-02-09", cost_micros: 1 }]);
  });

  it("by a refused account leaves that account out and asks for the credential itself", async () => {
    const world = newWorld([account("a1"), account("a2"), account("a3")]);
    for (const id of ["a1", "a2", "a3"]) world.spend.set(`${id}/2026-02-09`, { c1: 1 });
    world.failure = failing("a2", "auth");
    const { night, rows } = await ingestContext(world, { reports: [DAILY, NOTES] });
    expect(await night()).toMatchObject({ status: "partial", reason: "auth", isUnfinished: true });
    expect(world.discoveries).toBe(2);
    expect(world.requests.filter(({ account: { accountId } }) => accountId === "a2")).toHaveLength(1);
    expect((await rows(ENDS)).filter(({ account_id }) => account_id === "a2")).toEqual([
      expect.objectContaining({ report: "campaign_daily", state: "failed", error_kind: "auth", detail: "auth error" }),
      expect.objectContaining({ report: "notes_daily", state: "skipped", reason: "account_refused" }),
    ]);
  });

  it("by a refused credential ends the source at once, with what to do", async () => {
    const world = newWorld([account("a1"), account("a2")]);
    const revoked = new AppError("invalid_grant", { kind: "auth", fix: "sign in again" });
    world.failure = (request) => (request === null && world.discoveries === 1 ? null : revoked);
    const { night, rows } = await ingestContext(world);
    const result = await night();
    expect(result).toMatchObject({ status: "failed", errorKind: "auth", detail: "invalid_grant; fix: sign in again" });
    expect(world.requests).toHaveLength(1);
    expect((await rows(ENDS)).at(-1)).toMatchObject({ report: null, state: "failed", reason: "auth" });
  });

  it("by a wrong request is not tried again in this run unless it is asked for", async () => {
    const world = newWorld([account("a1"), account("a2")]);
    world.failure = failing("a1", "settings");
    const { night } = await ingestContext(world, { reports: [DAILY] });
    const asked = () => world.requests.filter(({ account: { accountId } }) => accountId === "a1").length;
    expect(await night()).toMatchObject({ status: "partial", reason: "settings" });
    expect(await night()).toMatchObject({ status: "partial", detail: "campaign_daily of a1: settings error" });
    expect(asked()).toBe(1);
    world.failure = () => null;
    expect(await night({}, true)).toMatchObject({ status: "done" });
  });

  it("of an account that cannot be read is told with its fix, the others are read", async () => {
    const problem = { kind: "auth", message: "CUSTOMER_NOT_ENABLED", fix: "activate it" } as const;
    const world = newWorld([account("a1"), { ...account("a2"), problem }]);
    const { night, rows } = await ingestContext(world, { reports: [DAILY] });
    expect(await night()).toMatchObject({ status: "partial", reason: "account_problem" });
    const accounts = "select account_id, status, problem_message, problem_fix from ops.source_accounts";
    expect(await rows(`${accounts} order by account_id`)).toEqual([
      { account_id: "a1", status: "ok", problem_message: null, problem_fix: null },
      { account_id: "a2", status: "problem", problem_message: "CUSTOMER_NOT_ENABLED", problem_fix: "activate it" },
    ]);
    await night();
    expect(await rows(accounts)).toHaveLength(2);
    world.accounts = [account("a2")];
    // Whose access was taken away unseen would otherwise only end, without a word.
    expect(await night()).toMatchObject({
      status: "partial",
      reason: "account_problem",
      detail: expect.stringMatching(/campaign_daily of a1: .*a list without it.*; fix: give .*access again/),
    });
    expect(await night()).toMatchObject({ status: "done" });
    expect((await rows(`${accounts} order by observed_at, account_id`)).slice(2)).toMatchObject([
      { account_id: "a1", status: "gone" },
      { account_id: "a2", status: "ok" },
    ]);
  });
});

describe("an account that cannot be read", () => {
  it("is told of once, not once for each of its reports", async () => {
    const problem = { kind: "auth", message: "403", fix: "grant access" } as const;
    const reports = ["one", "two", "three", "four", "five"].map((report) => ({ ...DAILY, report }));
    const { night } = await ingestContext(newWorld([account("a1"), { ...account("a2"), problem }]), { reports });
    expect((await night()).detail).toBe("one, two, three and 2 more of a2: 403; fix: grant access");
  });
});

describe("a platform that fails for a passing reason", () => {
  const LEVELS = ["one", "two", "three", "four", "five"].map((report) => ({ ...DAILY, report, chunkDays: 31 }));
  const reset = (detail = "reset") => new AppError(detail, { kind: "transient" });

  it("is asked once more for what failed, after the rest", async () => {
    const world = newWorld([account("a1")]);
    let failures = 0;
    world.failure = (request) => (request?.report === "two" && failures++ === 0 ? reset() : null);
    const { night, rows } = await ingestContext(world, { reports: LEVELS });
    expect(await night()).toMatchObject({ status: "done" });
    expect(world.requests.map(({ report }) => report)).toEqual(["one", "two", "three", "four", "five", "two"]);
    expect(await rows("select distinct state from ops.ingest_results")).toEqual([{ state: "done" }]);
  });

  it("on and on is asked no more for that account, the others are read", async () => {
    const world = newWorld([account("a1"), account("a2")]);
    world.failure = (request) => (request?.account.accountId === "a1" ? reset("502 Bad Gateway") : null);
    const { night, rows } = await ingestContext(world, { reports: LEVELS });
    expect(await night()).toMatchObject({ status: "partial", reason: "transient", isUnfinished: true });
    const asked = (accountId: string) => world.requests.filter((request) => request.account.accountId === accountId);
    expect(asked("a1")).toHaveLength(3);
    expect(asked("a2")).toHaveLength(5);
    expect((await rows(ENDS)).filter(({ account_id }) => account_id === "a1")).toMatchObject(
      Array.from({ length: 5 }, () => ({ state: "failed", detail: expect.stringContaining("502 Bad Gateway") })),
    );
    world.failure = () => null;
    expect(await night()).toMatchObject({ status: "done" });
    expect(asked("a1")).toHaveLength(8);
  });
});

describe("a source without any account", () => {
  it("fails with what to do: reading nothing is no success", async () => {
    const world = newWorld([]);
    const { context, night, rows } = await ingestContext(world);
    const expected = /at least one account.*got none; at google_ads; fix: give .* access to an account/;
    expect(await night()).toMatchObject({
      status: "failed",
      errorKind: "auth",
      detail: expect.stringMatching(expected),
    });
    expect(await rows(ENDS)).toMatchObject([{ report: null, state: "failed", error_kind: "auth" }]);
    const options = { source: "google_ads", from: "2026-02-01", to: "2026-02-09", reset: false };
    expect(await runBackfill(context, options, () => {})).toMatchObject({ status: "failed", error_kind: "auth" });
  });

  it("of which all are gone at once fails again the next night", async () => {
    const world = newWorld([account("a1")]);
    const { night, rows, setNow } = await ingestContext(world, { reports: [DAILY] });
    await night();
    world.accounts = [];
    setNow("2026-02-11T05:00:00Z");
    expect(await night()).toMatchObject({ status: "failed", errorKind: "auth" });
    expect(await night()).toMatchObject({ status: "failed", errorKind: "auth" });
    const accounts = "select account_id, status from ops.source_accounts order by observed_at";
    expect(await rows(accounts)).toMatchObject([{ status: "ok" }, { status: "gone" }]);
  });
});

describe("a spent quota", () => {
  it("lets all that is left wait, the lower priorities first, and is not asked before its time", async () => {
    const world = newWorld([account("a1"), account("a2")]);
    const { night, rows, passMinutes } = await ingestContext(world, { reports: [NOTES, CONTACTS, DAILY, CAMPAIGNS] });
    let calls = 0;
    const spent = Object.assign(new AppError("RESOURCE_EXHAUSTED", { kind: "quota" }), { retryAfterMs: 7_200_000 });
    world.failure = (request, batch) => {
      if (request === null) return null;
      if (batch === 0) calls += 1;
      return calls > 6 ? spent : null;
    };
    const first = await night();
    expect(first).toMatchObject({ status: "partial", reason: "quota", isUnfinished: true });
    const reports = (state: string) => async () =>
      (await rows(ENDS))
        .filter((row) => row.state === state)
        .map(({ report, account_id }) => `${report} ${account_id}`);
    // Campaigns of both accounts were read before anything finer.
    expect(await reports("done")()).toEqual(["campaign_daily a1", "campaigns a1", "campaigns a2"]);
    expect(await reports("waiting")()).toEqual([
      ...["campaign_daily a2", "contacts a1", "contacts a2", "notes_daily a1", "notes_daily a2"],
    ]);
    expect((await rows(ENDS)).find(({ state }) => state === "waiting")).toMatchObject({
      detail: "stale because of quota: RESOURCE_EXHAUSTED",
      retry_at: "2026-02-10T07:00:00Z",
    });
    const asked = world.requests.length;
    passMinutes(60);
    expect(await night()).toMatchObject({ status: "partial", reason: "quota" });
    expect(world.requests).toHaveLength(asked);
    world.failure = () => null;
    passMinutes(61);
    expect(await night()).toMatchObject({ status: "done" });
  });
});

describe("rows that fail their schema", () => {
  async function readWith(problems: readonly RowProblem[], goodRows: number) {
    const world = newWorld([account("a1")]);
    world.spend.set("a1/2026-02-09", Object.fromEntries(Array.from({ length: goodRows }, (_, i) => [`c${i}`, i])));
    world.problems = () => problems;
    const test = await ingestContext(world, { reports: [{ ...DAILY, chunkDays: 31 }] });
    const result = await test.night();
    const count = async (sql: string) => (await test.rows(sql))[0]?.n;
    return {
      result,
      loaded: await count("select count(*) as n from raw.fake_daily"),
      held: await count("select count(*) as n from ops.quarantine where event = 'held'"),
      ...test,
    };
  }

  it("up to 0.1 % are held back and the reading counts as done", async () => {
    const { result, loaded, held } = await readWith([badRow(false, 1)], 1200);
    expect([result.status, loaded, held]).toEqual(["done", 1200, 1]);
  });

  it("up to 5 % make it partial", async () => {
    const { result, loaded, held } = await readWith([badRow(false, 1), badRow(false, 2)], 100);
    expect(result).toMatchObject({ status: "partial", reason: "bad_rows" });
    expect([loaded, held]).toEqual([100, 2]);
  });

  it("above 5 % nothing of it is loaded, and the rows can be looked at", async () => {
    const { result, loaded, held } = await readWith([badRow(false, 1), badRow(false, 2)], 30);
    expect(result).toMatchObject({ status: "failed", errorKind: "data" });
    expect(result.detail).toContain("2 of 32 rows are bad (6.3 %)");
    expect([loaded, held]).toEqual([0, 2]);
  });

  it("without a part of its key, a single one refuses all", async () => {
    const { result, loaded, held } = await readWith([badRow(true, 1)], 5000);
    expect(result).toMatchObject({ status: "failed", errorKind: "data" });
    expect([loaded, held]).toEqual([0, 1]);
  });

  it("read again are the same rows of the quarantine", async () => {
    const { setNow, night, rows } = await readWith([badRow(false, 1)], 1200);
    setNow("2026-02-11T05:00:00Z");
    await night();
    expect(await rows("select count(*) as n from ops.quarantine")).toEqual([{ n: 1 }]);
  });
});
