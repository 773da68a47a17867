import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EU, graph, type Json, US, withDeleted } from "./graph.ts";

const RECORDED = "../shared/data/api_shapes/meta_accounts_campaigns_insights.json";
const isThere = existsSync(RECORDED);

interface Recorded {
  readonly campaigns: readonly { readonly insights?: { readonly data: readonly Json[] } }[];
}

/** What a value looks like: a kind of text, or the keys of a list's entries. */
function shapeOf(value: unknown): string {
  if (typeof value === "string") return /^\d+$/.test(value) ? "whole" : /^\d+\.\d+$/.test(value) ? "decimal" : "text";
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => Object.keys(item as Json)))].sort().join(",");
  return typeof value;
}

describe.skipIf(!isThere)("rows that Meta really sent", () => {
  const accounts = (isThere ? JSON.parse(readFileSync(RECORDED, "utf8")) : []) as readonly Recorded[];
  const recorded = accounts.flatMap(({ campaigns }) => campaigns.flatMap(({ insights }) => insights?.data ?? []));
  const fields = ["impressions", "reach", "clicks", "ctr", "frequency", "spend", "cpc", "cpm", "cpp", "actions"].concat(
    ["inline_link_clicks", "outbound_clicks"],
  );
  const ask = { time_range: { since: "2025-05-18", until: "2025-06-16" }, level: "campaign", fields };

  it("have the shapes that the server gives", async () => {
    const client = await graph();
    const rows = await client.all(`act_${EU}/insights`, { ...ask, filtering: withDeleted("campaign") });
    expect(rows.length).toBeGreaterThan(0);
    for (const field of [...fields, "date_start", "date_stop"]) {
      const shapes = (from: readonly Json[]) =>
        new Set(from.filter((row) => row[field] !== undefined).map((row) => shapeOf(row[field])));
      const own = shapes(rows);
      expect(own.size, field).toBeGreaterThan(0);
      for (const shape of own) expect([...shapes(recorded)], field).toContain(shape);
    }
  });

  it("name every action type that the server counts", async () => {
    const client = await graph();
    const typesOf = (rows: readonly Json[]) =>
      new Set(
        rows.flatMap(({ actions }) => ((actions as readonly Json[] | undefined) ?? []).map((one) => one.action_type)),
      );
    const known = typesOf(recorded);
    const own = [
      ...typesOf(await client.all(`act_${EU}/insights`, ask)),
      ...typesOf(await client.all(`act_${US}/insights`, ask)),
    ];
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((actionType) => !known.has(actionType))).toEqual([]);
  });
});
