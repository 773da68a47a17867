import {
  Ad,
  AdAccount,
  AdCreative,
  AdSet,
  AdsActionStats,
  AdsInsights,
  Campaign,
  FacebookAdsApi,
  Targeting,
} from "facebook-nodejs-business-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SANDBOX_ACCESS_TOKEN } from "../../../../../scripts/sandbox/servers/facebook-ads/server.ts";
import { EU, graph, type Json, wholeMarket, withDeleted } from "./graph.ts";

const client = await graph();

/** What an object of the client holds. */
const dataOf = (object: object): Json => ({ ...(object as { readonly _data: Json })._data });

/** Meta's own client, turned to the server: its address and its version are getters that can be replaced. */
describe("Meta's own client", () => {
  const replaced = ["GRAPH", "VERSION"] as const;
  const original = replaced.map((name) => Object.getOwnPropertyDescriptor(FacebookAdsApi, name));
  beforeAll(() => {
    const values = { GRAPH: client.url, VERSION: "v26.0" };
    for (const name of replaced)
      Object.defineProperty(FacebookAdsApi, name, { configurable: true, get: () => values[name] });
    FacebookAdsApi.init(SANDBOX_ACCESS_TOKEN, "en_US", false);
  });
  afterAll(() => {
    for (const [i, name] of replaced.entries())
      Object.defineProperty(FacebookAdsApi, name, original[i] as PropertyDescriptor);
  });
  const params = { ...wholeMarket, level: "campaign", filtering: withDeleted("campaign") };
  const fields = ["campaign_id", "spend", "actions"];

  it("pages through insights to the same rows", async () => {
    const rows: Json[] = [];
    const cursor = await new AdAccount(`act_${EU}`).getInsights(fields, { ...params, limit: 200 });
    for (;;) {
      rows.push(...[...cursor].map(dataOf));
      if (!cursor.hasNext()) break;
      await cursor.next();
    }
    expect(rows).toEqual(await client.all(`act_${EU}/insights`, { ...params, fields }));
  });

  it("runs a job to its rows", async () => {
    const job = await new AdAccount(`act_${EU}`).getInsightsAsync(fields, { ...params });
    const states: unknown[] = [];
    do {
      states.push(dataOf(await job.get(["async_status"])).async_status);
    } while (states.at(-1) !== "Job Completed" && states.length < 9);
    expect(states).toEqual(["Job Not Started", "Job Started", "Job Running", "Job Completed"]);
    const rows = await job.getInsights([], { limit: 500 });
    expect(rows).toHaveLength(500);
  });

  it("lists campaigns and throws Meta's errors as it does for Meta", async () => {
    const campaigns = await new AdAccount(`act_${EU}`).getCampaigns(["name", "daily_budget"], { limit: 50 });
    expect([...campaigns].map((campaign) => dataOf(campaign).id)).toEqual(
      (await client.all(`act_${EU}/campaigns`)).map(({ id }) => id),
    );
    await expect(new AdAccount(`act_${EU}`).getCampaigns(["clicks"])).rejects.toMatchObject({
      status: 400,
      response: { code: 100, type: "OAuthException" },
    });
  });
});

describe("names of fields", () => {
  const known = (fields: object): ReadonlySet<string> => new Set(Object.values(fields));
  const unknown = (rows: readonly Json[], fields: object): string[] => [
    ...new Set(rows.flatMap(Object.keys).filter((name) => !known(fields).has(name))),
  ];

  it("of rows are those of Meta's client", async () => {
    const rows = await client.all(`act_${EU}/insights`, {
      ...wholeMarket,
      level: "ad",
      // All that Meta's client knows, but for eight that Meta refuses since v19.0.
      fields: Object.values(AdsInsights.Fields).filter(
        (name) => !/^(age_targeting|gender_targeting|labels|location)$|_(lower|upper)_bound$/.test(String(name)),
      ),
      action_attribution_windows: ["1d_click", "7d_click", "28d_click", "1d_view"],
    });
    expect(rows.length).toBeGreaterThan(100);
    expect(unknown(rows, AdsInsights.Fields)).toEqual([]);
    const stats = rows.flatMap(({ actions, action_values }) => [actions, action_values].flat()) as (Json | undefined)[];
    expect(
      unknown(
        stats.filter((stat) => stat !== undefined),
        AdsActionStats.Fields,
      ),
    ).toEqual([]);
  });

  it.each([
    ["campaigns", Campaign],
    ["adsets", AdSet],
    ["ads", Ad],
    ["adcreatives", AdCreative],
  ] as const)("of %s are those of Meta's client, all of which are accepted", async (edge, type) => {
    const rows = await client.all(`act_${EU}/${edge}`, { fields: Object.values(type.Fields) });
    expect(rows.length).toBeGreaterThan(0);
    expect(unknown(rows, type.Fields)).toEqual([]);
  });

  it("of accounts and targeting are those of Meta's client", async () => {
    const accounts = await client.all("me/adaccounts", { fields: Object.values(AdAccount.Fields) });
    expect(unknown(accounts, AdAccount.Fields)).toEqual([]);
    const adSets = await client.all(`act_${EU}/adsets`, { fields: "targeting" });
    expect(
      unknown(
        adSets.map(({ targeting }) => targeting as Json),
        Targeting.Fields,
      ),
    ).toEqual([]);
  });
});
