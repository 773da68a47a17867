import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHubspotSource } from "../../../../functions/sources/hubspot/client.ts";
import { hubspotSettings } from "../../../../functions/sources/hubspot/settings.ts";
import type { ApiSource, SourceAccount } from "../../../../functions/sources/source.ts";
import { createStore, listen, readInto, type Store, type Told, testTime } from "../../../support/source-reading.ts";

const NOW = Date.parse("2026-11-20T08:00:00Z");
const AT = "2026-11-19T10:00:00.000Z";
const ACCOUNT: SourceAccount = {
  accountId: "1",
  name: null,
  currencyCode: "GBP",
  timeZone: "Europe/London",
  via: null,
  problem: null,
};

/** Answers by `METHOD path`; what is not named is an empty list. */
type Answers = Readonly<Record<string, (body: unknown, count: number) => unknown>>;

/** The answer of a server that is down. */
const DOWN = {};

async function open(answers: Answers, settings: Readonly<Record<string, unknown>> = {}): Promise<ApiSource> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const key = `${request.method} ${request.url?.replace("&properties=hs_object_id", "")}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const text = Buffer.concat(parts).toString("utf8");
      const answer = answers[key]?.(text === "" ? null : JSON.parse(text), counts.get(key) ?? 0) ?? { results: [] };
      const status = answer === DOWN ? 503 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parsed = hubspotSettings.parse({ access_token: "env:T", base_url, ...settings });
  return createHubspotSource(parsed, testTime(NOW, { "env:T": "t" }).dependencies);
}

async function read(
  report: "contacts" | "deals",
  answers: Answers,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly store: Store; readonly told: Told }> {
  const source = await open(answers, settings);
  const [store, told] = [createStore(source), listen()];
  await readInto(store, source, ACCOUNT, told, [report]);
  return { store, told };
}

const property = (name: string, type: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  label: name,
  type,
  fieldType: "text",
  hubspotDefined: false,
  ...more,
});
const PROPERTIES = {
  "GET /crm/v3/properties/contacts": () => ({
    results: [property("email", "string"), property("lifecyclestage", "enumeration")],
  }),
  "GET /crm/v3/properties/deals": () => ({
    results: [property("dealstage", "enumeration"), property("amount", "number")],
  }),
};
const found = (property: string, ...ids: string[]) => ({
  total: ids.length,
  results: ids.map((id) => ({ id, properties: { [property]: AT } })),
});
const record = (id: string, properties: Readonly<Record<string, string | null>>, more: object = {}) => ({
  id,
  properties,
  createdAt: "2026-11-01T10:00:00.000Z",
  updatedAt: AT,
  archived: false,
  ...more,
});

describe("a deal", () => {
  const deal = (properties: Readonly<Record<string, string | null>>): Answers => ({
    ...PROPERTIES,
    "POST /crm/v3/objects/deals/search": () => found("hs_lastmodifieddate", "7"),
    "POST /crm/v3/objects/deals/batch/read": () => ({ results: [record("7", properties)] }),
  });

  test("without a currency of its own is in the portal's", async () => {
    const { store } = await read("deals", deal({ amount: "99.90", dealstage: "x" }));
    expect(store.rows("raw.hubspot_deals")).toMatchObject([
      { id: "7", amount: "99.9", currency_code: "GBP", stage: "x", stage_label: null, is_won: null },
    ]);
  });

  test("with an amount that is none is held back, and read on", async () => {
    const { store, told } = await read("deals", deal({ amount: "ask +44 20 7946 0958" }));
    expect(store.rows("raw.hubspot_deals")).toEqual([]);
    expect(told.problems).toMatchObject([{ table: "raw.hubspot_deals", column: "amount", isKey: false }]);
    expect(JSON.stringify(told.problems)).not.toContain("7946");
    expect(store.cursors.get("deals")).toMatch(/^2026-11-19T10:00:00.000Z;/);
  });

  test("with more contacts than a page holds is linked to all of them", async () => {
    const link = (id: number) => ({ toObjectId: id, associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 3 }] });
    const { store } = await read("deals", {
      ...deal({}),
      "POST /crm/v4/associations/deals/contacts/batch/read": (body) => {
        const [{ after } = {}] = (body as { inputs: { after?: string }[] }).inputs;
        return {
          results: [
            {
              from: { id: "7" },
              to: after === undefined ? [link(1), link(2)] : [link(3)],
              ...(after === undefined ? { paging: { next: { after: "2" } } } : {}),
            },
          ],
        };
      },
    });
    expect(store.rows("raw.hubspot_associations").map((row) => row.contact_id)).toEqual(["1", "2", "3"]);
  });

  test("that lost its last contact loses the link", async () => {
    const { store } = await read("deals", deal({}));
    expect(store.rows("raw.hubspot_associations")).toEqual([
      { account_id: "1", deal_id: "7", contact_id: null, association_types: null },
    ]);
  });
});

describe("a contact", () => {
  const contacts = (...records: object[]): Answers => ({
    ...PROPERTIES,
    "POST /crm/v3/objects/contacts/search": () => found("lastmodifieddate", "1"),
    "POST /crm/v3/objects/contacts/batch/read": () => ({ results: records }),
  });

  test("that the search still shows though it was merged leads to the one that stays", async () => {
    const { store } = await read("contacts", contacts(record("2", { hs_merged_object_ids: "1" })));
    expect(store.rows("raw.hubspot_contacts")).toMatchObject([{ id: "2", merged_ids: "1" }]);
  });

  test("that the search shows late is found by the next read, though later changes were read before", async () => {
    const early = { id: "1", properties: { lastmodifieddate: "2026-11-20T07:50:00.000Z" } };
    const later = { id: "2", properties: { lastmodifieddate: "2026-11-20T07:58:00.000Z" } };
    const source = await open({
      ...PROPERTIES,
      "POST /crm/v3/objects/contacts/search": (body, count) => {
        const { filterGroups } = body as { filterGroups: { filters: { value: string }[] }[] };
        const sinceMs = Number(filterGroups[0]?.filters[0]?.value ?? 0);
        const shown = count === 1 ? [later] : [early, later];
        return { results: shown.filter(({ properties }) => Date.parse(properties.lastmodifieddate) >= sinceMs) };
      },
      "POST /crm/v3/objects/contacts/batch/read": (body) => ({
        results: (body as { inputs: { id: string }[] }).inputs.map(({ id }) => record(id, {})),
      }),
    });
    const store = createStore(source);
    await readInto(store, source, ACCOUNT, listen(), ["contacts"]);
    expect(store.rows("raw.hubspot_contacts").map((row) => row.id)).toEqual(["2"]);
    await readInto(store, source, ACCOUNT, listen(), ["contacts"]);
    expect(store.rows("raw.hubspot_contacts").map((row) => row.id)).toEqual(["2", "1"]);
  });

  test("has one stage at one instant: the newer of two", async () => {
    const history = ["customer", "lead"].map((value) => ({ value, timestamp: AT, sourceType: "CRM_UI" }));
    const { store } = await read(
      "contacts",
      contacts(record("1", {}, { propertiesWithHistory: { lifecyclestage: history } })),
    );
    expect(store.rows("raw.hubspot_stage_history")).toMatchObject([
      { stage: "customer", changed_at: "2026-11-19T10:00:00Z" },
    ]);
  });

  test("brings what its kept properties were and since when, contacts in them blotted out, and never what holds contacts", async () => {
    const since = (value: string, timestamp: string) => ({ value, timestamp, sourceType: "FORM" });
    const asked: string[] = [];
    const { store } = await read("contacts", {
      ...contacts(),
      "GET /crm/v3/properties/contacts": () => ({
        results: [
          property("email", "string"),
          property("country", "string"),
          property("lifecyclestage", "enumeration"),
          property("seats", "number"),
          property("need", "enumeration"),
        ],
      }),
      "POST /crm/v3/objects/contacts/batch/read": (body) => {
        asked.push(...(body as { propertiesWithHistory: string[] }).propertiesWithHistory);
        const propertiesWithHistory = {
          seats: [since("1.20E1", AT), since("7", AT), since("", "2026-11-02T10:00:00.000Z")],
          need: [since("ask jane@example.com", AT)],
          country: [since("Kenya", AT)],
        };
        return { results: [record("1", {}, { propertiesWithHistory })] };
      },
    });
    expect(asked.sort()).toEqual(["country", "lifecyclestage", "need", "seats"]);
    const rows = store.rows("raw.hubspot_property_history").map((row) => Object.values(row));
    expect(rows).toEqual([
      ["1", "1", "seats", "2026-11-19T10:00:00Z", "number", "12"],
      ["1", "1", "seats", "2026-11-02T10:00:00Z", "number", null],
      ["1", "1", "need", "2026-11-19T10:00:00Z", "choice", "ask [redacted]"],
      ["1", "1", "country", "2026-11-19T10:00:00Z", "text", "Kenya"],
    ]);
  });

  test("without a property that this portal does not have has NULL there", async () => {
    const { store, told } = await read("contacts", contacts(record("1", { email: "Jane@Example.com" })));
    expect(store.rows("raw.hubspot_contacts")).toMatchObject([{ lead_status: null, owner_id: null, gclid: null }]);
    expect(told.problems).toEqual([]);
  });

  test("keeps neither HubSpot's own bookkeeping nor what the portal marks as sensitive", async () => {
    const asked: string[] = [];
    await read("contacts", {
      ...contacts(record("1", {})),
      "GET /crm/v3/properties/contacts": () => ({
        results: [
          property("email", "string"),
          property("diagnosis", "enumeration", { dataSensitivity: "highly_sensitive" }),
          property("hs_v2_date_entered_lead", "datetime", { hubspotDefined: true }),
          property("seats", "number"),
        ],
      }),
      "POST /crm/v3/objects/contacts/batch/read": (body) => {
        asked.push(...(body as { properties: string[] }).properties);
        return { results: [record("1", {})] };
      },
    });
    expect(asked).toEqual(["email", "seats"]);
  });
});

describe("an answer that says success", () => {
  test("with an error inside is none", async () => {
    const answers: Answers = {
      ...PROPERTIES,
      "POST /crm/v3/objects/contacts/search": () => ({
        status: "error",
        category: "INTERNAL",
        message: "mail a@b.example",
      }),
    };
    const error = await read("contacts", answers).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "transient" });
    expect(String(error)).not.toContain("@");
  });

  test("with another error than a missing record in a batch is none", async () => {
    const answers: Answers = {
      ...PROPERTIES,
      "POST /crm/v3/objects/contacts/search": () => found("lastmodifieddate", "1"),
      "POST /crm/v3/objects/contacts/batch/read": () => ({ results: [], errors: [{ category: "RATE_LIMITS" }] }),
    };
    await expect(read("contacts", answers)).rejects.toMatchObject({ kind: "transient" });
  });

  test("of another shape is told as a change of the API, without quoting it", async () => {
    const answers: Answers = {
      ...PROPERTIES,
      "POST /crm/v3/objects/contacts/search": () => ({ rows: ["jane@example.com"] }),
    };
    const error = await read("contacts", answers).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "data" });
    expect(String(error)).not.toContain("jane");
  });
});

describe("the quota ledger", () => {
  test("counts every request, those that were answered badly and sent again too", async () => {
    let asked = 0;
    const answers: Answers = {
      "GET /crm/v3/properties/contacts": (_body, count) => {
        asked += 1;
        return count < 3 ? DOWN : PROPERTIES["GET /crm/v3/properties/contacts"]();
      },
    };
    const { told } = await read("contacts", answers);
    expect(asked).toBe(3);
    // Three for the properties, one for the archived records, one for the changed ones.
    expect(told.usage).toMatchObject([{ calls: 5 }]);
  });
});
