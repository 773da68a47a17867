import { afterEach, describe, expect, it } from "vitest";
import { snapshotAt } from "../../../scripts/sandbox/market/crm.ts";
import type { AccountSettings } from "../../../scripts/sandbox/market/settings.ts";
import { defaultMarketSettings } from "../../../scripts/sandbox/market/settings.ts";
import { type SandboxWorld, sandboxWorld } from "../../support/ingest/sandbox-world.ts";

const AUTUMN = { firstDay: "2025-10-01" };
const NIGHT = "2025-11-06T05:00:00Z";
const EUROPE = "1234567890";
const AMERICA = "2345678901";

let open: SandboxWorld | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function world(settings: Parameters<typeof sandboxWorld>[0], at: string): Promise<SandboxWorld> {
  open = await sandboxWorld(settings, at);
  return open;
}

/** Spend of each account's day as raw tables have it, in micros. */
async function spendOf(
  { rows }: SandboxWorld,
  table: "google_ads" | "facebook_ads",
): Promise<ReadonlyMap<string, number>> {
  const sums =
    table === "google_ads"
      ? "select customer_id as account, cast(date_day as string) as day, sum(cost_micros) as micros from raw.google_ads_campaign_daily group by 1, 2"
      : "select account_id as account, cast(date_day as string) as day, cast(sum(spend) * 1000000 as int64) as micros from raw.facebook_ads_campaign_daily group by 1, 2";
  const found = (await rows(`${sums} order by 1, 2`)).filter(({ micros }) => micros !== 0);
  return new Map(found.map(({ account, day, micros }) => [`${account} ${day}`, Number(micros)]));
}

/** The simulator's own ledger at an instant, from a day on. */
function ledgerOf({ market }: SandboxWorld, platform: string, at: string, from = ""): ReadonlyMap<string, number> {
  return new Map(
    market
      .ledger(Date.parse(at))
      .filter((row) => row.platform === platform && row.day >= from)
      .map(({ accountId, day, spendMicros }) => [`${accountId} ${day}`, spendMicros]),
  );
}

function zoned(zones: Readonly<Record<string, string>>): readonly AccountSettings[] {
  return defaultMarketSettings.accounts.map((account) => ({
    ...account,
    timeZone: zones[account.accountId] ?? account.timeZone,
  }));
}

describe("spend that was read", () => {
  it("is the simulator's ledger to the micro, per account and day, also where clocks go back", async () => {
    const test = await world(AUTUMN, NIGHT);
    for (const source of ["google_ads", "facebook_ads"] as const) {
      const document = await test.backfill(source, "2025-10-01", "2025-11-06", "campaign_daily");
      expect(document).toMatchObject({ status: "done", rows_quarantined: 0 });
      expect(await spendOf(test, source)).toEqual(ledgerOf(test, source, NIGHT));
    }
  });

  it("is there once per local day, in Kolkata and São Paulo, and where clocks go forward", async () => {
    const accounts = zoned({ [EUROPE]: "Asia/Kolkata", [AMERICA]: "America/Sao_Paulo" });
    const test = await world({ firstDay: "2025-03-01", accounts }, "2025-03-29T05:00:00Z");
    for (const day of ["2025-03-29", "2025-03-31", "2025-04-01"]) {
      test.setNow(`${day}T05:00:00Z`);
      for (const source of ["google_ads", "facebook_ads"] as const)
        expect(await test.night(source)).toMatchObject({ status: "done" });
    }
    const at = "2025-04-01T05:00:00Z";
    for (const source of ["google_ads", "facebook_ads"] as const) {
      const got = await spendOf(test, source);
      for (const [key, micros] of ledgerOf(test, source, at, "2025-03-27"))
        expect([key, got.get(key)]).toEqual([key, micros]);
    }
  });

  it("that the platform restates days later is replaced, and the change is written down", async () => {
    const test = await world(AUTUMN, NIGHT);
    await test.night("google_ads");
    const before =
      "select sum(conversions) as n from raw.google_ads_campaign_daily where date_day <= date '2025-11-03'";
    const [first] = await test.rows(before);
    test.setNow("2025-11-08T05:00:00Z");
    await test.night("google_ads");
    const [second] = await test.rows(before);
    expect(Number(second?.n)).toBeGreaterThan(Number(first?.n));
    const logged = await test.rows(
      "select sum(new_total - old_total) as n from ops.restatements where table_name = 'raw.google_ads_campaign_daily' and measure = 'conversions' and slice_key < 'z'",
    );
    expect(Number(logged[0]?.n)).toBeGreaterThan(0);
    const got = await spendOf(test, "google_ads");
    const now = ledgerOf(test, "google_ads", "2025-11-08T05:00:00Z");
    expect([...got].filter(([key, micros]) => now.get(key) !== micros)).toEqual([]);
  });
});

describe("a platform that refuses or breaks off", () => {
  it("for one account leaves the other read and says what to do about the one", async () => {
    const test = await world(AUTUMN, NIGHT);
    test.setFaults(({ vendor, operation, accountId }) =>
      vendor === "google_ads" && operation === "searchStream" && accountId === AMERICA ? "forbidden_account" : null,
    );
    const result = await test.night("google_ads");
    expect(result).toMatchObject({ status: "partial" });
    expect(result.detail).toContain(AMERICA);
    expect(await test.rows("select distinct customer_id from raw.google_ads_campaign_daily")).toEqual([
      { customer_id: EUROPE },
    ]);
    test.setFaults(() => null);
    test.setNow("2025-11-07T05:00:00Z");
    expect(await test.night("google_ads")).toMatchObject({ status: "done" });
    expect(await test.rows("select count(distinct customer_id) as n from raw.google_ads_campaign_daily")).toEqual([
      { n: 2 },
    ]);
  });

  it("in the middle of an answer, again and again, publishes nothing of it and keeps the rows of before", async () => {
    const test = await world(AUTUMN, NIGHT);
    await test.backfill("google_ads", "2025-11-01", "2025-11-06", "campaign_daily");
    const before = await spendOf(test, "google_ads");
    test.setNow("2025-11-07T05:00:00Z");
    test.setFaults(({ operation, body }) =>
      operation === "searchStream" && body.includes("segments.device") ? "missing_bracket" : null,
    );
    expect(await test.night("google_ads")).toMatchObject({ status: "partial", isUnfinished: true });
    expect(await spendOf(test, "google_ads")).toEqual(before);
    test.setFaults(() => null);
    expect(await test.night("google_ads")).toMatchObject({ status: "done" });
    const at = "2025-11-07T05:00:00Z";
    const got = await spendOf(test, "google_ads");
    for (const [key, micros] of ledgerOf(test, "google_ads", at, "2025-11-01"))
      expect([key, got.get(key)]).toEqual([key, micros]);
  });

  it("because the day's quota is spent lets the rest wait, campaigns before finer levels", async () => {
    const test = await world(AUTUMN, NIGHT);
    let isSpent = false;
    test.setFaults(({ vendor, operation, body }) => {
      if (vendor !== "google_ads" || operation !== "searchStream") return null;
      isSpent ||= /from ad_group_ad/i.test(body);
      return isSpent ? "day_quota" : null;
    });
    expect(await test.night("google_ads")).toMatchObject({ status: "partial", reason: "quota" });
    const states = await test.rows("select report, state, retry_at is not null as is_timed from ops.ingest_results");
    expect(states.filter(({ report, state }) => report === "campaign_daily" && state === "done")).toHaveLength(2);
    expect(states.filter(({ state }) => state === "waiting").every(({ is_timed }) => is_timed === true)).toBe(true);
    expect(states.some(({ report, state }) => report === "ad_daily" && state === "waiting")).toBe(true);
  });

  it("because the credential was revoked ends the source with what to do", async () => {
    const test = await world(AUTUMN, NIGHT);
    test.setFaults(({ vendor, operation }) =>
      vendor === "google_ads" && operation === "token" ? "revoked_token" : null,
    );
    const result = await test.night("google_ads");
    expect(result).toMatchObject({ status: "failed", errorKind: "auth" });
    expect(result.detail).toContain("fix:");
  });
});

describe("CRMs and jobs at Meta", () => {
  it("HubSpot and Salesforce bring every record of the market, and after a broken off reading no one twice", async () => {
    const test = await world(AUTUMN, NIGHT);
    let searches = 0;
    test.setFaults(({ vendor, operation }) => {
      if (vendor !== "hubspot" || operation !== "search") return null;
      searches += 1;
      return searches > 1 ? "server_error_html" : null;
    });
    const first = await test.night("hubspot");
    expect(first.status).not.toBe("done");
    test.setFaults(() => null);
    expect(await test.night("hubspot")).toMatchObject({ status: "done" });
    expect(await test.night("salesforce")).toMatchObject({ status: "done" });
    const live = test.market.hubspot
      .records("contact")
      .flatMap((record) => snapshotAt(record, Date.parse(NIGHT)) ?? [])
      .filter(({ isDeleted }) => !isDeleted).length;
    expect(live).toBeGreaterThan(50);
    const counts = "select count(*) as n, count(distinct id) as ids from raw.hubspot_contacts where deleted_at is null";
    expect(await test.rows(counts)).toEqual([{ n: live, ids: live }]);
  });

  it("a job that an interrupted reading ordered is fetched by the next one, not ordered again", async () => {
    const test = await world(AUTUMN, NIGHT);
    const ordered = () =>
      test.requests.filter(({ vendor, operation }) => vendor === "facebook_ads" && operation === "insights_job").length;
    const stopped = {
      checkpoint: async (name: string) => {
        if (name === "page") throw new Error("interrupted");
      },
    };
    await test.night("facebook_ads", stopped);
    const before = ordered();
    expect(before).toBeGreaterThan(0);
    const events = (event: string) =>
      test.rows(
        `select job_key, attempt from ops.facebook_job_events where event = '${event}' order by job_key, attempt`,
      );
    const submitted = await events("submitted");
    expect(submitted).toHaveLength(before);
    expect(await test.night("facebook_ads")).toMatchObject({ status: "done" });
    const again = await events("submitted");
    expect(again.filter(({ attempt }) => attempt !== 1)).toEqual([]);
    expect(new Set(again.map(({ job_key }) => job_key)).size).toBe(again.length);
    expect(await events("downloaded")).toHaveLength(again.length);
    expect(await spendOf(test, "facebook_ads")).not.toEqual(new Map());
  });
});
