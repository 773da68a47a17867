import type { ModelStatus, ReportData } from "../data/report-data.ts";
import type { Figure } from "../figures/figure.ts";
import { readableDay } from "../figures/period.ts";
import type { Page } from "../manifest/pages.ts";
import { escapeHtml } from "./escape.ts";
import { type DrawPlot, figureHtml } from "./figure-html.ts";
import { modelBanner } from "./model-banner.ts";

/** Figures of a page: those of one currency each, and those without money. */
export interface PageFigures {
  readonly byCurrency: readonly { readonly currency: string | null; readonly figures: readonly Figure[] }[];
  readonly others: readonly Figure[];
  /** True where figures follow the date and channel controls. */
  readonly hasControls: boolean;
}

/** One page: heading, what the data cover, what a model refused, figures. */
export function pageHtml(page: Page, data: ReportData, figures: PageFigures, draw: DrawPlot): string {
  const models = data.models.filter(({ model }) => page.models.includes(model));
  const refused = page.id === "overview" ? data.models.filter(({ status }) => status !== "done") : [];
  const isSplit = figures.byCurrency.length > 1;
  const blocks = figures.byCurrency.map(({ currency, figures: own }, i) => {
    const name = isSplit ? `<h3 class="currency-name">${escapeHtml(currency ?? "Currency not stated")}</h3>` : "";
    const html = own.map((figure) => frame(figure, draw, isSplit ? 4 : 3)).join("");
    return `<div class="stack" data-currency="${i}">${name}${html}</div>`;
  });
  return [
    `<section class="page" id="${page.id}"${figures.hasControls ? " data-controls" : ""} aria-labelledby="${page.id}-h">`,
    `<header><h2 id="${page.id}-h" tabindex="-1">${escapeHtml(page.title)}</h2><p class="lead">${escapeHtml(page.lead)}</p>`,
    page.caveat === undefined ? "" : `<p class="lead">${escapeHtml(page.caveat)}</p>`,
    metaHtml(data, models),
    [...models, ...refused].map(modelBanner).join(""),
    "</header>",
    `<div class="stack">${blocks.join("")}${figures.others.map((figure) => frame(figure, draw, 3)).join("")}</div>`,
    "</section>",
  ].join("");
}

function frame(figure: Figure, draw: DrawPlot, level: 3 | 4): string {
  const base = figure.id.replace(/--\d+$/, "");
  return `<figure class="chart" id="chart-${figure.id}" data-chart="${base}">${figureHtml(figure, draw, level)}</figure>`;
}

/** Data through, run, and the model behind the page. */
function metaHtml(data: ReportData, models: readonly ModelStatus[]): string {
  const parts = [
    `Data through <b>${escapeHtml(readableDay(data.asOf))}</b>`,
    `run <b>${escapeHtml(data.runId)}</b>`,
    ...(data.range.currencies.every((code) => code === null) ? ["no source names a currency"] : []),
    ...models.map(({ model, modelVersion, dataUntil, runId }) =>
      [
        `${model} version <b>${escapeHtml(modelVersion ?? "unknown")}</b>`,
        ...(dataUntil === null ? [] : [`fitted on data until <b>${escapeHtml(readableDay(dataUntil))}</b>`]),
        ...(runId === null ? [] : [`run <b>${escapeHtml(runId)}</b>`]),
      ].join(", "),
    ),
  ];
  return `<p class="meta">${parts.join(" · ")}</p>`;
}
