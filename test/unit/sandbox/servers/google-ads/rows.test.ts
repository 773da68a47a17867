import { describe, expect, test } from "vitest";
import { MANAGER_ID } from "../../../../../scripts/sandbox/servers/google-ads/accounts.ts";
import { FROMS } from "../../../../../scripts/sandbox/servers/google-ads/catalogue/catalogue.ts";
import type { From } from "../../../../../scripts/sandbox/servers/google-ads/catalogue/from.ts";
import { CLIENT, googleAds, type Json, US_CLIENT } from "./google-ads.ts";
import { namePattern, problemsOf, ROW, STREAM_RESPONSE } from "./protos.ts";

/** Everything that may be selected together beside a resource, by day where it has days. */
function widestQuery({ resource, attributed, segments, metrics, split }: From): string {
  const fields = [resource, ...attributed].flatMap((one) => one.fields.map(({ name }) => name));
  const free = segments.filter((name) => !name.startsWith("segments.conversion_"));
  const where =
    split === null
      ? ""
      : ` WHERE segments.date ${split === "click" ? "= '2025-08-01'" : "BETWEEN '2025-08-01' AND '2025-08-03'"}`;
  return `SELECT ${[...fields, ...free, ...metrics].join(", ")} FROM ${resource.name}${where}`;
}

const NOW = { nowMs: () => Date.parse("2025-08-20T12:00:00Z") };
/** Resources of which the market has none. */
const EMPTY = ["bidding_strategy"];

function objectsOf(row: Json): readonly (readonly [string, Json])[] {
  return Object.entries(row).filter(([key]) => key !== "segments" && key !== "metrics");
}

describe.each(FROMS.map((from) => [from.resource.name, from] as const))("rows FROM %s", (name, from) => {
  test("are as the protos have them, each object with its resource name", async () => {
    const { rows, ask } = await googleAds(NOW);
    const found = [...(await rows(widestQuery(from))), ...(await rows(widestQuery(from), US_CLIENT))];
    if (EMPTY.includes(name)) expect(found).toEqual([]);
    else expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap((row) => problemsOf(row, ROW))).toEqual([]);
    for (const row of found)
      for (const [key, object] of objectsOf(row)) {
        const resource = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        expect(object.resourceName).toMatch(namePattern(resource));
      }
    const reply = await ask(widestQuery(from));
    expect([...reply.json].flatMap((chunk) => problemsOf(chunk, STREAM_RESPONSE))).toEqual([]);
  });
});

describe("a row", () => {
  test("has the form that Google documents", async () => {
    const { ask } = await googleAds(NOW);
    const query = `SELECT customer.currency_code, customer.time_zone, campaign.id, segments.date, segments.device,
      segments.ad_network_type, metrics.cost_micros, metrics.clicks, metrics.conversions FROM campaign
      WHERE segments.date = '2025-08-01' AND campaign.advertising_channel_type = SEARCH AND segments.device = 'MOBILE'`;
    const [chunk] = (await ask(query)).json;
    expect(Object.keys(chunk)).toEqual(["results", "fieldMask", "requestId", "queryResourceConsumption"]);
    expect(chunk.fieldMask).toBe(
      "customer.currencyCode,customer.timeZone,campaign.id,segments.date,segments.device,segments.adNetworkType,metrics.costMicros,metrics.clicks,metrics.conversions",
    );
    expect(chunk.results[0]).toEqual({
      customer: { resourceName: `customers/${CLIENT}`, currencyCode: "EUR", timeZone: "Europe/Berlin" },
      campaign: { resourceName: `customers/${CLIENT}/campaigns/21045170001`, id: "21045170001" },
      segments: { date: "2025-08-01", device: "MOBILE", adNetworkType: "SEARCH" },
      metrics: {
        costMicros: expect.stringMatching(/^\d+$/),
        clicks: expect.stringMatching(/^\d+$/),
        conversions: expect.any(Number),
      },
    });
  });

  test("brings no resource name that was not selected where the query says so", async () => {
    const { rows } = await googleAds();
    const [row] = await rows(
      "SELECT campaign.id FROM campaign LIMIT 1 PARAMETERS omit_unselected_resource_names = true",
    );
    expect(row).toEqual({ campaign: { id: "21045170001" } });
  });

  test("leaves out what has no value", async () => {
    const { rows } = await googleAds();
    const query = "SELECT campaign.target_cpa.target_cpa_micros, campaign.target_roas.target_roas FROM campaign";
    const strategies = (await rows(query)).map(({ campaign }) => Object.keys(campaign).join());
    expect(new Set(strategies)).toEqual(new Set(["resourceName,targetCpa", "resourceName,targetRoas", "resourceName"]));
  });

  test("does not have what the market's accounts leave unset", async () => {
    const { rows } = await googleAds();
    const query =
      "SELECT campaign.id, campaign.tracking_url_template, campaign.labels FROM campaign WHERE campaign.final_url_suffix IS NULL LIMIT 1";
    const [row] = await rows(query);
    expect(Object.keys(row.campaign)).toEqual(["resourceName", "id"]);
  });

  test("of the tree tells the manager, its clients and the one that is canceled", async () => {
    const { rows } = await googleAds();
    const query = "SELECT customer_client.id, customer_client.level, customer_client.status FROM customer_client";
    const tree = (await rows(query, MANAGER_ID)).map(({ customerClient: { id, level, status } = {} as Json }) =>
      [id, level, status].join(" "),
    );
    expect(tree).toEqual([
      `${MANAGER_ID} 0 ENABLED`,
      `${CLIENT} 1 ENABLED`,
      `${US_CLIENT} 1 ENABLED`,
      "3456789012 1 CANCELED",
    ]);
  });
});
