import { describe, expect, it } from "vitest";
import { creativeTexts } from "../../../../functions/sources/facebook-ads/creative.ts";
import { LISTINGS } from "../../../../functions/sources/facebook-ads/listings.ts";
import { flatTargeting } from "../../../../functions/sources/facebook-ads/targeting.ts";
import { ACCOUNT } from "./harness.ts";

describe("targeting", () => {
  it("is flat text beside its JSON", () => {
    expect(
      flatTargeting({
        age_min: 25,
        age_max: 54,
        genders: [2],
        geo_locations: { countries: ["DE", "AT"] },
        interests: [{ id: "1", name: "Cycling" }],
        flexible_spec: [{ interests: [{ id: "2", name: "Bikes; cargo" }] }, {}],
        custom_audiences: [{ id: "7", name: "Lookalike (1%) - Owners" }, { id: "8" }],
        publisher_platforms: ["instagram", "facebook"],
        facebook_positions: ["feed"],
        instagram_positions: ["story", "stream"],
        device_platforms: ["mobile"],
      }),
    ).toEqual({
      age_min: 25,
      age_max: 54,
      genders: "female",
      countries: "AT; DE",
      interests: "Bikes; cargo; Cycling",
      custom_audiences: "8; Lookalike (1%) - Owners",
      excluded_custom_audiences: null,
      publisher_platforms: "facebook; instagram",
      platform_positions: "facebook feed; instagram story; instagram stream",
      device_platforms: "mobile",
    });
  });

  it("knows no limit where the ad set sets none", () => {
    expect(new Set(Object.values(flatTargeting({})))).toEqual(new Set([null]));
  });
});

describe("texts of a creative", () => {
  const story = { link_data: { name: "Story title", message: "Story text", link: "https://shop.example/story" } };
  const feed = {
    titles: [{ text: "Feed title" }],
    bodies: [{ text: "Feed text" }],
    link_urls: [{ website_url: "https://shop.example/feed" }],
  };

  it("are its own where it has any, with gaps filled from its story", () => {
    expect(creativeTexts({ id: "1", title: "Own", object_story_spec: story, asset_feed_spec: feed })).toEqual({
      title: "Own",
      body: "Story text",
      link_url: "https://shop.example/story",
      text_source: "creative",
    });
  });

  it("stand in a video's story", () => {
    const video = { title: "V", message: "M", call_to_action: { value: { link: "https://shop.example/v" } } };
    expect(creativeTexts({ id: "1", object_story_spec: { video_data: video } })).toEqual({
      title: "V",
      body: "M",
      link_url: "https://shop.example/v",
      text_source: "object_story_spec",
    });
  });

  it("are the first of an asset feed where nothing else has any", () => {
    expect(creativeTexts({ id: "1", asset_feed_spec: feed }).text_source).toBe("asset_feed_spec");
    expect(creativeTexts({ id: "1" })).toEqual({ title: null, body: null, link_url: null, text_source: null });
  });
});

describe("listed objects", () => {
  it("have budgets in the account's currency, unknown where that is unknown", () => {
    const campaign = { id: "5", daily_budget: "1250", lifetime_budget: "0", start_time: "2026-01-31T10:00:00+0100" };
    const row = (currencyCode: string | null) =>
      LISTINGS.campaigns.rows(campaign, { ...ACCOUNT, currencyCode })[0]?.row;
    expect(row("EUR")).toMatchObject({
      daily_budget: "12.5",
      lifetime_budget: null,
      started_at: "2026-01-31T09:00:00Z",
    });
    expect(row("JPY")).toMatchObject({ daily_budget: "1250" });
    expect(row(null)).toMatchObject({ daily_budget: null, currency_code: null });
  });

  it("of an ad set fill its row and its targeting, whose JSON is the same for the same content", () => {
    const rows = (targeting: object) =>
      LISTINGS.ad_sets.rows({ id: "6", campaign_id: "5", bid_amount: 150, targeting }, ACCOUNT);
    const [adSet, target] = rows({ age_min: 18, genders: [1] });
    expect([adSet?.row.bid_amount, target?.row.genders, target?.row.targeting_json]).toEqual([
      "1.5",
      "male",
      '{"age_min":18,"genders":[1]}',
    ]);
    expect(rows({ genders: [1], age_min: 18 })).toEqual(rows({ age_min: 18, genders: [1] }));
  });
});
