import type { FunnelStage } from "../figures/figure.ts";
import { formatValue } from "../figures/format.ts";
import { escapeHtml } from "./escape.ts";

/** Stages of people (leads and later) share one scale; impressions and clicks, thousands of times larger, stand above it. */
const FIRST_PEOPLE_STAGE = 2;

export function funnelHtml(stages: readonly FunnelStage[]): string {
  const people = stages.slice(FIRST_PEOPLE_STAGE);
  const largest = Math.max(1, ...people.map(({ value }) => value ?? 0));
  const items = stages.map(({ title, value, rate }, i) => {
    const width = i < FIRST_PEOPLE_STAGE ? 100 : ((value ?? 0) / largest) * 100;
    const step =
      rate === null
        ? ""
        : `<span class="rate">${escapeHtml(formatValue(rate, "rate"))} <span>of the stage before</span></span>`;
    const bar = value === null ? "" : `<span class="bar" style="width:${width.toFixed(2)}%"></span>`;
    return `<li class="${i < FIRST_PEOPLE_STAGE ? "media" : "people"}"><span class="stage">${escapeHtml(title)}</span><span class="track">${bar}</span><span class="count">${escapeHtml(formatValue(value, "count"))}</span>${step}</li>`;
  });
  return `<ol class="funnel">${items.join("")}</ol>`;
}
