import { describe, expect, it } from "vitest";
import type { FacebookAction } from "../../../../../scripts/sandbox/market/facebook.ts";
import { all, DAY_MS, small } from "../../market/markets.ts";
import { EU, graph, type Json, LATER_MS, wholeMarket } from "./graph.ts";

const WINDOWS = ["1d_click", "7d_click", "28d_click", "1d_view"];
const later = await graph();
const ask = {
  time_range: wholeMarket.time_range,
  level: "account",
  fields: "actions,action_values",
  action_attribution_windows: WINDOWS,
};
const statOf = (row: Json | undefined, field: string, actionType: string): Json | undefined =>
  (row?.[field] as Json[] | undefined)?.find(({ action_type }) => action_type === actionType);
const counts = (actions: readonly FacebookAction[], isIn: (action: FacebookAction) => boolean): string =>
  String(actions.filter(isIn).length);

describe("actions", () => {
  it("count a conversion in every window that holds its lag, and in the default of 7 days click or 1 day view", async () => {
    const [row] = await later.all(`act_${EU}/insights`, ask);
    for (const actionType of ["lead", "offsite_conversion.fb_pixel_lead", "purchase", "add_to_cart"]) {
      const own = small.facebook.actions(all(EU, LATER_MS)).filter((action) => action.actionType === actionType);
      const click = (days: number) => (action: FacebookAction) => !action.isView && action.lagDays <= days;
      const view = (action: FacebookAction) => action.isView && action.lagDays <= 1;
      expect(statOf(row, "actions", actionType), actionType).toEqual({
        action_type: actionType,
        value: counts(own, (action) => click(7)(action) || view(action)),
        "1d_click": counts(own, click(1)),
        "7d_click": counts(own, click(7)),
        "28d_click": counts(own, click(28)),
        "1d_view": counts(own, view),
      });
    }
  });

  it("have values in the account's currency for purchases, and none for leads", async () => {
    const [row] = await later.all(`act_${EU}/insights`, ask);
    const purchases = small.facebook.actions(all(EU, LATER_MS)).filter(({ actionType }) => actionType === "purchase");
    const within28 = purchases.filter(({ isView, lagDays }) => !isView && lagDays <= 28);
    const sum = within28.reduce((total, { valueCents }) => total + valueCents, 0);
    expect(Number(statOf(row, "action_values", "purchase")?.["28d_click"])).toBeCloseTo(sum / 100, 6);
    expect(statOf(row, "action_values", "lead")).toBeUndefined();
  });

  it("show the value alone without windows, and nothing for windows that ended in January 2026", async () => {
    const [plain] = await later.all(`act_${EU}/insights`, { ...ask, action_attribution_windows: undefined });
    expect(Object.keys(statOf(plain, "actions", "lead") ?? {})).toEqual(["action_type", "value"]);
    const [ended] = await later.all(`act_${EU}/insights`, {
      ...ask,
      action_attribution_windows: ["7d_view", "28d_view"],
    });
    expect(Object.keys(statOf(ended, "actions", "lead") ?? {})).toEqual(["action_type", "value"]);
  });

  it("leave a window without events out, and an empty list too", async () => {
    const rows = await later.all(`act_${EU}/insights`, { ...ask, level: "ad", time_increment: "1" });
    const stats = rows.flatMap(({ actions }) => (actions as Json[] | undefined) ?? []);
    expect(stats.length).toBeGreaterThan(0);
    for (const stat of stats) expect(Object.values(stat)).not.toContain("0");
    expect(rows.some((row) => !("action_values" in row))).toBe(true);
  });

  it("add up on Meta: engagement is all clicks, views and reactions together", async () => {
    const [row] = await later.all(`act_${EU}/insights`, ask);
    const value = (actionType: string) => Number(statOf(row, "actions", actionType)?.value);
    const parts = ["link_click", "video_view", "post_reaction", "comment", "post"].map(value);
    expect(parts.every((part) => part > 0)).toBe(true);
    expect(value("post_engagement")).toBe(parts.reduce((sum, part) => sum + part, 0));
  });

  it("off Meta are not told by region, those on Meta are", async () => {
    const types = async (breakdowns: string) =>
      new Set(
        (await later.all(`act_${EU}/insights`, { ...ask, breakdowns })).flatMap(({ actions }) =>
          (actions as Json[]).map(({ action_type }) => action_type),
        ),
      );
    const byRegion = await types("region");
    expect(byRegion).toContain("link_click");
    for (const actionType of ["lead", "offsite_conversion.fb_pixel_lead", "purchase", "add_to_cart"]) {
      expect(byRegion).not.toContain(actionType);
      expect(await types("country")).toContain(actionType);
    }
  });

  it("of a day are restated for 28 days and then stand", async () => {
    const leadsAt = async (nowMs: number) => {
      const client = await graph({ nowMs: () => nowMs });
      const time_range = { since: "2025-05-10", until: "2025-05-30" };
      const [row] = await client.all(`act_${EU}/insights`, { ...ask, time_range });
      return Number(statOf(row, "actions", "lead")?.["28d_click"] ?? 0);
    };
    const endMs = Date.parse("2025-05-31T00:00:00Z");
    const seen = [];
    for (const days of [0, 7, 28, 60]) seen.push(await leadsAt(endMs + days * DAY_MS));
    const [first = 0, week = 0, settled = 0, after = 0] = seen;
    expect(first).toBeLessThan(week);
    expect(week).toBeLessThanOrEqual(settled);
    expect(after).toBe(settled);
  });
});
