import { describe, expect, it } from "vitest";
import { createGate, MAX_JOBS } from "../../../../functions/sources/facebook-ads/graph/gate.ts";
import { readUsage } from "../../../../functions/sources/facebook-ads/graph/usage.ts";
import { createTime, failureOf } from "./harness.ts";

const { signal } = new AbortController();

const business = (percent: number, minutes: number) => ({
  "x-business-use-case-usage": JSON.stringify({
    "1": [
      {
        type: "ads_insights",
        call_count: percent,
        total_cputime: 25,
        total_time: 25,
        estimated_time_to_regain_access: minutes,
      },
    ],
  }),
});

describe("usage headers", () => {
  it("are read from all four, each as share of its limit", () => {
    const usage = readUsage(
      {
        ...business(28, 0),
        "x-fb-ads-insights-throttle": '{"app_id_util_pct":7,"acc_id_util_pct":47}',
        "x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":31}',
        "x-ad-account-usage": '{"acc_id_util_pct":9.67,"reset_time_duration":100}',
      },
      "1",
    );
    expect(usage.limits.map(({ limitName, accountId, usedShare }) => [limitName, accountId, usedShare])).toEqual([
      ["ads_insights", "1", 0.28],
      ["insights_app", null, 0.07],
      ["insights_account", "1", 0.47],
      ["app", null, 0.31],
      ["ad_account", "1", 0.0967],
    ]);
    expect([usage.usedShare, usage.waitMs]).toEqual([0.47, 0]);
  });

  it("ask to wait above 95 %, in minutes by one header and seconds by another, a minute where none says", () => {
    expect(readUsage(business(96, 7), "1").waitMs).toBe(420_000);
    expect(readUsage(business(95, 7), "1").waitMs).toBe(0);
    expect(readUsage({ "x-ad-account-usage": '{"acc_id_util_pct":99,"reset_time_duration":90}' }, "1").waitMs).toBe(
      90_000,
    );
    expect(readUsage({ "x-app-usage": '{"call_count":100}' }, "1").waitMs).toBe(60_000);
  });

  it("say nothing where they are not what Meta documents", () => {
    const usage = readUsage({ "x-app-usage": "soon", "x-ad-account-usage": '{"acc_id_util_pct":"many"}' }, "1");
    expect(usage).toEqual({ limits: [], usedShare: 0, waitMs: 0 });
  });
});

describe("places for running jobs", () => {
  const gate = () => {
    const time = createTime("2026-01-31T00:00:00Z");
    return { time, gate: createGate(() => time.nowMs, time.sleep) };
  };
  const settled = async (places: readonly Promise<unknown>[]): Promise<number> => {
    let count = 0;
    for (const place of places) place.then(() => (count += 1)).catch(() => {});
    await new Promise((resolve) => setImmediate(resolve));
    return count;
  };

  it("are ten, five above 75 %, ten again below", async () => {
    const { gate: places } = gate();
    places.observe({ limits: [], usedShare: 0.76, waitMs: 0 });
    const asked = Array.from({ length: 12 }, () => places.place(signal));
    expect(await settled(asked)).toBe(5);
    places.observe({ limits: [], usedShare: 0.75, waitMs: 0 });
    expect(await settled(asked)).toBe(MAX_JOBS);
    (await asked[0])?.();
    expect(await settled(asked)).toBe(11);
  });

  it("given back twice count once", async () => {
    const { gate: places } = gate();
    const asked = Array.from({ length: 12 }, () => places.place(signal));
    const giveBack = await asked[0];
    giveBack?.();
    giveBack?.();
    expect(await settled(asked)).toBe(11);
  });

  it("are not waited for by who gave up", async () => {
    const { gate: places } = gate();
    await Promise.all(Array.from({ length: MAX_JOBS }, () => places.place(signal)));
    const leaving = new AbortController();
    const waiting = places.place(leaving.signal);
    leaving.abort(new Error("gone"));
    expect((await failureOf(waiting)).message).toBe("gone");
  });

  it("stand behind a gate that waits as told, and leaves long waits to the ledger", async () => {
    const { gate: places, time } = gate();
    places.observe({ limits: [], usedShare: 0.99, waitMs: 420_000 });
    await places.open(signal);
    await places.open(signal);
    expect(time.waits).toEqual([420_000]);
    places.observe({ limits: [], usedShare: 1, waitMs: 3_600_000 });
    const failure = await failureOf(places.open(signal));
    expect([failure.kind, failure.message]).toEqual(["quota", "calls are let in again in 60 minutes"]);
  });
});
