/// <reference lib="dom" />
import type { Plot } from "../figures/figure.ts";
import { type LiveChart, mountChart } from "../plots/echarts.ts";
import { plotOption } from "../plots/option.ts";

const mounted = new Map<Element, { readonly chart: LiveChart; readonly plot: Plot; readonly width: number }>();

/** Draws the plots of the visible page at their true width; one already drawn so stays. */
export function drawPlots(plots: ReadonlyMap<string, Plot>): void {
  for (const [element, { chart }] of mounted) {
    if (element.isConnected) continue;
    chart.dispose();
    mounted.delete(element);
  }
  for (const element of document.querySelectorAll<HTMLElement>(".page.current .plot")) {
    const plot = plots.get(element.dataset.plot ?? "");
    const width = element.clientWidth;
    if (plot === undefined || width === 0) continue;
    const before = mounted.get(element);
    if (before?.plot === plot && before.width === width) continue;
    const { option, size } = plotOption(plot, width);
    if (before === undefined) element.replaceChildren();
    element.style.height = `${size.height}px`;
    if (before !== undefined) before.chart.resize(option, size);
    const chart = before?.chart ?? mountChart(element, option, size);
    describe(element);
    mounted.set(element, { chart, plot, width });
  }
}

/** The drawing is an image to assistive technology; its name is the heading, its description the sentence below. */
function describe(element: HTMLElement): void {
  const svg = element.querySelector("svg");
  const figure = element.closest("figure");
  const title = figure?.querySelector("figcaption :is(h3,h4)")?.textContent ?? "";
  const summary = figure?.querySelector(".summary")?.textContent ?? "";
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", `${title}. ${summary}`);
}
