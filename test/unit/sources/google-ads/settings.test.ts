import { describe, expect, it } from "vitest";
import { googleAdsSettings } from "../../../../functions/sources/google-ads/settings.ts";

const CLIENT = { client_id: "1-a.apps.googleusercontent.com", client_secret: "env:S", refresh_token: "env:R" };

describe("settings", () => {
  it("a sign-in is enough: everything else has a default", () => {
    expect(googleAdsSettings.parse(CLIENT)).toEqual({ ...CLIENT, requests_per_second: 5 });
    expect(googleAdsSettings.safeParse({ service_account_file: "key.json" }).success).toBe(true);
  });

  it.each([
    ["no sign-in", {}, "to sign in at Google"],
    ["half a sign-in", { client_id: "1-a" }, "to sign in at Google"],
    ["two sign-ins", { ...CLIENT, service_account_file: "key.json" }, "to sign in at Google"],
    ["a secret in the file", { ...CLIENT, refresh_token: "1//0abc" }, "env:NAME"],
    ["a developer token in the file", { ...CLIENT, developer_token: "abc" }, "env:NAME"],
    ["an account with dashes", { ...CLIENT, customer_ids: ["123-456-7890"] }, "expected 10 digits"],
    ["a manager that is no id", { ...CLIENT, login_customer_id: "1" }, "expected 10 digits"],
    ["an unknown report", { ...CLIENT, reports: ["keyword_daily"] }, "campaign_daily"],
    ["an unknown key", { ...CLIENT, custmer_ids: [] }, "custmer_ids"],
    ["no requests at all", { ...CLIENT, requests_per_second: 0 }, ">0"],
  ])("%s is refused", (_, settings, message) => {
    const parsed = googleAdsSettings.safeParse(settings);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.message).toContain(message);
  });
});
