import { describe, expect, it } from "vitest";
import { appSecretProof } from "../../../../../scripts/sandbox/servers/facebook-ads/graph/access.ts";
import { SANDBOX_ACCESS_TOKEN } from "../../../../../scripts/sandbox/servers/facebook-ads/server.ts";
import { EU, graph, LATER_MS } from "./graph.ts";

const later = await graph();
const insights = `act_${EU}/insights`;

describe("access", () => {
  it("needs a token, and the right one", async () => {
    expect(await later.refusal("me/adaccounts", { access_token: "" })).toMatchObject({ code: 2500 });
    expect(await later.refusal(`act_${EU}`, { access_token: "" })).toMatchObject({ code: 104 });
    const wrong = await later.get("me/adaccounts", { access_token: "EAAother" });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error).toMatchObject({ code: 190, type: "OAuthException" });
    expect(wrong.headers.get("www-authenticate")).toContain("invalid_token");
  });

  it("takes the token as a bearer too", async () => {
    const response = await fetch(`${later.url}/v26.0/act_${EU}`, {
      headers: { authorization: `Bearer ${SANDBOX_ACCESS_TOKEN}` },
    });
    expect(response.status).toBe(200);
  });

  it("needs the proof of an app that has a secret: HMAC-SHA-256 of the token, in hex", async () => {
    const credential = { accessToken: "EAAtoken", appSecret: "secret" };
    const client = await graph({ credential });
    // Computed with: printf EAAtoken | openssl dgst -sha256 -hmac secret
    const proof = "61b5257ec5c5a53e992ae4d93afa0975e1f1be671788f65a476b0689ad5d5dd5";
    expect(appSecretProof(credential)).toBe(proof);
    expect((await client.get(`act_${EU}`, { appsecret_proof: proof })).status).toBe(200);
    expect(await client.refusal(`act_${EU}`)).toMatchObject({
      code: 100,
      type: "GraphMethodException",
      message: "API calls from the server require an appsecret_proof argument",
    });
    expect(await client.refusal(`act_${EU}`, { appsecret_proof: "00" })).toMatchObject({
      message: "Invalid appsecret_proof provided in the API argument",
    });
  });
});

describe("versions", () => {
  it("the current one answers without a warning, one that still lives with it", async () => {
    const current = await later.get(`act_${EU}`);
    expect(current.headers.get("facebook-api-version")).toBe("v26.0");
    expect(current.headers.has("x-ad-api-version-warning")).toBe(false);
    const older = await later.get(`/v25.0/act_${EU}`);
    expect(older.status).toBe(200);
    expect(older.headers.get("x-ad-api-version-warning")).toContain("auto-upgraded to v26.0");
  });

  it("an ended one is error 2635, one that never was is no path", async () => {
    expect(await later.refusal(`/v24.0/${insights}`)).toMatchObject({ code: 2635 });
    expect(await later.refusal(`/v27.0/${insights}`)).toMatchObject({ code: 2500 });
    expect(await later.refusal(`/${insights}`)).toMatchObject({ code: 2500 });
  });
});

describe("objects and fields", () => {
  it("an account or object that is not there is error 100/33", async () => {
    for (const path of ["act_999", "999", "act_999/insights", "999/insights"])
      expect(await later.refusal(path), path).toMatchObject({
        code: 100,
        error_subcode: 33,
        type: "GraphMethodException",
      });
  });

  it("a field or edge that the node does not have is named", async () => {
    expect(await later.refusal(`act_${EU}/campaigns`, { fields: "id,clicks" })).toMatchObject({
      code: 100,
      message: "(#100) Tried accessing nonexisting field (clicks) on node type (AdCampaignGroup)",
    });
    expect(await later.refusal(`act_${EU}/bananas`)).toMatchObject({
      message: "(#100) Tried accessing nonexisting field (bananas) on node type (AdAccount)",
    });
    expect(await later.refusal(`act_${EU}/ads`, { fields: "creative{id,video_views}" })).toMatchObject({
      message: "(#100) Tried accessing nonexisting field (video_views) on node type (AdCreative)",
    });
    expect(await later.refusal(`act_${EU}/ads`, { fields: "creative{id" })).toMatchObject({ code: 100 });
  });
});

describe("insights", () => {
  it.each([
    ["a field that is none", { fields: "spend,video_views" }, /^\(#100\) video_views is not valid for fields param/],
    ["fields that are none", { fields: "like,video_views" }, /^\(#100\) like, video_views are not valid for fields/],
    ["a breakdown named as a field", { fields: "country" }, /^\(#100\) country is not valid for fields param/],
    ["a breakdown that is none", { breakdowns: "placement" }, /^\(#100\) placement is not valid for breakdowns param/],
    [
      "breakdowns that may not stand together",
      { breakdowns: "country,region" },
      "(#100) Current combination of data breakdown columns (action_type, country, region) is invalid",
    ],
    [
      "a breakdown that may not stand alone",
      { breakdowns: "platform_position" },
      "(#100) Current combination of data breakdown columns (action_type, platform_position) is invalid",
    ],
    ["a level that is none", { level: "creative" }, /must be one of \{account, campaign, adset, ad\} - got "creative"/],
    ["a window that is none", { action_attribution_windows: ["3d_click"] }, /action_attribution_windows\[0\]/],
    ["an increment that is none", { time_increment: "91" }, /time_increment/],
    ["a day that is none", { time_range: { since: "2025-02-30", until: "2025-03-01" } }, /time_range\[since\]/],
    ["an end before the start", { time_range: { since: "2025-06-02", until: "2025-06-01" } }, /2025-06-02.*2025-06-01/],
    ["a filter on what is none", { filtering: [{ field: "moon", operator: "IN", value: [1] }] }, /'moon'/],
    ["an operator that is none", { filtering: [{ field: "ad.id", operator: "IS", value: 1 }] }, /\[operator\].*"IS"/],
    [
      "a status that is none",
      { filtering: [{ field: "ad.effective_status", operator: "IN", value: ["ACTIVE", "GONE"] }] },
      /filtering\[0\]\[value\]\[1\] must be one of .* - got "GONE"/,
    ],
    ["a limit that is none", { limit: "0" }, /limit/],
    ["a cursor that is none", { after: "banana" }, /cursor/],
  ])("refuse %s", async (_, params, message) => {
    const error = await later.refusal(insights, params);
    expect(error.code).toBe(100);
    expect(error.message).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
  });

  it("refuse a start more than 37 months back, and take one on the day", async () => {
    const until = "2023-01-01";
    expect(LATER_MS).toBe(Date.parse("2025-12-01T09:00:00Z"));
    expect(await later.refusal(insights, { time_range: { since: "2022-10-31", until } })).toMatchObject({
      code: 3018,
      message: "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
    });
    expect((await later.get(insights, { time_range: { since: "2022-11-01", until } })).body).toEqual({ data: [] });
  });
});
