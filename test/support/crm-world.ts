import { createHubspotSource } from "../../functions/sources/hubspot/client.ts";
import { hubspotSettings } from "../../functions/sources/hubspot/settings.ts";
import { createSalesforceSource } from "../../functions/sources/salesforce/client.ts";
import { salesforceSettings } from "../../functions/sources/salesforce/settings.ts";
import type { ApiSource } from "../../functions/sources/source.ts";
import type { Row, Warehouse } from "../../functions/warehouse/warehouse.ts";
import type { Market } from "../../scripts/sandbox/market/market.ts";
import { HUBSPOT_ACCESS_TOKEN, serveHubspot } from "../../scripts/sandbox/servers/hubspot/server.ts";
import { SALESFORCE_CLIENT, serveSalesforce } from "../../scripts/sandbox/servers/salesforce/server.ts";
import { createStore, listen, readInto, testTime } from "./source-reading.ts";

/** Reads both CRMs of a market, as they are at its end, into a warehouse. */
export async function loadCrms(market: Market, warehouse: Warehouse): Promise<void> {
  const options = { market, nowMs: () => market.endMs };
  const secrets = { "env:T": HUBSPOT_ACCESS_TOKEN, "env:S": SALESFORCE_CLIENT.secret };
  const { dependencies } = testTime(market.endMs, secrets);
  const [hubspot, salesforce] = await Promise.all([serveHubspot(options), serveSalesforce(options)]);
  const ofHubspot = hubspotSettings.parse({ access_token: "env:T", base_url: hubspot.url });
  const ofSalesforce = salesforceSettings.parse({
    login_url: salesforce.url,
    client_id: SALESFORCE_CLIENT.id,
    client_secret: "env:S",
    known_at_creation: ["Fleet_Size__c", "Country"],
  });
  try {
    await loadAll(createHubspotSource(ofHubspot, dependencies), warehouse);
    await loadAll(createSalesforceSource(ofSalesforce, dependencies), warehouse);
  } finally {
    await Promise.all([hubspot.close(), salesforce.close()]);
  }
}

async function loadAll(source: ApiSource, warehouse: Warehouse): Promise<void> {
  const [account] = await source.discover(AbortSignal.timeout(10_000));
  if (account === undefined) throw new Error(`no account of ${source.name}`);
  const store = createStore(source);
  await readInto(store, source, account, listen());
  const tables = new Set(source.reports.flatMap((report) => report.tables.map(({ table }) => table)));
  for (const table of tables)
    await warehouse.load(table, toRows(store.rows(table)), { kind: "append", loadId: `${table}-1` });
}

async function* toRows(rows: readonly Row[]): AsyncGenerator<Row> {
  for (const row of rows) yield { ...row, load_id: "l", run_id: "r", loaded_at: "2026-11-20T08:00:00Z" };
}
