import { describe, expect, it } from "vitest";
import { EU, graph, type Json, wholeMarket, withDeleted } from "./graph.ts";

const later = await graph();
const ask = { ...wholeMarket, level: "campaign", fields: "campaign_id,spend", filtering: withDeleted("campaign") };

describe("pages", () => {
  it("are complete and without repetition whatever their size", async () => {
    const whole = await later.all(`act_${EU}/insights`, ask);
    expect(whole.length).toBeGreaterThan(500);
    for (const limit of ["7", "499"]) {
      const time_range = { since: "2025-05-01", until: limit === "7" ? "2025-05-14" : "2025-09-27" };
      const wanted = whole.filter(({ date_start }) => String(date_start) <= time_range.until);
      expect(await later.all(`act_${EU}/insights`, { ...ask, time_range, limit })).toEqual(wanted);
    }
    const keys = new Set(whole.map(({ campaign_id, date_start }) => `${campaign_id} ${date_start}`));
    expect(keys.size).toBe(whole.length);
  });

  it("hold 25 rows unless told otherwise, and 500 at most", async () => {
    const rows = async (limit?: string) => (await later.get(`act_${EU}/insights`, { ...ask, limit })).body.data;
    expect(await rows()).toHaveLength(25);
    expect(await rows("10000")).toHaveLength(500);
  });

  it("have cursors always and a next link only before the last, an empty list nothing", async () => {
    const first = await later.get(`act_${EU}/campaigns`, { limit: "6" });
    const { cursors, next, previous } = first.body.paging as { cursors: Json; next?: string; previous?: string };
    expect(cursors).toEqual({ before: "MAZDZD", after: "NgZDZD" });
    expect(next).toContain("after=NgZDZD");
    expect(previous).toBeUndefined();
    const last = await later.get(`act_${EU}/campaigns`, { limit: "6", after: cursors.after });
    expect(last.body.data).toHaveLength(1);
    expect(last.body.paging).toMatchObject({ cursors: { before: "NgZDZD", after: "NwZDZD" } });
    expect(last.body.paging).not.toHaveProperty("next");
    expect((await later.get(`act_${EU}/campaigns`, { after: "NwZDZD" })).body).toEqual({ data: [] });
  });

  it("can be gone back", async () => {
    const back = await later.get(`act_${EU}/campaigns`, { limit: "2", before: "NgZDZD" });
    const all = await later.all(`act_${EU}/campaigns`);
    expect(back.body.data).toEqual(all.slice(4, 6));
  });

  it("link on with the token and without the proof of the secret", async () => {
    const { body } = await later.get(`act_${EU}/insights`, { ...ask, limit: "1", appsecret_proof: "00" });
    const next = new URL((body.paging as { next: string }).next);
    expect(next.pathname).toBe(`/v26.0/act_${EU}/insights`);
    expect(next.searchParams.has("access_token")).toBe(true);
    expect(next.searchParams.has("appsecret_proof")).toBe(false);
    expect(JSON.parse(next.searchParams.get("time_range") ?? "")).toEqual(ask.time_range);
  });
});
