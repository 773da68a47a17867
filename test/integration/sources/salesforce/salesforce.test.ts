import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSalesforceSource } from "../../../../functions/sources/salesforce/client.ts";
import { salesforceSettings } from "../../../../functions/sources/salesforce/settings.ts";
import type { ApiSource, RawRow, SourceAccount } from "../../../../functions/sources/source.ts";
import {
  type CrmObject,
  type CrmRecord,
  type CrmSnapshot,
  snapshotAt,
} from "../../../../scripts/sandbox/market/crm.ts";
import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../../scripts/sandbox/market/settings.ts";
import type { Fault, FaultPlan } from "../../../../scripts/sandbox/servers/faults.ts";
import {
  SALESFORCE_CLIENT,
  type SalesforceOptions,
  serveSalesforce,
} from "../../../../scripts/sandbox/servers/salesforce/server.ts";
import type { SandboxServer } from "../../../../scripts/sandbox/servers/serve.ts";
import {
  createStore,
  listen,
  PEPPER,
  readInto,
  type Store,
  sweep,
  type TestTime,
  testTime,
} from "../../../support/source-reading.ts";

const DAY_MS = 86_400_000;
const market = createMarket({ ...defaultMarketSettings, days: 150, contacts: 1000 });
/** Before the recycle bin of the last days is emptied. */
const END_MS = market.endMs;
const PAGE_ROWS = 100;

/** What a silent server costs a test; a busy machine may take half of it to answer. */
const IDLE_TIMEOUT_MS = 1000;

interface Scene {
  readonly source: ApiSource;
  readonly time: TestTime;
  readonly server: SandboxServer;
  at(ms: number): void;
  faults: FaultPlan;
  /** How often the plan made one. */
  faultsMade(): number;
}

const open: SandboxServer[] = [];
afterAll(() => Promise.all(open.map((server) => server.close().catch(() => undefined))));

async function scene(
  options: Partial<SalesforceOptions> = {},
  settings: Readonly<Record<string, unknown>> = {},
  secret: string = SALESFORCE_CLIENT.secret,
): Promise<Scene> {
  let vendorMs = END_MS;
  const time = testTime(END_MS, { "env:SALESFORCE_SECRET": secret });
  const made: { faults: FaultPlan } = { faults: () => null };
  let faultsMade = 0;
  const server = await serveSalesforce({
    market,
    nowMs: () => vendorMs,
    faults: (context) => {
      const fault = made.faults(context);
      if (fault !== null) faultsMade += 1;
      return fault;
    },
    pageRows: PAGE_ROWS,
    limitClockMs: () => time.clock.now().getTime(),
    ...options,
  });
  open.push(server);
  const parsed = salesforceSettings.parse({
    login_url: server.url,
    client_id: SALESFORCE_CLIENT.id,
    client_secret: "env:SALESFORCE_SECRET",
    ...settings,
  });
  const source = createSalesforceSource(parsed, {
    ...time.dependencies,
    timeouts: { totalMs: 60_000, idleMs: IDLE_TIMEOUT_MS },
  });
  return Object.assign(made, {
    source,
    time,
    server,
    faultsMade: () => faultsMade,
    at: (ms: number) => {
      vendorMs = ms;
      time.set(ms);
    },
  });
}

async function account({ source }: Scene): Promise<SourceAccount> {
  const [only] = await source.discover(AbortSignal.timeout(5000));
  if (only === undefined) throw new Error("no account");
  return only;
}

async function backfill(into: Scene): Promise<{ readonly store: Store; readonly told: ReturnType<typeof listen> }> {
  const store = createStore(into.source);
  const told = listen();
  await readInto(store, into.source, await account(into), told);
  return { store, told };
}

function shown(object: CrmObject, atMs: number): readonly { readonly record: CrmRecord; readonly seen: CrmSnapshot }[] {
  return market.salesforce.records(object).flatMap((record) => {
    const seen = snapshotAt(record, atMs);
    return seen === undefined ? [] : [{ record, seen }];
  });
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
/** Salesforce keeps whole seconds. */
const iso = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace(".000Z", "Z");
const byId = (rows: readonly RawRow[]) => new Map(rows.map((row) => [String(row.id), row]));

describe("an organisation that is read from the start", () => {
  let store: Store;
  let told: ReturnType<typeof listen>;
  beforeAll(async () => {
    ({ store, told } = await backfill(await scene()));
  });

  test("tells its name and time zone; its currency where it has one only, or settings do", async () => {
    expect(await account(await scene())).toMatchObject({
      name: "Velo Works North America",
      timeZone: "America/New_York",
      currencyCode: null,
      problem: null,
    });
    expect(await account(await scene({}, { currency: "USD" }))).toMatchObject({ currencyCode: "USD" });
  });

  test("gives every lead as it is, deleted and merged ones too while they are in the recycle bin", () => {
    const rows = byId(store.rows("raw.salesforce_leads"));
    const expected = shown("lead", END_MS);
    expect([...rows.keys()].sort()).toEqual(expected.map(({ seen }) => seen.id).sort());
    expect(expected.some(({ seen }) => seen.isDeleted)).toBe(true);
    for (const { seen } of expected) {
      const p = seen.properties;
      const email = String(p.email).toLowerCase();
      expect(rows.get(seen.id)).toMatchObject({
        created_at: iso(seen.createdMs),
        updated_at: iso(seen.updatedMs),
        deleted_at: seen.isDeleted ? iso(seen.updatedMs) : null,
        merged_into_id: seen.mergedIntoId,
        stage: p.lead_status,
        is_converted: p.converted_contact_id !== undefined,
        converted_contact_id: p.converted_contact_id ?? null,
        converted_company_id: p.converted_account_id ?? null,
        converted_opportunity_id: p.converted_opportunity_id ?? null,
        lead_source: "Web",
        person_key: createHmac("sha256", Buffer.from(PEPPER, "hex")).update(email).digest("hex"),
        email_sha256_meta: sha256(email),
        phone_sha256_meta: sha256(String(p.phone).replace(/\D/g, "")),
        gclid: p.gclid ?? null,
        fbclid: p.fbclid ?? null,
        utm_source: p.utm_source ?? null,
        utm_campaign: p.utm_campaign ?? null,
        landing_page: p.landing_page ?? null,
        account_time_zone: "America/New_York",
      });
      expect(JSON.parse(String(rows.get(seen.id)?.properties_json)).Fleet_Size__c).toBe(p.fleet_size);
    }
  });

  test("gives every opportunity with its money to the cent, its chance as a share and its contact", () => {
    const rows = byId(store.rows("raw.salesforce_opportunities"));
    const roles = store.rows("raw.salesforce_contact_roles");
    const expected = shown("opportunity", END_MS);
    expect(rows.size).toBe(expected.length);
    for (const { seen } of expected) {
      const p = seen.properties;
      const contact = seen.associations.find(({ toObject }) => toObject === "contact")?.toId;
      expect(rows.get(seen.id)).toMatchObject({
        stage: p.stage,
        is_won: p.stage === "Closed Won",
        is_closed: String(p.stage).startsWith("Closed"),
        amount: String(p.amount).replace(/\.?0+$/, ""),
        currency_code: "USD",
        closed_on: p.close_day,
        contact_id: contact,
      });
      expect(roles.filter((role) => role.opportunity_id === seen.id)).toMatchObject([
        { contact_id: contact, role: "Decision Maker", is_primary: true, deleted_at: null },
      ]);
    }
    expect([...rows.values()].find((row) => row.stage === "Proposal/Price Quote")?.probability).toBe(0.75);
  });

  test("gives each status a lead had and each stage an opportunity had, from the first on", () => {
    const changes = (object: "lead" | "opportunity", property: string) =>
      shown(object, END_MS).flatMap(({ record }) =>
        record.changes
          .filter((change) => change.property === property && change.atMs <= END_MS)
          .map(({ atMs, value }) => `${record.id} ${iso(atMs)} ${value}`),
      );
    const rows = store
      .rows("raw.salesforce_stage_history")
      .map((row) => `${row.record_id} ${row.changed_at} ${row.stage}`);
    expect(rows.sort()).toEqual([...changes("lead", "lead_status"), ...changes("opportunity", "stage")].sort());
    const ids = store.rows("raw.salesforce_stage_history").map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("counts its calls and what the organisation says of its day", () => {
    expect(told.problems).toEqual([]);
    expect(told.usage).toHaveLength(4);
    expect(told.usage[0]).toMatchObject({ limitName: "daily_api_requests", limit: 15_000, windowSeconds: 86_400 });
    expect(told.usage[0]?.usedShare).toBeGreaterThan(0);
  });

  test("lets no name, e-mail or phone number out", () => {
    const text = JSON.stringify([
      ...["leads", "contacts", "opportunities", "contact_roles", "stage_history"].flatMap((t) =>
        store.rows(`raw.salesforce_${t}`),
      ),
      ...told.findings,
      ...told.usage,
    ]).toLowerCase();
    expect(text).not.toContain("@");
    for (const { seen } of shown("lead", END_MS)) {
      const { email, phone, last_name, company } = seen.properties;
      for (const secret of [email, phone, String(phone).replace(/\D/g, ""), company])
        expect(text).not.toContain(String(secret).toLowerCase());
      expect(text).not.toContain(`"${String(last_name).toLowerCase()}"`);
    }
  });
});

describe("an organisation that is read night by night", () => {
  test("keeps what left the recycle bin unseen, and the sweep finds it out", async () => {
    const nightly = await scene();
    const store = createStore(nightly.source);
    for (let day = 10; day < 150; day += 10) {
      nightly.at(market.endMs - 150 * DAY_MS + day * DAY_MS);
      await readInto(store, nightly.source, await account(nightly), listen());
    }
    nightly.at(END_MS);
    await readInto(store, nightly.source, await account(nightly), listen());
    const { store: once } = await backfill(await scene());
    const live = await sweep(nightly.source, await account(nightly), listen(), "leads");
    const there = new Set(once.rows("raw.salesforce_leads").map((row) => row.id));
    const gone = store.rows("raw.salesforce_leads").filter((row) => !there.has(row.id));
    expect(gone.length).toBeGreaterThan(0);
    for (const row of gone) expect(live).not.toContain(row.id);
    const kept = store.rows("raw.salesforce_leads").filter((row) => there.has(row.id));
    const text = (rows: readonly RawRow[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    expect(text(kept)).toEqual(text(once.rows("raw.salesforce_leads")));
    expect(text(store.rows("raw.salesforce_opportunities"))).toEqual(text(once.rows("raw.salesforce_opportunities")));
    const history = new Set(text(store.rows("raw.salesforce_stage_history")));
    for (const row of text(once.rows("raw.salesforce_stage_history"))) expect(history).toContain(row);
  });

  test("names the lead that another was merged into, as long as the other is in the recycle bin", async () => {
    const merged = market.salesforce.records("lead").find((record) => record.merged !== null)?.merged;
    if (!merged) throw new Error("the market merges no lead");
    const at = await scene();
    at.at(merged.atMs + DAY_MS);
    const { store } = await backfill(at);
    const [lost] = store.rows("raw.salesforce_leads").filter((row) => row.merged_into_id === merged.intoId);
    expect(lost).toMatchObject({ deleted_at: iso(merged.atMs) });
    expect(byId(store.rows("raw.salesforce_leads")).get(merged.intoId)).toMatchObject({ deleted_at: null });
  });

  test("lists live ids only", async () => {
    const at = await scene();
    const ids = await sweep(at.source, await account(at), listen(), "leads");
    const live = shown("lead", END_MS).filter(({ seen }) => !seen.isDeleted);
    expect([...ids].sort()).toEqual(live.map(({ seen }) => seen.id).sort());
  });
});

const once = (operation: string, fault: Fault, nth = 1): FaultPlan => {
  let seen = 0;
  return (context) => {
    if (context.operation !== operation) return null;
    seen += 1;
    return seen === nth ? fault : null;
  };
};

describe("faults that pass", () => {
  let clean: string;
  beforeAll(async () => {
    clean = (await backfill(await scene())).store.hash();
  });

  const wire: readonly Fault[] = [
    "server_error_html",
    "server_error_empty",
    "server_error_json",
    "server_busy_delay",
    "hang",
    "reset",
    "cut",
    "reset_body",
    "stall",
    "throttle",
    "expired_token",
  ];
  test.each(
    wire.flatMap((fault) => ["query_all", "query_more", "describe"].map((operation) => [fault, operation] as const)),
  )("%s on %s changes nothing in the end", async (fault, operation) => {
    const at = await scene();
    at.faults = once(operation, fault, 2);
    expect((await backfill(at)).store.hash()).toBe(clean);
    expect(at.faultsMade()).toBe(1);
  });

  test.each([
    "server_error_html",
    "server_error_json",
    "server_busy_delay",
    "hang",
    "reset",
    "throttle",
  ] as const)("%s on signing in changes nothing in the end", async (fault) => {
    const at = await scene();
    at.faults = once("token", fault);
    expect((await backfill(at)).store.hash()).toBe(clean);
    expect(at.faultsMade()).toBe(1);
  });

  test("a query that ran too long is asked again", async () => {
    const at = await scene();
    at.faults = once("query_all", "too_big");
    expect((await backfill(at)).store.hash()).toBe(clean);
    expect(at.faultsMade()).toBe(1);
  });

  test("a token that ends mid-run is renewed once for the requests that need it", async () => {
    const at = await scene();
    let signIns = 0;
    const expire = once("query_more", "expired_token");
    at.faults = (context) => {
      if (context.operation === "token") signIns += 1;
      return expire(context);
    };
    await backfill(at);
    expect(signIns).toBe(2);
  });
});

describe("a read that fails on the way", () => {
  test("goes on from the last cursor, and ends in the same tables", async () => {
    const clean = (await backfill(await scene())).store.hash();
    for (const nth of [1, 2, 3]) {
      const at = await scene();
      const store = createStore(at.source);
      const who = await account(at);
      let seen = 0;
      at.faults = ({ operation }) => {
        if (operation === "query_more") seen += 1;
        return operation === "query_more" && seen >= nth ? "server_error_html" : null;
      };
      await expect(readInto(store, at.source, who, listen())).rejects.toMatchObject({ kind: "transient", status: 502 });
      at.faults = () => null;
      await readInto(store, at.source, who, listen());
      expect(store.hash()).toBe(clean);
    }
  });

  test("a page that comes twice is refused before anything after it is given", async () => {
    const clean = (await backfill(await scene())).store.hash();
    for (const nth of [1, 2]) {
      const at = await scene();
      const store = createStore(at.source);
      const who = await account(at);
      at.faults = once("query_more", "duplicate_page", nth);
      await expect(readInto(store, at.source, who, listen())).rejects.toMatchObject({ kind: "transient" });
      at.faults = () => null;
      await readInto(store, at.source, who, listen());
      expect(store.hash()).toBe(clean);
    }
  });

  test.each([
    ["revoked_token", "auth", "run-as user"],
    ["forbidden_account", "auth", "run-as user"],
    ["day_quota", "quota", "24 hours"],
  ] as const)("%s ends it at once as %s, and says what to do", async (fault, kind, fix) => {
    const at = await scene();
    const who = await account(at);
    at.faults = ({ operation }) => (operation === "query_all" ? fault : null);
    const error = await readInto(createStore(at.source), at.source, who, listen()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind });
    expect(String((error as { fix?: string }).fix)).toContain(fix);
    expect(JSON.stringify(error)).not.toContain(SALESFORCE_CLIENT.secret);
  });

  test.each([
    ["server_error_html", "query_all"],
    ["server_error_json", "describe"],
    ["reset", "query_all"],
    ["cut", "query_all"],
    ["throttle", "query_all"],
  ] as const)("%s on %s, again and again, ends it after five tries, with nothing that is not complete", async (fault, operation) => {
    const at = await scene();
    const who = await account(at);
    const store = createStore(at.source);
    at.faults = (context) => (context.operation === operation ? fault : null);
    const error = await readInto(store, at.source, who, listen()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "transient" });
    expect(at.faultsMade()).toBe(5);
    expect([...store.cursors.values()]).toEqual([]);
  });

  test("a wrong secret is told when accounts are looked for, without the secret", async () => {
    const at = await scene({}, {}, "wrong-secret-0815");
    const error = await account(at).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "auth" });
    expect(`${JSON.stringify(error)} ${(error as Error).message}`).not.toContain("wrong-secret-0815");
  });

  test("the organisation's spent day is a quota, told with the calls so far", async () => {
    const at = await scene({ hasLimits: true, dailyRequests: 6 });
    const who = await account(at);
    const told = listen();
    await expect(readInto(createStore(at.source), at.source, who, told)).rejects.toMatchObject({ kind: "quota" });
    expect(told.usage[0]).toMatchObject({ limit: 6 });
  });
});

describe("settings and the organisation's own ways", () => {
  test("a field that no object has is named with its key", async () => {
    const at = await scene({}, { fields: { gclid: "Google_Click__c" } });
    const error = await readInto(createStore(at.source), at.source, await account(at), listen()).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ kind: "settings", where: "sources.salesforce.fields.gclid" });
  });

  test("an organisation with one currency gives amounts in the currency that settings name", async () => {
    const at = await scene({ isMultiCurrency: false }, { currency: "USD" });
    const { store } = await backfill(at);
    for (const row of store.rows("raw.salesforce_opportunities")) expect(row.currency_code).toBe("USD");
  });
});
