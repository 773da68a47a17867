import { describe, expect, it } from "vitest";
import { HOURLY_CALLS } from "../../../../../scripts/sandbox/servers/facebook-ads/graph/usage.ts";
import { EU, type GraphAnswer, graph, LATER_MS, US } from "./graph.ts";

const header = (answer: GraphAnswer, name: string) => JSON.parse(answer.headers.get(name) ?? "null");
const insights = `act_${EU}/insights`;
const day = { time_range: { since: "2025-06-01", until: "2025-06-01" }, fields: "spend" };

describe("usage headers", () => {
  it("stand on every answer, with the account's share of each limit", async () => {
    const client = await graph();
    const answer = await client.get(insights, day);
    expect(header(answer, "x-business-use-case-usage")).toEqual({
      [EU]: [
        {
          type: "ads_insights",
          call_count: expect.any(Number),
          total_cputime: expect.any(Number),
          total_time: expect.any(Number),
          estimated_time_to_regain_access: 0,
          ads_api_access_tier: "standard_access",
        },
      ],
    });
    expect(Object.keys(header(answer, "x-fb-ads-insights-throttle"))).toContain("acc_id_util_pct");
    expect(Object.keys(header(answer, "x-ad-account-usage"))).toContain("reset_time_duration");
    expect(Object.keys(header(answer, "x-app-usage"))).toEqual(["call_count", "total_cputime", "total_time"]);
    const objects = await client.get(`act_${EU}/campaigns`);
    expect(header(objects, "x-business-use-case-usage")[EU][0].type).toBe("ads_management");
    expect(objects.headers.has("x-fb-ads-insights-throttle")).toBe(false);
    const refused = await client.get(insights, { level: "moon" });
    expect(refused.headers.has("x-business-use-case-usage")).toBe(true);
  });

  it("grow with calls, and without limits stay below what slows a reader down", async () => {
    const client = await graph();
    const percent = async () => header(await client.get(`act_${EU}`), "x-ad-account-usage").acc_id_util_pct as number;
    const first = await percent();
    for (let i = 0; i < 300; i++) await client.get(`act_${EU}`);
    const later = await percent();
    expect(first).toBeLessThan(later);
    expect(later).toBeLessThan(75);
  });
});

describe("with limits", () => {
  it("an account is throttled when its calls of the hour are used up, and let in when the hour has passed", async () => {
    let nowMs = LATER_MS;
    const client = await graph({ hasLimits: true, nowMs: () => nowMs });
    for (let i = 0; i < HOURLY_CALLS; i++) expect((await client.get(`act_${EU}`)).status).toBe(200);
    nowMs += 20 * 60_000;
    const refused = await client.get(`act_${EU}`);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({ code: 80004, error_subcode: 2446079 });
    expect(header(refused, "x-business-use-case-usage")[EU][0]).toMatchObject({
      call_count: 100,
      estimated_time_to_regain_access: 40,
    });
    expect((await client.get(`act_${US}`)).status).toBe(200);
    nowMs += 40 * 60_000;
    expect((await client.get(`act_${EU}`)).status).toBe(200);
  });
});
