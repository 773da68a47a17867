import { describe, expect, test } from "vitest";
import { createSalesforceSource } from "../../../../functions/sources/salesforce/client.ts";
import { salesforceSettings } from "../../../../functions/sources/salesforce/settings.ts";
import type { ApiSource, SourceAccount } from "../../../../functions/sources/source.ts";
import {
  createStore,
  listen,
  readInto,
  type Store,
  sweep,
  type Told,
  testTime,
} from "../../../support/source-reading.ts";
import { type Organisation, type ServedOrganisation, serveOrganisation } from "./organisation.ts";

const NOW = Date.parse("2026-11-20T08:00:00Z");
const ACCOUNT: SourceAccount = {
  accountId: "00D000000000001AAA",
  name: "Example",
  currencyCode: "EUR",
  timeZone: "Europe/Berlin",
  via: null,
  problem: null,
};

const SYSTEM = { Id: "id", IsDeleted: "boolean", CreatedDate: "datetime", SystemModstamp: "datetime" };
const LEAD = {
  ...SYSTEM,
  OwnerId: "reference",
  LeadSource: "picklist",
  Email: "email",
  Phone: "phone",
  Status: "picklist",
  IsConverted: "boolean",
  ConvertedDate: "date",
  ConvertedContactId: "reference",
  ConvertedAccountId: "reference",
  ConvertedOpportunityId: "reference",
  Country: "string",
};
const OPPORTUNITY = {
  ...SYSTEM,
  OwnerId: "reference",
  LeadSource: "picklist",
  AccountId: "reference",
  StageName: "picklist",
  IsClosed: "boolean",
  IsWon: "boolean",
  Probability: "percent",
  Amount: "currency",
  CloseDate: "date",
};
const times = (day: string) =>
  `"IsDeleted":false,"CreatedDate":"2026-11-${day}T10:00:00.000+0000","SystemModstamp":"2026-11-${day}T12:00:00.000+0000"`;
const id = (prefix: string, n: number): string => `${prefix}${String(n).padStart(12, "0")}AAA`;

interface Read {
  readonly store: Store;
  readonly told: Told;
  readonly served: ServedOrganisation;
  readonly source: ApiSource;
}

async function open(organisation: Organisation, settings: Readonly<Record<string, unknown>> = {}): Promise<Read> {
  const served = await serveOrganisation(organisation);
  const parsed = salesforceSettings.parse({
    login_url: served.url,
    client_id: "id",
    client_secret: "env:S",
    ...settings,
  });
  const source = createSalesforceSource(parsed, testTime(NOW, { "env:S": "s" }).dependencies);
  return { store: createStore(source), told: listen(), served, source };
}

async function read(
  report: string,
  organisation: Organisation,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Read> {
  const opened = await open(organisation, settings);
  await readInto(opened.store, opened.source, ACCOUNT, opened.told, [report]);
  return opened;
}

describe("an opportunity", () => {
  const one = (fields: string) => (soql: string) =>
    soql.includes("FROM Opportunity ") ? [`{"Id":"${id("006", 1)}",${times("01")},"StageName":"Won",${fields}}`] : [];

  test.each([
    ["3.5E8", "350000000"],
    ["12345678901234567.89", "12345678901234567.89"],
    ["0.1", "0.1"],
  ])("of %s keeps its amount exactly", async (sent, amount) => {
    const { store } = await read("opportunities", {
      objects: { Opportunity: OPPORTUNITY },
      rows: one(`"Amount":${sent},"Probability":75`),
    });
    expect(store.rows("raw.salesforce_opportunities")).toMatchObject([
      { amount, probability: 0.75, currency_code: "EUR" },
    ]);
  });

  test("with an amount that is none is held back, without a word of the rest of the record", async () => {
    const { store, told } = await read("opportunities", {
      objects: { Opportunity: OPPORTUNITY },
      rows: one(`"Amount":"jane@example.com","CloseDate":"2026-11-30"`),
    });
    expect(store.rows("raw.salesforce_opportunities")).toEqual([]);
    expect(told.problems).toEqual([
      {
        table: "raw.salesforce_opportunities",
        column: "amount",
        expected: "a decimal with at most 9 fraction digits",
        got: "[redacted e-mail]",
        isKey: false,
        payloadRedacted: JSON.stringify({ id: id("006", 1), amount: "[redacted e-mail]" }),
      },
    ]);
  });

  test("without history has kept the stage it was created with", async () => {
    const { store } = await read("opportunities", { objects: { Opportunity: OPPORTUNITY }, rows: one('"Amount":1') });
    expect(store.rows("raw.salesforce_stage_history")).toMatchObject([
      { id: `${id("006", 1)}:created`, stage: "Won", changed_at: "2026-11-01T10:00:00Z", previous_stage: null },
    ]);
  });

  test("has one row per change of its stage, none for other changes", async () => {
    const change = (n: number, stage: string): string =>
      `{"Id":"${id("008", n)}","OpportunityId":"${id("006", 1)}","StageName":"${stage}","CreatedDate":"2026-11-0${n}T10:00:00.000+0000"}`;
    const { store } = await read("opportunities", {
      objects: { Opportunity: OPPORTUNITY },
      rows: (soql) =>
        soql.includes("FROM OpportunityHistory")
          ? [change(1, "Open"), change(2, "Open"), change(3, "Won")]
          : one('"Amount":1')(soql),
    });
    expect(store.rows("raw.salesforce_stage_history")).toMatchObject([
      { stage: "Open", previous_stage: null, changed_at: "2026-11-01T10:00:00Z" },
      { stage: "Won", previous_stage: "Open", changed_at: "2026-11-03T10:00:00Z" },
    ]);
  });

  test("of an organisation with a single currency is in that currency, as Salesforce tells it", async () => {
    const { source } = await open({
      objects: {},
      rows: () => [`{"Id":"${ACCOUNT.accountId}","Name":"Example","TimeZoneSidKey":"Europe/Berlin"}`],
      features: '{"features":{"defaultCurrencyIsoCode":"EUR","multiCurrency":false}}',
    });
    expect(await source.discover(AbortSignal.timeout(5000))).toEqual([ACCOUNT]);
  });
});

describe("a lead", () => {
  const lead = (n: number, status: string, day = "10") =>
    `{"Id":"${id("00Q", n)}",${times(day)},"Status":"${status}","Email":"jane${n}@example.com"}`;
  const change = (n: number, leadN: number, from: string, to: string, day: string) =>
    `{"Id":"${id("017", n)}","LeadId":"${id("00Q", leadN)}","OldValue":"${from}","NewValue":"${to}","CreatedDate":"2026-11-${day}T10:00:00.000+0000"}`;

  test("has the status it was created with as its first, if the organisation tracked it by then", async () => {
    const { store } = await read("leads", {
      objects: { Lead: LEAD, LeadHistory: { Id: "id" } },
      rows: (soql) => {
        if (soql.includes("LIMIT 1")) return ['{"CreatedDate":"2026-11-09T00:00:00.000+0000"}'];
        if (soql.includes("FROM LeadHistory"))
          return [change(1, 1, "New", "Qualified", "12"), change(2, 3, "New", "Lost", "13")];
        return [lead(1, "Qualified", "10"), lead(2, "New", "11"), lead(3, "Lost", "05"), lead(4, "New", "06")];
      },
    });
    const rows = store.rows("raw.salesforce_stage_history");
    expect(rows.map((row) => [row.record_id, row.changed_at, row.stage, row.previous_stage])).toEqual([
      [id("00Q", 1), "2026-11-10T10:00:00Z", "New", null],
      [id("00Q", 1), "2026-11-12T10:00:00Z", "Qualified", "New"],
      [id("00Q", 2), "2026-11-11T10:00:00Z", "New", null],
      [id("00Q", 3), "2026-11-13T10:00:00Z", "Lost", "New"],
    ]);
  });

  test("of an organisation that tracks no status gives no history, and a finding says how to get one", async () => {
    for (const objects of [{ Lead: LEAD }, { Lead: LEAD, LeadHistory: { Id: "id" } }] as const) {
      const { store, told } = await read("leads", {
        objects,
        rows: (soql) => (soql.includes("FROM LeadHistory") ? [] : [lead(1, "New")]),
      });
      expect(store.rows("raw.salesforce_leads")).toHaveLength(1);
      expect(store.rows("raw.salesforce_stage_history")).toEqual([]);
      expect(told.findings).toMatchObject([{ checkName: "stage_history_missing", severity: "warning" }]);
    }
  });

  test("is asked only for fields that exist: formulas, free text and contacts are not kept, named text is", async () => {
    const { store, served } = await read(
      "leads",
      {
        objects: {
          Lead: {
            ...LEAD,
            GCLID__c: "string",
            Fleet__c: "double",
            Score__c: "double",
            Interest__c: "string",
            Notes__c: "textarea",
            Mobile_2__c: "double",
            Birthday__c: "date",
            Address: "address",
          },
        },
        formulas: ["Score__c"],
        rows: (soql) =>
          soql.includes("FROM LeadHistory")
            ? []
            : [
                `{"attributes":{"type":"Lead"},"Id":"${id("00Q", 1)}",${times("01")},"GCLID__c":"Cj0","Fleet__c":12.0,"Interest__c":"bikes, mail jane@example.com"}`,
              ],
      },
      { properties: ["interest__c"] },
    );
    const [query] = served.queries.filter((soql) => soql.includes("FROM Lead "));
    for (const field of ["Score__c", "Notes__c", "Mobile_2__c", "Birthday__c", "Address", "MobilePhone"])
      expect(query).not.toContain(field);
    const [row] = store.rows("raw.salesforce_leads");
    expect(row).toMatchObject({
      gclid: "Cj0",
      properties_json: JSON.stringify({ Fleet__c: "12", Interest__c: "bikes, mail [redacted]" }),
    });
  });

  test("is known from its creation by the fields that settings say it is created with, and by no other", async () => {
    const organisation: Organisation = {
      objects: { Lead: { ...LEAD, Fleet__c: "double", Segment__c: "picklist" } },
      rows: (soql) =>
        soql.includes("FROM LeadHistory")
          ? []
          : [
              `{"Id":"${id("00Q", 1)}",${times("01")},"Fleet__c":12.0,"Segment__c":"A","Country":"Kenya"}`,
              `{"Id":"${id("00Q", 2)}",${times("02")},"Fleet__c":null,"Segment__c":"B","Country":null}`,
            ],
    };
    const { store } = await read("leads", organisation, { known_at_creation: ["fleet__c", "Country"] });
    expect(store.rows("raw.salesforce_property_history").map((row) => Object.values(row).slice(1))).toEqual([
      [id("00Q", 1), "Fleet__c", "2026-11-01T10:00:00Z", "number", "12"],
      [id("00Q", 1), "Country", "2026-11-01T10:00:00Z", "text", "Kenya"],
      [id("00Q", 2), "Fleet__c", "2026-11-02T10:00:00Z", "number", null],
      [id("00Q", 2), "Country", "2026-11-02T10:00:00Z", "text", null],
    ]);
    const silent = await read("leads", organisation);
    expect(silent.store.rows("raw.salesforce_property_history")).toEqual([]);
    await expect(read("leads", organisation, { known_at_creation: ["Flet__c"] })).rejects.toMatchObject({
      kind: "settings",
      message: expect.stringContaining("known_at_creation[0]"),
    });
  });

  test("whose e-mail the integration user does not see is told as a finding, its hashes stay unknown", async () => {
    const { Email: _, ...hidden } = LEAD;
    const { store, told } = await read("leads", {
      objects: { Lead: hidden },
      rows: (soql) => (soql.includes("FROM LeadHistory") ? [] : [`{"Id":"${id("00Q", 1)}",${times("10")}}`]),
    });
    expect(store.rows("raw.salesforce_leads")).toMatchObject([{ email_sha256_google: null, person_key: null }]);
    expect(told.findings.find(({ checkName }) => checkName === "hidden_field")?.detail).toContain("Email");
  });

  test("without a time of change cannot be followed: the read is refused as a matter of rights", async () => {
    const { SystemModstamp: _, ...hidden } = LEAD;
    await expect(read("leads", { objects: { Lead: hidden }, rows: () => [] })).rejects.toMatchObject({ kind: "auth" });
  });
});

describe("an object that is not there", () => {
  const organisation: Organisation = { objects: { Opportunity: OPPORTUNITY }, rows: () => [] };

  test("is a finding, not an error", async () => {
    const { told } = await read("contact_roles", organisation);
    expect(told.findings).toMatchObject([{ checkName: "object_missing" }]);
  });

  test("is an error to the search for deleted records: nothing listed must not mean that all are deleted", async () => {
    const { source, told } = await open(organisation);
    await expect(sweep(source, ACCOUNT, told, "leads")).rejects.toMatchObject({ kind: "auth" });
  });
});

describe("an answer that says success", () => {
  test.each([
    ["an error inside", '[{"errorCode":"UNKNOWN_EXCEPTION","message":"jane@example.com"}]', "transient"],
    [
      "the day's limit inside",
      '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]',
      "quota",
    ],
    ["no JSON", "<html>jane@example.com</html>", "transient"],
    ["half of a JSON", '{"totalSize":1,"done":true,"records":[{"Email":"jane@example.com"', "transient"],
    ["another shape", '{"rows":[{"Email":"jane@example.com"}]}', "data"],
    ["fewer rows than promised", '{"totalSize":2,"done":true,"records":[{"Id":"006000000000001AAA"}]}', "transient"],
  ])("with %s is none, and nothing of it is quoted", async (_, answer, kind) => {
    const { source, told } = await open({ objects: { Opportunity: OPPORTUNITY }, rows: () => [], answer });
    const error = await sweep(source, ACCOUNT, told, "opportunities").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind });
    expect(`${error} ${(error as Error).cause} ${JSON.stringify(error)}`).not.toContain("jane");
  });
});

describe("a next page", () => {
  test("at another host is not followed", async () => {
    const organisation: Organisation = {
      objects: { Opportunity: OPPORTUNITY },
      rows: () => [`{"Id":"${id("006", 1)}",${times("01")}}`],
      nextRecordsUrl: "//evil.example/services/data/v67.0/query/01g-2000",
    };
    const { source, told, served } = await open(organisation);
    await expect(sweep(source, ACCOUNT, told, "opportunities")).rejects.toThrow("got another host");
    expect(served.queries).toHaveLength(1);
  });
});
