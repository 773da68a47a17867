import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHubspotSource } from "../../../functions/sources/hubspot/client.ts";
import { hubspotSettings } from "../../../functions/sources/hubspot/settings.ts";
import { createSalesforceSource } from "../../../functions/sources/salesforce/client.ts";
import { salesforceSettings } from "../../../functions/sources/salesforce/settings.ts";
import type { ApiSource } from "../../../functions/sources/source.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { createMarket } from "../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../scripts/sandbox/market/settings.ts";
import { HUBSPOT_ACCESS_TOKEN, serveHubspot } from "../../../scripts/sandbox/servers/hubspot/server.ts";
import { SALESFORCE_CLIENT, serveSalesforce } from "../../../scripts/sandbox/servers/salesforce/server.ts";
import type { SandboxServer } from "../../../scripts/sandbox/servers/serve.ts";
import { createStore, listen, readInto, testTime } from "../../support/source-reading.ts";

const LOAD_COLUMNS = ["load_id", "run_id", "loaded_at"];
const market = createMarket({ ...defaultMarketSettings, days: 60, contacts: 200 });
const options = { market, nowMs: () => market.endMs };
const { dependencies } = testTime(market.endMs, { "env:T": HUBSPOT_ACCESS_TOKEN, "env:S": SALESFORCE_CLIENT.secret });

describe("rows of the CRMs", () => {
  const servers: SandboxServer[] = [];
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openDuckDbWarehouse({ path: ":memory:" });
    await warehouse.migrate(await readSqlProject("sql"));
  });
  afterAll(async () => {
    await warehouse.close();
    await Promise.all(servers.map((server) => server.close()));
  });

  const open = {
    hubspot: async (): Promise<ApiSource> => {
      const server = await serveHubspot(options);
      servers.push(server);
      const settings = hubspotSettings.parse({ access_token: "env:T", base_url: server.url });
      return createHubspotSource(settings, dependencies);
    },
    salesforce: async (): Promise<ApiSource> => {
      const server = await serveSalesforce(options);
      servers.push(server);
      const login = {
        login_url: server.url,
        client_id: SALESFORCE_CLIENT.id,
        client_secret: "env:S",
        known_at_creation: ["Fleet_Size__c"],
      };
      return createSalesforceSource(salesforceSettings.parse(login), dependencies);
    },
  };

  test.each(["hubspot", "salesforce"] as const)("of %s are the columns of their tables, and load", async (name) => {
    const source = await open[name]();
    const [account] = await source.discover(AbortSignal.timeout(5000));
    if (account === undefined) throw new Error("no account");
    const store = createStore(source);
    await readInto(store, source, account, listen());
    for (const table of new Set(source.reports.flatMap(({ tables }) => tables.map((one) => one.table)))) {
      const columns = ((await warehouse.describe(table)) ?? []).map((column) => column.name);
      const rows = store.rows(table);
      expect(rows.length, table).toBeGreaterThan(0);
      for (const row of rows) expect([...Object.keys(row), ...LOAD_COLUMNS].sort()).toEqual([...columns].sort());
      await warehouse.load(table, toRows(rows), { kind: "append", loadId: `${table}-1` });
      const { rows: counted } = await warehouse.query(`select count(*) as n from ${table}`);
      expect(counted[0]?.n).toBe(rows.length);
    }
  });
});

async function* toRows(rows: readonly Row[]): AsyncGenerator<Row> {
  for (const row of rows) yield { ...row, load_id: "l", run_id: "r", loaded_at: "2026-11-20T08:00:00Z" };
}
