import { describe, expect, it } from "vitest";
import type { ChartInput } from "../../../functions/report/manifest/chart.ts";
import { overview } from "../../../functions/report/manifest/overview.ts";
import { pages } from "../../../functions/report/manifest/pages.ts";
import { manifest, parseManifest } from "../../../functions/report/manifest.ts";

const [chart] = overview;

function changed(change: Partial<ChartInput>): readonly ChartInput[] {
  if (chart === undefined) throw new Error("expected a chart, got none");
  return [{ ...chart, ...change }];
}

describe("the manifest", () => {
  it("has at least one chart for every page of the report", () => {
    expect(new Set(manifest.map(({ page }) => page))).toEqual(new Set(pages.map(({ id }) => id)));
  });

  it.each([
    ["an id that stands twice", [...overview, ...overview], 'got "overview_kpis" twice'],
    ["a question that asks nothing", changed({ question: "Spend." }), "question"],
    ["a view outside reporting", changed({ view: "marts.fct_campaign_daily" }), "view"],
    [
      "a proof of another chart",
      changed({ proof: "assert_chart_other.sql" }),
      "overview_kpis: expected the proof assert_chart_overview_kpis.sql",
    ],
    ["a drawn measure that is not measured", changed({ drawn: [["profit"]] }), "overview_kpis: draws profit"],
    ["a limit on a chart that follows the controls", changed({ limit: 3 }), "has no order and no limit"],
    [
      "a number that cannot be summed on a chart that follows the controls",
      changed({
        measures: [
          { name: "roi", title: "ROI", sql: "roi", unit: "multiple", better: "up", parts: { kind: "expression" } },
        ],
      }),
      "needs additive measures",
    ],
    ["an unknown field", changed({ colour: "red" } as Partial<ChartInput>), "colour"],
  ])("refuses %s", (_what, entries, message) => {
    expect(() => parseManifest(entries)).toThrow(message);
  });

  it("divides a ratio once, after summing both parts", () => {
    const cpl = manifest.flatMap(({ measures }) => measures).find(({ name }) => name === "cpl");
    expect(cpl?.sql).toBe("safe_divide(cast(sum(spend) as float64), cast(sum(leads) as float64))");
  });
});
