import type { FunnelStage } from "../figures/figure.ts";
import { formatValue } from "../figures/format.ts";
import { escapeHtml } from "./escape.ts";

/** Stages of people, leads and later, are drawn to one scale; impressions and clicks are thousands of times larger. */
const FIRST_PEOPLE_STAGE = 2;

/** Stages one under the other: a bar to scale, the count, the share of the stage before. */
export function funnelHtml(stages: readonly FunnelStage[]): string {
  const largest = Math.max(1, ...stages.slice(FIRST_PEOPLE_STAGE).map(({ value }) => value ?? 0));
  const items = stages.map(({ title, value, rate }, i) => {
    const width = (((value ?? 0) / largest) * 100).toFixed(2);
    const track =
      i < FIRST_PEOPLE_STAGE || value === null
        ? "<span></span>"
        : `<span class="track"><span class="bar" style="width:${width}%"></span></span>`;
    const before = stages[i - 1]?.title.toLowerCase() ?? "";
    const step =
      rate === null
        ? ""
        : `<span class="rate">${formatValue(rate, "rate")} <span>of ${escapeHtml(before)}</span></span>`;
    return `<li><span>${escapeHtml(title)}</span>${track}<span class="count">${formatValue(value, "count")}</span>${step}</li>`;
  });
  return `<ol class="funnel">${items.join("")}</ol>`;
}
