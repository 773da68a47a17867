import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHubspotSource } from "../../../../functions/sources/hubspot/client.ts";
import { hubspotSettings } from "../../../../functions/sources/hubspot/settings.ts";
import type { ApiSource, RawRow, SourceAccount } from "../../../../functions/sources/source.ts";
import { type CrmRecord, type CrmSnapshot, snapshotAt } from "../../../../scripts/sandbox/market/crm.ts";
import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../../scripts/sandbox/market/settings.ts";
import type { Fault, FaultPlan } from "../../../../scripts/sandbox/servers/faults.ts";
import {
  HUBSPOT_ACCESS_TOKEN,
  type HubspotOptions,
  serveHubspot,
} from "../../../../scripts/sandbox/servers/hubspot/server.ts";
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
const market = createMarket({ ...defaultMarketSettings, days: 150, contacts: 900 });
const END_MS = market.endMs + DAY_MS;

/** What a silent server costs a test; a busy machine may take half of it to answer. */
const IDLE_TIMEOUT_MS = 1000;

interface Scene {
  readonly source: ApiSource;
  readonly time: TestTime;
  readonly server: SandboxServer;
  /** The vendor's clock. */
  at(ms: number): void;
  faults: FaultPlan;
  /** How often the plan made one. */
  faultsMade(): number;
}

const open: SandboxServer[] = [];
afterAll(() => Promise.all(open.map((server) => server.close().catch(() => undefined))));

async function scene(
  options: Partial<HubspotOptions> = {},
  settings: Readonly<Record<string, unknown>> = {},
  token = HUBSPOT_ACCESS_TOKEN,
): Promise<Scene> {
  let vendorMs = END_MS;
  const time = testTime(END_MS, { "env:HUBSPOT_TOKEN": token });
  const made: { faults: FaultPlan } = { faults: () => null };
  let faultsMade = 0;
  const server = await serveHubspot({
    market,
    nowMs: () => vendorMs,
    faults: (context) => {
      const fault = made.faults(context);
      if (fault !== null) faultsMade += 1;
      return fault;
    },
    limitClockMs: () => time.clock.now().getTime(),
    ...options,
  });
  open.push(server);
  const parsed = hubspotSettings.parse({ access_token: "env:HUBSPOT_TOKEN", base_url: server.url, ...settings });
  const source = createHubspotSource(parsed, {
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

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Records of the market as seen at an instant, without those that left no trace. */
function shown(
  object: "contact" | "deal",
  atMs: number,
): readonly { readonly record: CrmRecord; readonly seen: CrmSnapshot }[] {
  return market.hubspot.records(object).flatMap((record) => {
    const seen = snapshotAt(record, atMs);
    return seen === undefined ? [] : [{ record, seen }];
  });
}

const isMerged = (seen: CrmSnapshot): boolean => seen.mergedIntoId !== null;
const iso = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

describe("a portal that is read from the start", () => {
  let store: Store;
  let told: ReturnType<typeof listen>;
  beforeAll(async () => {
    ({ store, told } = await backfill(await scene()));
  });

  test("tells its id, currency and time zone", async () => {
    expect(await account(await scene())).toEqual({
      accountId: "24680135",
      name: null,
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
      via: null,
      problem: null,
    });
  });

  test("gives every contact as it is: live ones, and archived ones with the time they went", () => {
    const expected = shown("contact", END_MS).filter(({ seen }) => !isMerged(seen));
    expect(expected.some(({ seen }) => seen.isDeleted)).toBe(true);
    const rows = new Map(store.rows("raw.hubspot_contacts").map((row) => [row.id, row]));
    expect([...rows.keys()].sort()).toEqual(expected.map(({ seen }) => seen.id).sort());
    for (const { record, seen } of expected) {
      const p = seen.properties;
      const email = String(p.email).toLowerCase();
      expect(rows.get(seen.id)).toMatchObject({
        account_id: "24680135",
        created_at: iso(seen.createdMs),
        updated_at: iso(seen.updatedMs),
        deleted_at: seen.isDeleted && record.deletedMs !== null ? iso(record.deletedMs) : null,
        stage: p.lifecycle_stage,
        lead_status: p.lead_status,
        owner_id: p.owner_id ?? null,
        country: p.country,
        person_key: createHmac("sha256", Buffer.from(PEPPER, "hex")).update(email).digest("hex"),
        email_sha256_meta: sha256(email),
        phone_sha256_meta: sha256(String(p.phone).replace(/\D/g, "")),
        gclid: p.gclid ?? null,
        fbclid: p.fbclid ?? null,
        utm_source: p.utm_source ?? null,
        utm_medium: p.utm_medium ?? null,
        utm_campaign: p.utm_campaign ?? null,
        account_time_zone: "Europe/Berlin",
      });
      expect(JSON.parse(String(rows.get(seen.id)?.properties_json))).toMatchObject({ fleet_size: p.fleet_size });
    }
  });

  test("names the contacts that were merged into one on the one that stays", () => {
    const merged = shown("contact", END_MS).filter(({ seen }) => isMerged(seen));
    expect(merged.length).toBeGreaterThan(0);
    const rows = new Map(store.rows("raw.hubspot_contacts").map((row) => [row.id, row]));
    for (const { seen } of merged)
      expect(String(rows.get(seen.mergedIntoId)?.merged_ids).split(";")).toContain(seen.id);
  });

  test("gives every deal with its stage's name, whether it is won, and its money to the cent", () => {
    const rows = new Map(store.rows("raw.hubspot_deals").map((row) => [row.id, row]));
    const expected = shown("deal", END_MS);
    expect(rows.size).toBe(expected.length);
    for (const { seen } of expected) {
      const p = seen.properties;
      expect(rows.get(seen.id)).toMatchObject({
        stage: p.stage,
        is_closed: String(p.stage).startsWith("closed"),
        is_won: p.stage === "closedwon",
        pipeline_label: "Sales Pipeline",
        amount: String(p.amount).replace(/\.?0+$/, ""),
        currency_code: "EUR",
        closed_at: `${p.close_day}T00:00:00Z`,
      });
    }
    expect([...rows.values()].find((row) => row.stage === "closedwon")?.stage_label).toBe("Closed Won");
  });

  test("gives each change of a lifecycle stage, lead status and deal stage with its time", () => {
    const changes = (object: "contact" | "deal", property: string, name: string) =>
      shown(object, END_MS)
        .filter(({ seen }) => !isMerged(seen))
        .flatMap(({ record }) =>
          record.changes
            .filter((change) => change.property === property && change.atMs <= END_MS)
            .map(({ atMs, value }) => `${record.id} ${name} ${iso(atMs)} ${value}`),
        );
    const rows = store
      .rows("raw.hubspot_stage_history")
      .map((row) => `${row.record_id} ${row.property_name} ${row.changed_at} ${row.stage}`);
    expect(rows.sort()).toEqual(
      [
        ...changes("contact", "lifecycle_stage", "lifecyclestage"),
        ...changes("contact", "lead_status", "hs_lead_status"),
        ...changes("deal", "stage", "dealstage"),
      ].sort(),
    );
  });

  test("gives what each kept property was, and since when", () => {
    const changes = shown("contact", END_MS)
      .filter(({ seen }) => !isMerged(seen))
      .flatMap(({ record }) =>
        record.changes
          .filter(({ property, atMs }) => property === "fleet_size" && atMs <= END_MS)
          .map(({ atMs, value }) => `${record.id} ${iso(atMs)} ${value}`),
      );
    const rows = store.rows("raw.hubspot_property_history").filter((row) => row.property_name === "fleet_size");
    expect(rows.map((row) => `${row.contact_id} ${row.changed_at} ${row.property_value}`).sort()).toEqual(
      changes.sort(),
    );
    expect(new Set(store.rows("raw.hubspot_property_history").map((row) => row.property_name))).toEqual(
      new Set(["country", "fleet_size", "hs_analytics_source"]),
    );
  });

  test("links every deal to its contact", () => {
    const rows = store.rows("raw.hubspot_associations");
    const contacts = new Map(shown("contact", END_MS).map(({ seen }) => [seen.id, seen]));
    for (const { seen } of shown("deal", END_MS)) {
      const contact = seen.associations.find(({ toObject }) => toObject === "contact")?.toId ?? "";
      expect(rows.filter((row) => row.deal_id === seen.id)).toEqual([
        {
          account_id: "24680135",
          deal_id: seen.id,
          contact_id: contacts.get(contact)?.isDeleted ? null : contact,
          association_types: contacts.get(contact)?.isDeleted ? null : "HUBSPOT_DEFINED:3",
        },
      ]);
    }
  });

  test("counts its calls, and rejects nothing", () => {
    expect(told.problems).toEqual([]);
    expect(told.usage).toMatchObject([{ scope: "hubspot portal 24680135" }, { scope: "hubspot portal 24680135" }]);
    expect(told.usage[0]?.calls).toBeGreaterThan(5);
  });

  test("lets no name, e-mail or phone number out", () => {
    const text = JSON.stringify([
      ...["contacts", "deals", "associations", "stage_history", "property_history"].flatMap((t) =>
        store.rows(`raw.hubspot_${t}`),
      ),
      ...told.findings,
      ...told.usage,
    ]).toLowerCase();
    expect(text).not.toContain("@");
    for (const { seen } of shown("contact", END_MS)) {
      const { email, phone, last_name, company } = seen.properties;
      for (const secret of [email, phone, String(phone).replace(/\D/g, ""), company])
        expect(text).not.toContain(String(secret).toLowerCase());
      expect(text).not.toContain(`"${String(last_name).toLowerCase()}"`);
    }
  });
});

describe("a portal that is read night by night", () => {
  test("ends in the same tables as one that is read at the end, but for what left without a trace", async () => {
    const nightly = await scene({ searchLagMs: 10 * 60_000 });
    const store = createStore(nightly.source);
    for (let day = 20; day <= 152; day += 12) {
      nightly.at(market.endMs - 150 * DAY_MS + day * DAY_MS);
      await readInto(store, nightly.source, await account(nightly), listen());
    }
    nightly.at(END_MS);
    await readInto(store, nightly.source, await account(nightly), listen());
    const { store: once } = await backfill(await scene());
    const there = new Set(once.rows("raw.hubspot_contacts").map((row) => row.id));
    const text = (rows: readonly RawRow[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    const contacts = store.rows("raw.hubspot_contacts").filter((row) => there.has(row.id));
    expect(contacts.some((row) => row.deleted_at !== null)).toBe(true);
    expect(text(contacts)).toEqual(text(once.rows("raw.hubspot_contacts")));
    for (const table of ["raw.hubspot_deals", "raw.hubspot_associations"])
      expect(text(store.rows(table))).toEqual(text(once.rows(table)));
    const history = new Set(text(store.rows("raw.hubspot_stage_history")));
    for (const row of text(once.rows("raw.hubspot_stage_history"))) expect(history).toContain(row);
  });

  test("lists live ids only, so that merged, archived and purged contacts are found out", async () => {
    const at = await scene();
    const ids = await sweep(at.source, await account(at), listen(), "contacts");
    const live = shown("contact", END_MS).filter(({ seen }) => !seen.isDeleted && !isMerged(seen));
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
    "throttle_delay",
    "expired_token",
  ];
  test.each(
    wire.flatMap((fault) =>
      ["search", "batch_read", "list", "associations"].map((operation) => [fault, operation] as const),
    ),
  )("%s on %s changes nothing in the end", async (fault, operation) => {
    const at = await scene();
    at.faults = once(operation, fault, 2);
    if (operation === "list" || operation === "associations") at.faults = once(operation, fault, 1);
    const { store } = await backfill(at);
    expect(store.hash()).toBe(clean);
    expect(at.faultsMade()).toBe(1);
  });

  test("a batch read that leaves out a record inside a success is asked for it again", async () => {
    const at = await scene();
    at.faults = once("batch_read", "embedded_error", 2);
    expect((await backfill(at)).store.hash()).toBe(clean);
    expect(at.faultsMade()).toBe(1);
  });

  test("waits as long as Retry-After says, and a second at least without it", async () => {
    for (const [fault, waitMs] of [
      ["throttle_delay", 2000],
      ["throttle", 1000],
    ] as const) {
      const plain = await scene({}, { requests_per_second: 1000 });
      await backfill(plain);
      const at = await scene({}, { requests_per_second: 1000 });
      at.faults = once("search", fault);
      await backfill(at);
      expect(at.time.waitedMs() - plain.time.waitedMs()).toBeGreaterThan(waitMs * 0.9);
    }
  });

  test("stays within HubSpot's limits by itself", async () => {
    const at = await scene({ hasLimits: true });
    let refused = 0;
    at.faults = () => null;
    const { store } = await backfill(at);
    refused = at.time.waitedMs();
    expect(store.hash()).toBe(clean);
    expect(refused).toBeGreaterThan(0);
  });
});

describe("a read that fails on the way", () => {
  test("goes on from the last cursor, and ends in the same tables", async () => {
    const clean = (await backfill(await scene())).store.hash();
    for (const nth of [2, 5, 9]) {
      const at = await scene();
      const store = createStore(at.source);
      const who = await account(at);
      let seen = 0;
      at.faults = ({ operation }) => {
        if (operation === "batch_read") seen += 1;
        return operation === "batch_read" && seen >= nth ? "server_error_html" : null;
      };
      await expect(readInto(store, at.source, who, listen())).rejects.toMatchObject({ kind: "transient", status: 502 });
      at.faults = () => null;
      await readInto(store, at.source, who, listen());
      expect(store.hash()).toBe(clean);
    }
  });

  test.each([
    ["revoked_token", "auth", "token of a private app"],
    ["forbidden_account", "auth", "crm.objects.contacts.read"],
    ["day_quota", "quota", "midnight"],
  ] as const)("%s ends it at once as %s, and says what to do", async (fault, kind, fix) => {
    const at = await scene();
    const who = await account(at);
    at.faults = ({ operation }) => (operation === "search" ? fault : null);
    const error = await readInto(createStore(at.source), at.source, who, listen()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind });
    expect(String((error as { fix?: string }).fix)).toContain(fix);
    expect(JSON.stringify(error)).not.toContain(HUBSPOT_ACCESS_TOKEN);
  });

  test.each([
    ["server_error_html", "search"],
    ["server_error_json", "batch_read"],
    ["reset", "list"],
    ["cut", "properties"],
    ["throttle", "search"],
    ["throttle_delay", "list"],
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

  test("a wrong token is told when accounts are looked for", async () => {
    const at = await scene({}, {}, "pat-eu1-wrong");
    await expect(account(at)).rejects.toMatchObject({ kind: "auth" });
  });

  test("a listing of ids with a page twice is refused, since the page it stands for is missing", async () => {
    const at = await scene();
    const who = await account(at);
    at.faults = once("list", "duplicate_page", 2);
    await expect(sweep(at.source, who, listen(), "contacts")).rejects.toMatchObject({ kind: "transient" });
  });

  test("stops when it is told to", async () => {
    const at = await scene();
    const who = await account(at);
    const stop = new AbortController();
    const told = listen(() => {
      stop.abort(new Error("enough"));
      return Promise.resolve();
    });
    const request = { account: who, report: "contacts", grain: "changes", since: null, signal: stop.signal } as const;
    const all = async () => {
      for await (const _ of at.source.read(request, told.ports));
    };
    await expect(all()).rejects.toThrow();
  });
});

describe("settings", () => {
  test("a property that no object has is named with its key", async () => {
    const at = await scene({}, { fields: { gclid: "GCLID_old" } });
    const error = await readInto(createStore(at.source), at.source, await account(at), listen()).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ kind: "settings", where: "sources.hubspot.fields.gclid" });
  });

  test("a text property is kept where it is named, without the contacts in it", async () => {
    const at = await scene({}, { properties: ["closed_lost_reason", "company"] });
    const { store } = await backfill(at);
    const lost = store.rows("raw.hubspot_deals").find((row) => row.stage === "closedlost");
    expect(JSON.parse(String(lost?.properties_json))).toMatchObject({ closed_lost_reason: "Price" });
  });

  test("a property with names or contacts is not kept, even where settings name it", async () => {
    const at = await scene({}, { properties: ["lastname"] });
    const read = readInto(createStore(at.source), at.source, await account(at), listen());
    await expect(read).rejects.toMatchObject({ kind: "settings", where: "sources.hubspot.properties[0]" });
  });

  test("asking for another property reads old records again", async () => {
    const at = await scene();
    const store = createStore(at.source);
    const who = await account(at);
    await readInto(store, at.source, who, listen(), ["deals"]);
    const more = hubspotSettings.parse({
      access_token: "env:HUBSPOT_TOKEN",
      base_url: at.server.url,
      properties: ["closed_lost_reason"],
    });
    const source = createHubspotSource(more, at.time.dependencies);
    await readInto(store, source, who, listen(), ["deals"]);
    const lost = store.rows("raw.hubspot_deals").filter((row) => row.stage === "closedlost");
    expect(lost.length).toBeGreaterThan(1);
    for (const row of lost) expect(String(row.properties_json)).toContain("closed_lost_reason");
  });
});
