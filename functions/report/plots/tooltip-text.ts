import type { Panel, Series } from "../figures/figure.ts";
import { formatValue } from "../figures/format.ts";
import { escapeHtml } from "../html/escape.ts";

/** The numbers under the pointer, all panels, as a small table. */
export function tooltipText(heading: string, panels: readonly Panel[], index: number): string {
  const rows = panels.flatMap((panel) => panel.series.map((series) => line(panel, series, index)));
  return `<strong>${escapeHtml(heading)}</strong><table class="tip">${rows.join("")}</table>`;
}

function line({ unit, currency }: Panel, { name, values, low, high }: Series, index: number): string {
  const value = formatValue(values[index] ?? null, unit, { currency });
  const from = low?.[index] ?? null;
  const to = high?.[index] ?? null;
  const range = from === null || to === null ? "" : ` (${formatValue(from, unit)} to ${formatValue(to, unit)})`;
  return `<tr><td>${escapeHtml(name)}</td><td class="n">${escapeHtml(value + range)}</td></tr>`;
}
