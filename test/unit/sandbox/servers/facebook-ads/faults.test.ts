import { describe, expect, it } from "vitest";
import { SANDBOX_ACCESS_TOKEN, serveFacebookAds } from "../../../../../scripts/sandbox/servers/facebook-ads/server.ts";
import type { Fault, FaultContext, FaultPlan } from "../../../../../scripts/sandbox/servers/faults.ts";
import { small } from "../../market/markets.ts";
import { EU, graph, type Json, LATER_MS, US, wholeMarket } from "./graph.ts";

/** A fault for every request of an operation, or for the first so many. */
const when =
  (operation: string, fault: Fault, times = Number.POSITIVE_INFINITY): FaultPlan =>
  (context) =>
    context.operation === operation && times-- > 0 ? fault : null;
const insights = `act_${EU}/insights`;
const day = { time_range: { since: "2025-06-01", until: "2025-06-01" }, fields: "spend" };
const errorsOf = async (fault: Fault, count: number, path = insights, operation = "insights") => {
  const client = await graph({ faults: when(operation, fault) });
  const codes: unknown[] = [];
  for (let i = 0; i < count; i++) {
    const { code, error_subcode } = await client.refusal(path, day);
    codes.push([code, error_subcode]);
  }
  return codes;
};

describe("faults in Meta's words", () => {
  it("throttles by user, app, rate and account, with HTTP 400", async () => {
    expect(await errorsOf("throttle", 6)).toEqual([
      [17, 2446079],
      [4, 1504022],
      [613, 1487742],
      [80004, 2446079],
      [4, 1504039],
      [80000, 2446079],
    ]);
    const client = await graph({ faults: when("insights", "throttle") });
    const { status, headers } = await client.get(insights, day);
    expect(status).toBe(400);
    expect(JSON.parse(headers.get("x-business-use-case-usage") ?? "")).toMatchObject({
      [EU]: [{ call_count: 100, estimated_time_to_regain_access: 0 }],
    });
  });

  it("says in the headers how long a throttled account waits, in minutes and in seconds", async () => {
    const client = await graph({ faults: when("insights", "throttle_delay") });
    const { headers } = await client.get(insights, day);
    expect(JSON.parse(headers.get("x-business-use-case-usage") ?? "")).toMatchObject({
      [EU]: [{ type: "ads_insights", estimated_time_to_regain_access: 5 }],
    });
    expect(JSON.parse(headers.get("x-ad-account-usage") ?? "")).toMatchObject({ reset_time_duration: 300 });
  });

  it("asks for less data in five ways", async () => {
    expect(await errorsOf("too_big", 5)).toEqual([
      [1, 99],
      [100, 1504018],
      [2, 1504038],
      [100, 1487534],
      [-3, 1504045],
    ]);
  });

  it("passes in several ways, transient or with a server's status", async () => {
    const client = await graph({ faults: when("insights", "server_error_json") });
    for (let i = 0; i < 6; i++) {
      const { status, body } = await client.get(insights, day);
      expect(status >= 500 || (body.error as Json).is_transient === true).toBe(true);
    }
  });

  it("tells an expired token from a revoked one, and a forbidden account by 200 or 10", async () => {
    expect(await errorsOf("expired_token", 1)).toEqual([[190, 463]]);
    expect(await errorsOf("revoked_token", 1)).toEqual([[190, 460]]);
    expect(await errorsOf("forbidden_account", 2)).toEqual([
      [200, undefined],
      [10, undefined],
    ]);
  });

  it("can hide an error in an answer of 200", async () => {
    const client = await graph({ faults: when("insights", "embedded_error") });
    const { status, body } = await client.get(insights, day);
    expect([status, Object.keys(body)]).toEqual([200, ["error"]]);
  });

  it("can say that a job just created is not there", async () => {
    const client = await graph({ faults: when("job", "not_visible", 1) });
    const id = String((await client.post(insights, day)).body.report_run_id);
    expect(await client.refusal(id)).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await client.get(id)).body.async_status).toBe("Job Not Started");
  });

  it("fails jobs with a reason, without one, with one that asks for less, and skips some", async () => {
    const client = await graph({
      faults: when("insights_job", "job_failed"),
      jobPace: { kind: "polls", polls: 0 },
    });
    const seen = [];
    for (let i = 0; i < 4; i++) {
      const id = String((await client.post(insights, day)).body.report_run_id);
      const { async_status, error_code, error_subcode, error_user_msg } = (await client.get(id)).body;
      seen.push([async_status, error_code, error_subcode, typeof error_user_msg]);
      expect(await client.refusal(`${id}/insights`)).toMatchObject({ code: 2601 });
    }
    expect(seen).toEqual([
      ["Job Failed", -2, 2490547, "string"],
      ["Job Failed", undefined, undefined, "undefined"],
      ["Job Failed", 100, 1487534, "string"],
      ["Job Skipped", undefined, undefined, "undefined"],
    ]);
  });

  it("sends a page twice: the cursor leads back once", async () => {
    const ask = { ...wholeMarket, level: "account", fields: "spend", limit: "60" };
    const whole = await (await graph()).all(insights, ask);
    const client = await graph({ faults: when("insights", "duplicate_page", 1) });
    const rows = await client.all(insights, ask);
    expect(rows).toEqual([...whole.slice(0, 60), ...whole]);
  });
});

describe("faults of the wire", () => {
  it("are HTML, nothing, half a body or a broken connection", async () => {
    const answer = async (fault: Fault) => (await graph({ faults: when("insights", fault) })).get(insights, day);
    expect((await answer("server_error_html")).text).toContain("<html>");
    expect(await answer("server_error_empty")).toMatchObject({ status: 503, text: "" });
    await expect(answer("reset")).rejects.toThrow();
    await expect(answer("cut")).rejects.toThrow();
  });
});

describe("a fault plan", () => {
  it("sees each request's operation and account", async () => {
    const seen: Pick<FaultContext, "operation" | "accountId">[] = [];
    const client = await graph({
      faults: ({ vendor, operation, accountId }) => {
        expect(vendor).toBe("facebook_ads");
        seen.push({ operation, accountId });
        return null;
      },
    });
    await client.get("me/adaccounts");
    await client.get(`act_${US}`);
    const [{ id: campaignId } = {}] = await client.all(`act_${US}/campaigns`);
    await client.get(String(campaignId));
    await client.get(`${campaignId}/insights`, day);
    const { report_run_id: id } = (await client.post(insights, day)).body;
    await client.get(String(id));
    await client.get(`${id}/insights`);
    await client.get("/v26.0/a/b/c");
    expect(seen).toEqual([
      { operation: "accounts", accountId: null },
      { operation: "account", accountId: US },
      { operation: "objects", accountId: US },
      { operation: "object", accountId: US },
      { operation: "insights", accountId: US },
      { operation: "insights_job", accountId: EU },
      { operation: "job", accountId: EU },
      { operation: "job_insights", accountId: EU },
      { operation: "unreadable", accountId: null },
    ]);
  });

  it("may plan nothing that Meta does not do there", async () => {
    for (const [operation, path, fault] of [
      ["insights", insights, "missing_bracket"],
      ["insights", insights, "day_quota"],
      ["insights", insights, "job_failed"],
      ["accounts", "me/adaccounts", "forbidden_account"],
    ] as const) {
      const faults = when(operation, fault);
      const server = await serveFacebookAds({ market: small, nowMs: () => LATER_MS, faults });
      expect((await fetch(`${server.url}/v26.0/${path}?access_token=${SANDBOX_ACCESS_TOKEN}`)).status).toBe(500);
      await expect(server.close()).rejects.toThrow(`facebook_ads knows for ${operation}`);
    }
  });

  it("never changes what is answered without a fault", async () => {
    const client = await graph({ faults: when("insights", "throttle", 1), nowMs: () => LATER_MS });
    await client.refusal(insights, day);
    expect(await client.all(insights, day)).toEqual(await (await graph()).all(insights, day));
  });
});
