import { describe, expect, test } from "vitest";
import { small } from "../../market/markets.ts";
import { CLIENT, googleAds, type Json } from "./google-ads.ts";

const campaignsAt = async (at: string | number, query: string): Promise<readonly Json[]> => {
  const nowMs = typeof at === "number" ? at : Date.parse(at);
  return (await googleAds({ nowMs: () => nowMs })).rows(query);
};

describe("things of the Google Ads sandbox", () => {
  test("bear the name that they have now, on old days too", async () => {
    const renamed = small.google
      .campaigns(CLIENT)
      .flatMap(({ id, versions }) =>
        versions.flatMap(({ fromMs, state }, i) => {
          const before = versions[i - 1]?.state.name;
          return before !== undefined && before !== state.name ? [{ id, fromMs, before, after: state.name }] : [];
        }),
      )
      .at(0);
    if (!renamed) throw new Error("expected a campaign of the market that is renamed");
    const query = `SELECT campaign.name, segments.date, metrics.clicks FROM campaign WHERE campaign.id = ${renamed.id} AND segments.date = '${small.firstDay}'`;
    expect((await campaignsAt(renamed.fromMs - 1, query)).map(({ campaign }) => campaign.name)).toEqual([
      renamed.before,
    ]);
    expect((await campaignsAt(renamed.fromMs, query)).map(({ campaign }) => campaign.name)).toEqual([renamed.after]);
  });

  test("stay listed when removed, and can be filtered away", async () => {
    const listed = await campaignsAt(small.endMs, "SELECT campaign.id, campaign.status FROM campaign");
    const removed = listed.filter(({ campaign }) => campaign.status === "REMOVED");
    expect(removed.length).toBeGreaterThan(0);
    const kept = await campaignsAt(small.endMs, "SELECT campaign.id FROM campaign WHERE campaign.status != 'REMOVED'");
    expect(kept.length).toBe(listed.length - removed.length);
  });

  test("are not listed before they are made", async () => {
    const made = small.google.campaigns(CLIENT).map(({ versions }) => versions[0]?.fromMs ?? 0);
    const firstMs = Math.min(...made);
    const query = "SELECT campaign.id FROM campaign";
    expect(await campaignsAt(firstMs - 1, query)).toEqual([]);
    expect((await campaignsAt(firstMs, query)).length).toBe(made.filter((fromMs) => fromMs === firstMs).length);
  });

  test("have a row of zeros where metrics are asked without segments, and none with segments", async () => {
    const day = "segments.date = '2019-01-01'";
    const plain = await campaignsAt(small.endMs, `SELECT campaign.id, metrics.clicks FROM campaign WHERE ${day}`);
    expect(new Set(plain.map(({ metrics }) => metrics.clicks))).toEqual(new Set(["0"]));
    expect(plain.length).toBe(small.google.campaigns(CLIENT).length);
    const segmented = `SELECT campaign.id, segments.device, metrics.clicks FROM campaign WHERE ${day}`;
    expect(await campaignsAt(small.endMs, segmented)).toEqual([]);
  });

  test("share a budget where the market's campaigns do", async () => {
    const budgets = await campaignsAt(
      small.endMs,
      "SELECT campaign_budget.id, campaign_budget.name, campaign_budget.explicitly_shared FROM campaign_budget",
    );
    const shared = budgets.filter(({ campaignBudget }) => campaignBudget.explicitlyShared);
    expect(shared.map(({ campaignBudget }) => campaignBudget.name)).toEqual(["Shared search budget"]);
  });

  test("carry the budget of a campaign beside it", async () => {
    const rows = await campaignsAt(
      small.endMs,
      "SELECT campaign.id, campaign.campaign_budget, campaign_budget.amount_micros FROM campaign",
    );
    for (const { campaign, campaignBudget } of rows) expect(campaignBudget.resourceName).toBe(campaign.campaignBudget);
  });

  test("tell Performance Max by asset group, never by ad group", async () => {
    const groups = await campaignsAt(small.endMs, "SELECT campaign.advertising_channel_type FROM ad_group");
    expect(new Set(groups.map(({ campaign }) => campaign.advertisingChannelType))).toEqual(
      new Set(["SEARCH", "VIDEO", "DISPLAY"]),
    );
    const assets = await campaignsAt(small.endMs, "SELECT campaign.advertising_channel_type FROM asset_group");
    expect(new Set(assets.map(({ campaign }) => campaign.advertisingChannelType))).toEqual(
      new Set(["PERFORMANCE_MAX"]),
    );
  });
});
