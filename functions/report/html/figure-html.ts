import type { Figure, Plot, Series } from "../figures/figure.ts";
import { readableDay } from "../figures/period.ts";
import { cardsHtml } from "./cards-html.ts";
import { escapeHtml } from "./escape.ts";
import { funnelHtml } from "./funnel-html.ts";
import { tableHtml } from "./table-html.ts";

/** Draws a plot as SVG, described by the ids given; empty in the browser, where the script draws it at its true width. */
export type DrawPlot = (
  plot: Plot,
  description: { readonly id: string; readonly title: string; readonly summary: string },
) => string;

/** The inside of a `<figure>`: caption, cards or plot, what the numbers say, notes, and the same numbers as a table. */
export function figureHtml(figure: Figure, draw: DrawPlot, level: 3 | 4 = 3): string {
  const caption = `<figcaption><h${level}>${escapeHtml(figure.title)}</h${level}><p class="question">${escapeHtml(figure.question)}</p></figcaption>`;
  if (figure.empty !== undefined) return `${caption}<p class="empty">${escapeHtml(figure.empty)}</p>`;
  const summary = figure.summary ?? figure.question;
  return [
    caption,
    figure.cards === undefined ? "" : cardsHtml(figure.cards),
    figure.funnel === undefined ? "" : funnelHtml(figure.funnel),
    figure.plot === undefined
      ? ""
      : `${legendHtml(figure.plot)}<div class="plot" data-plot="${escapeHtml(figure.id)}">${draw(figure.plot, { id: figure.id, title: figure.title, summary })}</div>`,
    figure.summary === null ? "" : `<p class="summary">${escapeHtml(figure.summary)}</p>`,
    notesHtml(figure),
    numbersHtml(figure),
  ].join("");
}

function notesHtml({ notes, plot }: Figure): string {
  const provisional =
    plot?.kind === "time" && plot.provisionalFrom !== null
      ? [
          `Shaded: days from ${readableDay(plot.provisionalFrom)} on are provisional; the platforms may still restate them.`,
        ]
      : [];
  const all = [...provisional, ...notes];
  return all.length === 0 ? "" : `<ul class="notes">${all.map((note) => `<li>${escapeHtml(note)}</li>`).join("")}</ul>`;
}

function numbersHtml({ table, isTableShown, title }: Figure): string {
  if (table === undefined) return "";
  const html = tableHtml(table);
  return isTableShown
    ? html
    : `<details><summary>Numbers<span class="hidden"> of ${escapeHtml(title)}</span></summary>${html}</details>`;
}

/** Names of the series, where a panel has more than one. */
function legendHtml(plot: Plot): string {
  if (plot.kind !== "time" && plot.kind !== "categories") return "";
  const series = plot.panels.flatMap((panel) => (panel.series.length > 1 ? panel.series : []));
  if (series.length === 0) return "";
  return `<ul class="legend">${series.map((one) => `<li>${keyHtml(one)}<bdi>${escapeHtml(one.name)}</bdi></li>`).join("")}</ul>`;
}

function keyHtml({ mark, color, dash, low }: Series): string {
  const stroke = `var(--c${color % 8})`;
  const band =
    low === undefined || mark === "bar" ? "" : `<rect width="20" height="10" fill="${stroke}" opacity=".18"/>`;
  const shape =
    mark === "bar"
      ? `<rect x="4" width="12" height="10" rx="2" fill="${stroke}"/>`
      : mark === "point"
        ? `<circle cx="10" cy="5" r="4" fill="${stroke}"/>`
        : `<path d="M0 5H20" stroke="${stroke}" stroke-width="2"${dash === undefined ? "" : ` stroke-dasharray="${dash === "dotted" ? "2 3" : "6 3"}"`}/>`;
  return `<svg class="key" width="20" height="10" aria-hidden="true" focusable="false">${band}${shape}</svg>`;
}
