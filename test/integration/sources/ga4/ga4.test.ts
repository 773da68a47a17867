import { readFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { createGa4Source } from "../../../../functions/sources/ga4/client.ts";
import { ga4Settings } from "../../../../functions/sources/ga4/settings.ts";
import type { QuotaUsage, RawRow, RowProblem, SourceFinding } from "../../../../functions/sources/source.ts";
import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../../scripts/sandbox/market/settings.ts";
import type { Fault, FaultPlan } from "../../../../scripts/sandbox/servers/faults.ts";
import { type Ga4SandboxOptions, serveGa4 } from "../../../../scripts/sandbox/servers/ga4/server.ts";
import { SANDBOX_OAUTH } from "../../../../scripts/sandbox/servers/google-ads/oauth.ts";

const DAY_MS = 86_400_000;
const market = createMarket({ ...defaultMarketSettings, days: 40, contacts: 200 });
const { web, lastDay } = market;
/** When every day is final. */
const FINAL_MS = market.endMs + 7 * DAY_MS;
const DAY = "2025-05-20";

interface Scene {
  readonly clock: { ms: number };
  readonly sleeps: number[];
  readonly usages: QuotaUsage[];
  readonly findings: SourceFinding[];
  readonly problems: RowProblem[];
  faults: FaultPlan;
  read(from: string, to?: string): Promise<readonly RawRow[]>;
}

async function scene(
  options: Partial<Ga4SandboxOptions> = {},
  pageRows?: number,
  refreshToken: string = SANDBOX_OAUTH.refreshToken,
): Promise<Scene> {
  const clock = { ms: FINAL_MS };
  const made: { faults: FaultPlan } = { faults: () => null };
  const server = await serveGa4({ market, nowMs: () => clock.ms, faults: (of) => made.faults(of), ...options });
  onTestFinished(() => server.close());
  const sleeps: number[] = [];
  const secrets: Readonly<Record<string, string>> = {
    "env:CLIENT_SECRET": SANDBOX_OAUTH.clientSecret,
    "env:REFRESH_TOKEN": refreshToken,
  };
  const source = createGa4Source(
    ga4Settings.parse({
      property_ids: [web.propertyId],
      client_id: SANDBOX_OAUTH.clientId,
      client_secret: "env:CLIENT_SECRET",
      refresh_token: "env:REFRESH_TOKEN",
      token_url: `${server.url}/token`,
      base_url: server.url,
      requests_per_second: 1000,
    }),
    {
      clock: { now: () => new Date(clock.ms) },
      sleep: async (ms) => void sleeps.push(ms),
      random: () => 0.5,
      secret: (reference) => secrets[reference] ?? "",
      pepperHex: "00".repeat(32),
      timeouts: { totalMs: 2000, idleMs: 400 },
    },
    pageRows,
  );
  const usages: QuotaUsage[] = [];
  const findings: SourceFinding[] = [];
  const problems: RowProblem[] = [];
  return Object.assign(made, {
    clock,
    sleeps,
    usages,
    findings,
    problems,
    read: async (from: string, to = from): Promise<readonly RawRow[]> => {
      const signal = AbortSignal.timeout(60_000);
      const [account] = await source.discover(signal);
      if (!account) throw new Error("expected a property");
      if (account.problem) throw Object.assign(new Error(account.problem.message), account.problem);
      const rows: RawRow[] = [];
      const ports = {
        reject: (problem: RowProblem) => void problems.push(problem),
        usage: (usage: QuotaUsage) => void usages.push(usage),
        finding: (finding: SourceFinding) => void findings.push(finding),
        jobs: { history: async () => [], append: async () => undefined },
        checkpoint: async () => undefined,
      };
      const request = { account, report: "traffic_daily", grain: "days", from, to, signal } as const;
      for await (const batch of source.read(request, ports)) rows.push(...batch.rows);
      return rows;
    },
  });
}

const sum = (rows: readonly RawRow[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column]), 0);
const facts = (from: string, to: string, observedMs = FINAL_MS) => [...web.facts({ from, to, observedMs })];
const factSum = (of: ReturnType<typeof facts>, name: "sessions" | "engagedSessions" | "pageViews" | "keyEvents") =>
  of.reduce((total, fact) => total + fact[name], 0);

/** A fault at the n-th report request, counted from 1. */
const at =
  (n: number, fault: Fault): FaultPlan =>
  ({ operation }) => {
    if (operation !== "runReport") return null;
    n -= 1;
    return n === 0 ? fault : null;
  };

describe("GA4", () => {
  test("gives the market's web traffic, to the last session", async () => {
    const { read, problems, findings } = await scene();
    const rows = await read(market.firstDay, lastDay);
    const expected = facts(market.firstDay, lastDay);
    expect(sum(rows, "sessions")).toBe(factSum(expected, "sessions"));
    expect(sum(rows, "engaged_sessions")).toBe(factSum(expected, "engagedSessions"));
    expect(sum(rows, "screen_page_views")).toBe(factSum(expected, "pageViews"));
    expect(sum(rows, "key_events")).toBe(factSum(expected, "keyEvents"));
    expect(sum(rows, "bounced_sessions") + sum(rows, "engaged_sessions")).toBe(sum(rows, "sessions"));
    expect(new Set(rows.map(({ date_day }) => date_day)).size).toBe(40);
    expect([problems, findings]).toEqual([[], []]);
    for (const row of rows)
      expect(Number(row.bounced_sessions)).toBeCloseTo(Number(row.bounce_rate) * Number(row.sessions), 6);
  });

  test("fills every data column of its raw table, and no other", async () => {
    const [row] = await (await scene()).read(DAY);
    const ddl = await readFile("sql/tables/0390_raw_ga4_traffic_daily.sql", "utf8");
    const columns = [...ddl.matchAll(/^ {4}(\w+) \w+,?$/gm)].map(([, name = ""]) => name);
    expect(columns).toHaveLength(31);
    const ofLoad = ["load_id", "run_id", "loaded_at"];
    expect(Object.keys(row ?? {}).sort()).toEqual(columns.filter((name) => !ofLoad.includes(name)).sort());
  });

  test("gives the same rows whatever the pages", async () => {
    const whole = await (await scene()).read(DAY);
    const pages = await (await scene({}, 7)).read(DAY);
    expect(whole.length).toBeGreaterThan(14);
    expect(pages).toEqual(whole);
  });

  test("gives the same rows whatever days are read together", async () => {
    const { read } = await scene();
    const range = await read("2025-05-18", "2025-05-21");
    expect(await read(DAY)).toEqual(range.filter(({ date_day }) => date_day === DAY));
  });

  test("is complete once four days were read again", async () => {
    const { read, clock } = await scene();
    const dayMs = (day: string) => Date.parse(`${day}T00:00:00Z`);
    clock.ms = dayMs("2025-05-21") + 6 * 3_600_000;
    const early = sum(await read(DAY), "sessions");
    clock.ms = dayMs("2025-05-24") + 12 * 3_600_000;
    const late = sum(await read(DAY), "sessions");
    clock.ms = FINAL_MS;
    expect(early).toBeLessThan(late);
    expect(sum(await read(DAY), "sessions")).toBe(late);
    expect(late).toBe(factSum(facts(DAY, DAY), "sessions"));
  });

  test("says which days are not exact", async () => {
    const { read, findings } = await scene({ inexact: (day) => (day === DAY ? ["sampled", "other_row"] : []) });
    const rows = await read("2025-05-19", "2025-05-21");
    const flagged = rows.filter(({ is_sampled }) => is_sampled === true);
    expect(new Set(flagged.map(({ date_day }) => date_day))).toEqual(new Set([DAY]));
    expect(rows.every(({ has_other_row, date_day }) => has_other_row === (date_day === DAY))).toBe(true);
    expect(findings.map(({ checkName }) => checkName)).toEqual(["sampled_days", "other_row_days"]);
  });

  test("feeds the quota ledger", async () => {
    const { read, usages } = await scene();
    await read(DAY);
    expect(usages.find(({ limitName }) => limitName === "tokensPerDay")?.calls).toBeGreaterThan(0);
  });
});

describe("GA4 comes through", () => {
  test.each<Fault>([
    "server_error_json",
    "server_error_html",
    "server_error_empty",
    "server_busy_delay",
    "deadline_exceeded",
    "hang",
    "stall",
    "reset",
    "reset_body",
    "cut",
    "throttle",
    "expired_token",
  ])("%s in the middle with the rows of a night without", async (fault) => {
    const expected = await (await scene()).read("2025-05-19", "2025-05-21");
    const made = await scene();
    made.faults = at(3, fault);
    expect(await made.read("2025-05-19", "2025-05-21")).toEqual(expected);
  });

  test("a busy server after the wait it asks for", async () => {
    const made = await scene();
    made.faults = at(2, "server_busy_delay");
    await made.read(DAY);
    expect(made.sleeps).toContain(2000);
  });

  test("an access token that runs out between two days", async () => {
    const made = await scene({ oauth: { accessTokenSeconds: 120 } });
    made.faults = ({ operation }) => {
      if (operation === "runReport") made.clock.ms += 50_000;
      return null;
    };
    expect(new Set((await made.read("2025-05-15", "2025-05-21")).map(({ date_day }) => date_day)).size).toBe(7);
  });
});

describe("GA4 ends", () => {
  test.each<[Fault, string, string]>([
    ["day_quota", "quota", "it is read once the quota renews"],
    ["forbidden_account", "auth", "Viewer"],
    ["service_disabled", "auth", "enable the Google Analytics Data API"],
  ])("with %s, says what to do, and gives no day as complete", async (fault, kind, fix) => {
    const made = await scene();
    made.faults = at(3, fault);
    await expect(made.read("2025-05-19", "2025-05-21")).rejects.toMatchObject({
      kind,
      fix: expect.stringContaining(fix),
    });
  });

  test("for the day when the tokens are spent, until midnight in California", async () => {
    const made = await scene();
    made.clock.ms = Date.parse("2026-11-10T12:00:00Z");
    made.faults = at(2, "day_quota");
    await expect(made.read(DAY)).rejects.toMatchObject({ kind: "quota", retryAfterMs: 20 * 3_600_000 });
  });

  test("where the refresh token was revoked, and never repeats it", async () => {
    const made = await scene({}, undefined, "1//planted-canary-token");
    const error = await made.read(DAY).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "auth", fix: expect.stringContaining("refresh_token") });
    expect(`${error} ${JSON.stringify(error)}`).not.toContain("planted-canary");
  });

  test("with a failing server after five tries", async () => {
    const made = await scene();
    made.faults = ({ operation }) => (operation === "runReport" ? "server_error_html" : null);
    await expect(made.read(DAY)).rejects.toMatchObject({ kind: "transient" });
  });
});
