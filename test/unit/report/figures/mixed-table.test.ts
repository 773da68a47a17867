import { expect, it } from "vitest";
import type { DataRow } from "../../../../functions/report/data/report-data.ts";
import { stateFigure } from "../../../../functions/report/figures/state-figure.ts";
import { tableHtml } from "../../../../functions/report/html/table-html.ts";
import { manifest } from "../../../../functions/report/manifest.ts";

const row = (metric: string, currency_code: string | null, mean: number, maximum: number): DataRow => ({
  metric,
  level: "display",
  currency_code,
  n: 9,
  missing: 0,
  mean,
  median: mean,
  sd: 0,
  minimum: 0,
  q1: mean,
  q3: mean,
  maximum,
  outliers: 0,
});

it("a table of many metrics shows each in its own decimals, and money apart by currency", () => {
  const chart = manifest.find(({ id }) => id === "explore_boxes");
  if (chart === undefined) throw new Error("expected a chart explore_boxes, got none");
  const rows = [
    row("cpc", "EUR", 0.72, 1.5),
    row("cpc", "USD", 0.84, 1.61),
    row("ctr", null, 0.0138, 0.052),
    row("impressions", null, 28_933.4, 66_364),
  ];
  const { table } = stateFigure(chart, rows, rows.length);
  if (table === undefined) throw new Error("expected a table, got none");
  const texts = [...tableHtml(table).matchAll(/<tr><th scope="row">.*?<\/tr>/g)].map(([line]) =>
    [...line.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell.replace(/<\/?bdi>/g, "")),
  );
  expect(texts.map(([metric, , currency, , , mean, , , , , , maximum]) => [metric, currency, mean, maximum])).toEqual([
    ["cpc", "EUR", "0.72", "1.50"],
    ["cpc", "USD", "0.84", "1.61"],
    ["ctr", "–", "0.0138", "0.0520"],
    ["impressions", "–", "28,933", "66,364"],
  ]);
});
