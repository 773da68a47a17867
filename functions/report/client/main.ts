/// <reference lib="dom" />
import { DEFAULT_DAYS } from "../data/report-data.ts";
import { rangeFigure } from "../figures/range-figure.ts";
import { figureHtml } from "../html/figure-html.ts";
import { startControls } from "./controls.ts";
import { startPages } from "./pages.ts";
import { drawPlots } from "./plots.ts";
import { readClientData } from "./read-data.ts";

/** Wakes the file up: pages behind the navigation, charts that answer the controls, tooltips. */
async function start(): Promise<void> {
  const { range, plots } = await readClientData();
  const root = document.documentElement;
  root.classList.add("live");
  for (const block of document.querySelectorAll('[data-currency]:not([data-currency="0"])')) block.remove();
  for (const name of document.querySelectorAll(".currency-name")) name.remove();
  const live = new Map(Object.entries(plots));
  const controls = startControls(range, DEFAULT_DAYS, () => {
    refresh();
    draw();
  });
  const refresh = (): void => {
    for (const chart of range.charts) {
      const element = document.querySelector(`[data-chart="${chart.id}"]`);
      if (element === null) continue;
      const figure = rangeFigure(chart, range, controls.filter());
      const isOpen = element.querySelector("details")?.open ?? false;
      element.innerHTML = figureHtml(figure, () => "", range.currencies.length > 1 ? 4 : 3);
      const details = element.querySelector("details");
      if (details !== null) details.open = isOpen;
      if (figure.plot === undefined) live.delete(chart.id);
      else live.set(chart.id, figure.plot);
    }
  };
  const draw = (): void => drawPlots(live);
  startPages(draw);
  refresh();
  draw();
  addEventListener("resize", draw);
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

void start();
