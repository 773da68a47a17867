import { DEFAULT_DAYS, PRESET_DAYS, type RangeData } from "../data/report-data.ts";
import { addDays } from "../figures/period.ts";
import { escapeHtml } from "./escape.ts";

/** Native controls; shown only where the script runs, since without it they would do nothing. */
export function controlsHtml(range: RangeData): string {
  const from = addDays(range.asOf, 1 - DEFAULT_DAYS);
  const channels = [...new Set(Object.values(range.cubes).flatMap((cube) => cube.channels))].sort();
  const choice = (value: string, text: string, isChecked: boolean) =>
    `<label><input type="radio" name="preset" value="${value}"${isChecked ? " checked" : ""}><span>${text}</span></label>`;
  const day = (id: string, title: string, value: string) =>
    `<div class="field custom"><label for="${id}">${title}</label><input type="date" id="${id}" value="${value}" min="${range.firstDay}" max="${range.asOf}"></div>`;
  return [
    '<form class="controls" aria-label="What the charts show">',
    '<fieldset class="field"><legend>Range</legend><div class="choices">',
    PRESET_DAYS.map((days) => choice(String(days), `${days} days`, days === DEFAULT_DAYS)).join(""),
    choice("custom", "Custom", false),
    "</div></fieldset>",
    day("from", "From", from),
    day("to", "To", range.asOf),
    `<div class="field"><label for="channel">Channel</label><select id="channel"><option value="">All channels</option>${channels.map((name) => `<option value="${escapeHtml(name)}">${escapeHtml(name)}</option>`).join("")}</select></div>`,
    range.currencies.length < 2
      ? ""
      : `<div class="field"><label for="currency">Currency</label><select id="currency">${range.currencies.map((code, i) => `<option value="${i}">${escapeHtml(code ?? "Not stated")}</option>`).join("")}</select></div>`,
    '<fieldset class="field"><legend>Compare</legend><div class="check"><input type="checkbox" id="compare" checked><label for="compare">with the range before</label></div></fieldset>',
    '<p class="hidden" id="said" role="status"></p></form>',
  ].join("");
}
