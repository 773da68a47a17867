import { describe, expect, it } from "vitest";
import { stateAt } from "../../../../../scripts/sandbox/market/versioned.ts";
import { small } from "../../market/markets.ts";
import { EU, graph, type Json, LATER_MS, US, withDeleted } from "./graph.ts";

const later = await graph();
const campaigns = small.facebook.campaigns(EU);
const deleted = campaigns.find((campaign) => stateAt(campaign, LATER_MS)?.status === "DELETED");

describe("accounts", () => {
  it("are those of the token, with id alone unless fields are named", async () => {
    expect(await later.all("me/adaccounts")).toEqual([
      { account_id: EU, id: `act_${EU}` },
      { account_id: US, id: `act_${US}` },
    ]);
  });

  it("say currency and the zone their days are counted in", async () => {
    const fields = "account_id,name,currency,timezone_name,timezone_offset_hours_utc,account_status";
    expect((await later.get(`act_${US}`, { fields })).body).toEqual({
      account_id: US,
      name: "Velo Works Social US",
      currency: "USD",
      timezone_name: "America/New_York",
      timezone_offset_hours_utc: -5,
      account_status: 1,
      id: `act_${US}`,
    });
  });
});

describe("campaigns, ad sets and ads", () => {
  it("are listed without the deleted ones, which only a status filter brings", async () => {
    if (!deleted) throw new Error("the small market has a deleted campaign");
    const idsOf = (rows: readonly Json[]) => rows.map(({ id }) => id);
    const listed = idsOf(await later.all(`act_${EU}/campaigns`));
    expect(listed).not.toContain(deleted.id);
    expect(listed).toHaveLength(campaigns.length - 1);
    expect(idsOf(await later.all(`act_${EU}/campaigns`, { effective_status: ["DELETED"] }))).toEqual([deleted.id]);
    expect(idsOf(await later.all(`act_${EU}/campaigns`, { filtering: withDeleted("campaign") }))).toHaveLength(
      campaigns.length,
    );
  });

  it("inherit a deletion from above, and can still be read by their id", async () => {
    if (!deleted) throw new Error("the small market has a deleted campaign");
    const adSet = deleted.adSets[0];
    const fields = "status,effective_status,campaign_id";
    expect((await later.get(adSet?.id ?? "", { fields })).body).toEqual({
      status: "ACTIVE",
      effective_status: "DELETED",
      campaign_id: deleted.id,
      id: adSet?.id,
    });
  });

  it("show names and states of the instant they are looked at", async () => {
    const renamed = campaigns.find(({ versions }) => new Set(versions.map(({ state }) => state.name)).size > 1);
    if (!renamed) throw new Error("the small market has a renamed campaign");
    const change = renamed.versions.find(({ state }) => state.name !== renamed.versions[0]?.state.name);
    const nameAt = async (nowMs: number) => {
      const client = await graph({ nowMs: () => nowMs });
      return (await client.get(renamed.id, { fields: "name" })).body.name;
    };
    expect(await nameAt((change?.fromMs ?? 0) - 1)).toBe(renamed.versions[0]?.state.name);
    expect(await nameAt(change?.fromMs ?? 0)).toBe(change?.state.name);
  });

  it("do not exist before they are set up", async () => {
    const late = campaigns.find(({ startDay }) => startDay > small.firstDay);
    if (!late) throw new Error("the small market has a campaign that starts late");
    const fromMs = late.versions[0]?.fromMs ?? 0;
    const before = await graph({ nowMs: () => fromMs - 1 });
    expect(await before.refusal(late.id)).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await before.all(`act_${EU}/campaigns`)).map(({ id }) => id)).not.toContain(late.id);
    const after = await graph({ nowMs: () => fromMs });
    expect((await after.get(late.id)).body).toEqual({ id: late.id });
  });

  it("hold budgets in whole cents as text, the campaign or its ad sets", async () => {
    const rows = await later.all(`act_${EU}/campaigns`, { fields: "daily_budget,bid_strategy" });
    for (const { id, ...row } of rows) {
      const campaign = campaigns.find((one) => one.id === id);
      const cents = campaign && stateAt(campaign, LATER_MS)?.dailyBudgetCents;
      expect(row).toEqual(
        typeof cents === "number" ? { daily_budget: String(cents), bid_strategy: campaign?.bidStrategy } : {},
      );
    }
    const adSets = await later.all(`act_${EU}/adsets`, { fields: "daily_budget,campaign_id" });
    const budgeted = new Set(rows.filter(({ daily_budget }) => daily_budget !== undefined).map(({ id }) => id));
    for (const { daily_budget, campaign_id } of adSets)
      expect(daily_budget === undefined).toBe(budgeted.has(campaign_id));
  });

  it("times carry the offset of the account's zone on that day", async () => {
    const fields = "start_time,created_time";
    const [eu] = await later.all(`act_${EU}/campaigns`, { fields });
    const [us] = await later.all(`act_${US}/campaigns`, { fields });
    expect(eu).toMatchObject({ start_time: "2025-05-01T00:00:00+0200", created_time: "2025-04-29T00:00:00+0200" });
    expect(us).toMatchObject({ start_time: "2025-05-01T00:00:00-0400", created_time: "2025-04-29T00:00:00-0400" });
  });

  it("show fields of the objects behind them in braces, else their id alone", async () => {
    const fields = "name,campaign{name,effective_status},adset,creative{id,call_to_action_type}";
    const [ad] = await later.all(`act_${EU}/ads`, { fields });
    const [campaign] = campaigns;
    expect(ad).toMatchObject({
      campaign: { name: campaign && stateAt(campaign, LATER_MS)?.name, id: campaign?.id },
      adset: { id: campaign?.adSets[0]?.id },
      creative: { id: campaign?.adSets[0]?.ads[0]?.creative.id },
    });
  });

  it("below an object are those of it alone", async () => {
    const [campaign] = campaigns;
    const ads = await later.all(`${campaign?.id}/ads`, { filtering: withDeleted("ad") });
    expect(ads.map(({ id }) => id)).toEqual(campaign?.adSets.flatMap((adSet) => adSet.ads.map(({ id }) => id)));
  });
});

describe("targeting and creatives", () => {
  it("targeting has lookalikes among the custom audiences, and no empty list", async () => {
    const rows = await later.all(`act_${EU}/adsets`, { fields: "targeting" });
    const texts = rows.map(({ targeting }) => targeting as Json);
    expect(texts.some(({ custom_audiences }) => JSON.stringify(custom_audiences)?.includes("Lookalike"))).toBe(true);
    for (const targeting of texts)
      for (const value of Object.values(targeting)) if (Array.isArray(value)) expect(value).not.toHaveLength(0);
  });

  it("text and link stand in the creative or only in its story", async () => {
    const fields = "title,body,link_url,object_story_spec,url_tags,object_type,image_url,video_id";
    const rows = await later.all(`act_${EU}/adcreatives`, { fields });
    const inStory = rows.filter(({ object_story_spec }) => object_story_spec !== undefined);
    expect(inStory.length).toBeGreaterThan(0);
    expect(inStory.length).toBeLessThan(rows.length);
    for (const row of rows) {
      const { object_story_spec: story, title, video_id } = row;
      expect(title === undefined).toBe(story !== undefined);
      if (story) expect(Object.keys(story as Json)).toEqual(["page_id", video_id ? "video_data" : "link_data"]);
    }
  });
});
