import { describe, expect, it } from "vitest";
import { tableHtml } from "../../../../functions/report/html/table-html.ts";
import { categoryOption } from "../../../../functions/report/plots/category-option.ts";

const panel = {
  title: "Spend",
  unit: "money",
  currency: "EUR",
  series: [{ name: "Spend", values: [1, 2], mark: "bar", color: 0 }],
} as const;

function nameWidth(labels: readonly string[], width: number): number {
  const { yAxis } = categoryOption({ kind: "categories", labels, panels: [panel] }, width);
  const [{ axisLabel }] = yAxis as unknown as readonly [{ readonly axisLabel: { readonly width: number } }];
  return axisLabel.width;
}

describe("names beside bars", () => {
  const long = ["facebook_ads / OUTCOME_LEADS", "facebook_ads / OUTCOME_AWARENESS"];

  it("have the room that the longest of them needs, where the page has it", () => {
    expect(nameWidth(["email", "direct"], 1000)).toBe(120);
    expect(nameWidth(long, 1000)).toBe(32 * 7.5);
  });

  it("leave most of a narrow page to the bars", () => {
    expect(nameWidth(long, 340)).toBe(Math.floor(340 * 0.38) - 12);
  });
});

describe("an instant in a table", () => {
  it("stands on one line, as a day does", () => {
    const columns = [
      { title: "Source", unit: "text", currency: null },
      { title: "Last success", unit: "timestamp", currency: null },
    ] as const;
    const html = tableHtml({ caption: "Freshness", columns, rows: [["ga4", "2026-11-01T10:01:38.415Z"]] });
    expect(html).toContain('<td class="d"><bdi>1 Nov 2026, 10:01 UTC</bdi></td>');
  });
});
