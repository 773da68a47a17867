import { gzipSync } from "node:zlib";
import type { ClientData } from "./client/read-data.ts";
import { DEFAULT_DAYS, type ReportData } from "./data/report-data.ts";
import type { Filter } from "./figures/cube-reader.ts";
import type { Figure, Plot } from "./figures/figure.ts";
import { addDays } from "./figures/period.ts";
import { rangeFigure } from "./figures/range-figure.ts";
import { stateFigure } from "./figures/state-figure.ts";
import { documentHtml } from "./html/document-html.ts";
import { type PageFigures, pageHtml } from "./html/page-html.ts";
import { type Page, pages } from "./manifest/pages.ts";
import { staticSvg } from "./plots/static-svg.ts";

/** Data in, HTML out: no clock, no query, no random ids. `script` null writes the static report. */
export function renderReport(data: ReportData, script: string | null): string {
  const states = data.states.map(({ chart, rows, rowCount }) => ({
    chart,
    figure: stateFigure(chart, rows, rowCount),
  }));
  const pagesHtml = pages.map((page) => {
    const others = states.filter(({ chart }) => chart.page === page.id).map(({ figure }) => figure);
    return pageHtml(page, data, rangeFigures(page, data, others), staticSvg);
  });
  return documentHtml({
    data,
    pages,
    pagesHtml,
    live: script === null ? null : { script, data: clientData(data, states) },
  });
}

/** Charts with money once for each currency; the others once. */
function rangeFigures(page: Page, { range }: ReportData, states: readonly Figure[]): PageFigures {
  const charts = range.charts.filter((chart) => chart.page === page.id);
  const hasMoney = (view: string) => (range.cubes[view]?.currencies.length ?? 1) > 0;
  const filter: Filter = {
    from: addDays(range.asOf, 1 - DEFAULT_DAYS),
    to: range.asOf,
    channel: null,
    currency: null,
    compare: true,
  };
  const money = charts.filter(({ view }) => hasMoney(view));
  return {
    hasControls: charts.length > 0,
    byCurrency:
      money.length === 0
        ? []
        : range.currencies.map((currency, i) => ({
            currency,
            figures: money.map((chart) => named(rangeFigure(chart, range, { ...filter, currency }), i)),
          })),
    others: [
      ...charts.filter(({ view }) => !hasMoney(view)).map((chart) => rangeFigure(chart, range, filter)),
      ...states,
    ],
  };
}

/** A second drawing of a chart needs an id of its own. */
function named(figure: Figure, i: number): Figure {
  return i === 0 ? figure : { ...figure, id: `${figure.id}--${i}` };
}

/** Data for the script: JSON, gzipped to a third, as base64, which can hold nothing that ends its element. */
function clientData({ range }: ReportData, states: readonly { readonly figure: Figure }[]): string {
  const plots: Record<string, Plot> = {};
  for (const { figure } of states) if (figure.plot !== undefined) plots[figure.id] = figure.plot;
  const data: ClientData = { range, plots };
  return gzipSync(JSON.stringify(data), { level: 9 }).toString("base64");
}
