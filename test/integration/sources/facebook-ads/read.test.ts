import { afterEach, describe, expect, it } from "vitest";
import { sumDecimals } from "../../../../functions/lib/money.ts";
import type { SourceAccount } from "../../../../functions/sources/source.ts";
import {
  ACCOUNT,
  failureOf,
  readDays,
  readListing,
  recordedPorts,
} from "../../../unit/sources/facebook-ads/harness.ts";
import { market, NOW, type World, world } from "./sandbox.ts";

let open: World | undefined;
afterEach(async () => {
  await open?.server.close();
  open = undefined;
});

const US: SourceAccount = { ...ACCOUNT, accountId: "555010002", currencyCode: "USD", timeZone: "America/New_York" };
const MAY = { from: "2025-05-01", to: "2025-05-31" };

/** Spend by day of a table's rows. */
function spendByDay(rows: readonly Readonly<Record<string, unknown>>[]): Record<string, string> {
  const days = new Map<string, string[]>();
  for (const { date_day, spend } of rows)
    days.set(String(date_day), [...(days.get(String(date_day)) ?? []), String(spend)]);
  return Object.fromEntries([...days].sort().map(([day, texts]) => [day, sumDecimals(texts)]));
}

function ledgerByDay(accountId: string): Record<string, string> {
  const rows = market()
    .ledger(Date.parse(NOW))
    .filter((row) => row.accountId === accountId && row.day <= MAY.to);
  return Object.fromEntries(
    rows.map(({ day, spendMicros }) => [
      day,
      sumDecimals([`${Math.floor(spendMicros / 1e6)}.${String(spendMicros % 1e6).padStart(6, "0")}`]),
    ]),
  );
}

describe("money", () => {
  it.each([
    ACCOUNT,
    US,
  ])("of $accountId is that of the market's books, at every level and by every breakdown", async (account) => {
    open = await world();
    const books = ledgerByDay(account.accountId);
    expect(Object.keys(books).length).toBeGreaterThan(20);
    for (const report of [
      "campaign_daily",
      "ad_daily",
      "country_daily",
      "region_daily",
      "placement_daily",
      "demographic_daily",
    ]) {
      const ports = recordedPorts();
      const rows = await readDays(open.source, ports, { report, account, ...MAY });
      expect(spendByDay(rows[`raw.facebook_ads_${report}`] ?? []), report).toEqual(books);
      expect(ports.problems).toEqual([]);
    }
  });

  it("includes what campaigns spent that are deleted by now", async () => {
    open = await world();
    const rows = await readDays(open.source, recordedPorts(), { report: "campaign_daily", ...MAY });
    const listed = await readListing(open.source, recordedPorts(), "campaigns");
    const alive = new Set((listed["raw.facebook_ads_campaigns"] ?? []).map(({ campaign_id }) => campaign_id));
    const facts = [...market().facebook.facts({ accountId: ACCOUNT.accountId, ...MAY, observedMs: Date.parse(NOW) })];
    const spent = new Set(facts.map(({ campaignId }) => campaignId));
    const read = new Set((rows["raw.facebook_ads_campaign_daily"] ?? []).map(({ campaign_id }) => campaign_id));
    expect(read).toEqual(spent);
    expect([...spent].filter((id) => !alive.has(id))).not.toEqual([]);
  });
});

describe("a day's row", () => {
  it("has the account's day, currency and zone, and reach no larger than impressions", async () => {
    open = await world();
    const rows = await readDays(open.source, recordedPorts(), { report: "campaign_daily", ...MAY, account: US });
    for (const row of rows["raw.facebook_ads_campaign_daily"] ?? []) {
      expect([row.account_id, row.currency_code, row.account_time_zone]).toEqual([
        "555010002",
        "USD",
        "America/New_York",
      ]);
      expect(Number(row.reach)).toBeLessThanOrEqual(Number(row.impressions));
    }
  });

  it("counts the primary action as the long rows of the same answer do", async () => {
    open = await world();
    const rows = await readDays(open.source, recordedPorts(), { report: "campaign_daily", ...MAY });
    const key = (row: Readonly<Record<string, unknown>>) => `${row.date_day} ${row.campaign_id}`;
    const leads = new Map(
      (rows["raw.facebook_ads_action_daily"] ?? [])
        .filter((row) => row.action_type === "lead" && row.attribution_window === "default")
        .map((row) => [key(row), row.action_count]),
    );
    expect(leads.size).toBeGreaterThan(0);
    for (const row of rows["raw.facebook_ads_campaign_daily"] ?? [])
      expect(row.conversions).toBe(leads.get(key(row)) ?? 0);
  });

  it("is not there for days without delivery, and an empty range is read to its end", async () => {
    open = await world();
    expect(
      await readDays(open.source, recordedPorts(), { report: "ad_daily", from: "2025-01-01", to: "2025-01-10" }),
    ).toEqual({});
  });
});

describe("a late restatement", () => {
  it("shows when the days are read again, and rows that vanished are gone", async () => {
    let nowMs = Date.parse("2025-05-12T03:00:00Z");
    open = await world({ nowMs: () => nowMs });
    const read = () =>
      readDays((open as World).source, recordedPorts(), {
        report: "campaign_daily",
        from: "2025-05-05",
        to: "2025-05-11",
      });
    const before = await read();
    expect(await read()).toEqual(before);
    nowMs = Date.parse("2025-06-08T03:00:00Z");
    const after = await read();
    expect(after).not.toEqual(before);
    const fresh = await world();
    expect(
      await readDays(fresh.source, recordedPorts(), { report: "campaign_daily", from: "2025-05-05", to: "2025-05-11" }),
    ).toEqual(after);
    await fresh.server.close();
  });
});

describe("accounts", () => {
  it("are all that the token reaches, with currency and zone", async () => {
    open = await world();
    const found = await open.source.discover(new AbortController().signal);
    expect(
      found.map(({ accountId, currencyCode, timeZone, problem }) => [accountId, currencyCode, timeZone, problem]),
    ).toEqual([
      ["555010001", "EUR", "Europe/Berlin", null],
      ["555010002", "USD", "America/New_York", null],
    ]);
  });

  it("that settings name are listed with what is wrong with them", async () => {
    open = await world({ settings: { account_ids: ["act_555010001", "404"] } });
    const [good, bad] = await open.source.discover(new AbortController().signal);
    expect(good).toEqual({ ...ACCOUNT });
    expect(bad?.problem?.kind).toBe("auth");
    expect(bad?.problem?.fix).toContain("account_ids");
  });

  it("one of three that is forbidden fails alone", async () => {
    open = await world({
      settings: { account_ids: ["555010001", "555010002"] },
      faults: ({ accountId }) => (accountId === "555010002" ? "forbidden_account" : null),
    });
    const [, forbidden] = await open.source.discover(new AbortController().signal);
    expect(forbidden?.problem?.fix).toContain("ads_read");
    const failure = await failureOf(
      readDays(open.source, recordedPorts(), { report: "ad_daily", ...MAY, account: US }),
    );
    expect([failure.kind, failure.graphClass]).toEqual(["auth", "permission"]);
    const rows = await readDays(open.source, recordedPorts(), { report: "campaign_daily", ...MAY });
    expect(Object.keys(rows)).toHaveLength(2);
  });

  it("cannot be found with a token that Facebook refuses", async () => {
    open = await world({ credential: { accessToken: "another" } });
    const failure = await failureOf(open.source.discover(new AbortController().signal));
    expect([failure.kind, failure.fix]).toEqual(["auth", expect.stringContaining("access_token")]);
  });
});

describe("lists", () => {
  it("fill their tables with exactly the columns those have, one row an object", async () => {
    open = await world();
    for (const { report, grain, tables } of open.source.reports) {
      if (grain !== "listing") continue;
      const ports = recordedPorts();
      const rows = await readListing(open.source, ports, report);
      expect(ports.problems).toEqual([]);
      for (const { table, sliceColumns } of tables) {
        const listed = rows[table] ?? [];
        expect(listed.length, table).toBeGreaterThan(0);
        expect(new Set(listed.map((row) => JSON.stringify(sliceColumns.map((column) => row[column])))).size).toBe(
          listed.length,
        );
      }
    }
  });

  it("show a campaign that was renamed under its new name", async () => {
    const names = async (at: string): Promise<ReadonlyMap<unknown, unknown>> => {
      const then = await world({ nowMs: () => Date.parse(at) });
      const rows = await readListing(then.source, recordedPorts(), "campaigns");
      await then.server.close();
      return new Map((rows["raw.facebook_ads_campaigns"] ?? []).map((row) => [row.campaign_id, row.campaign_name]));
    };
    const [before, after] = [await names("2025-05-02T00:00:00Z"), await names(NOW)];
    expect([...after].filter(([id, name]) => before.has(id) && before.get(id) !== name).length).toBeGreaterThan(0);
  });
});
