import { describe, expect, it } from "vitest";
import { facebookAdsSettings } from "../../../../functions/sources/facebook-ads/settings.ts";

const base = { access_token: "env:FB_TOKEN" };

describe("settings of Facebook Ads", () => {
  it("take account ids with and without act_", () => {
    const parsed = facebookAdsSettings.parse({
      ...base,
      account_ids: ["act_1234567890", "987"],
      primary_action: { act_1234567890: "lead", "987": "purchase" },
    });
    expect(parsed.account_ids).toEqual(["1234567890", "987"]);
    expect(parsed.primary_action).toEqual({ "1234567890": "lead", "987": "purchase" });
  });

  it.each([
    ["a number, which loses digits", { account_ids: [1234567890] }, "in quotes"],
    ["a name", { account_ids: ["my account"] }, "the digits of an ad account"],
    ["a literal token", { access_token: "EAAabc" }, "env:NAME"],
    ["an unknown report", { reports: ["campaign"] }, "campaign_daily"],
    ["an unknown key", { accounts: ["1"] }, "accounts"],
    ["a poll of nothing", { poll_ms: 0 }, ">=1"],
  ])("refuse %s", (_name, more, expected) => {
    const { error } = facebookAdsSettings.safeParse({ ...base, ...more });
    expect(error?.issues.map(({ message }) => message).join()).toContain(expected);
  });

  it("need a token only", () => {
    expect(facebookAdsSettings.parse(base)).toEqual({
      access_token: "env:FB_TOKEN",
      primary_action: {},
      poll_ms: 5000,
      requests_per_second: 5,
    });
    expect(facebookAdsSettings.safeParse({}).success).toBe(false);
  });
});
