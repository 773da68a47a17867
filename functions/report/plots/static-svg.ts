import { escapeHtml } from "../html/escape.ts";
import type { DrawPlot } from "../html/figure-html.ts";
import { renderSvg } from "./echarts.ts";
import { plotOption } from "./option.ts";

/** Width of a drawing in the file; the page scales it, the script redraws it at its true width. */
const STATIC_WIDTH = 920;

/** What only the pointer needs, numbered up over a whole process: hover styles, their classes, indexes of the data. */
const FOR_THE_POINTER = /<style ?>[\s\S]*?<\/style>| class="[^"]*"| ecmeta_\w+="[^"]*"| pointer-events="visible"/g;

/**
 * A plot as SVG with role, title and summary, which ECharts does not write. Ids of clip paths would repeat in the page,
 * so they are named after the chart.
 */
export const staticSvg: DrawPlot = (plot, { id, title, summary }) => {
  const { option, size } = plotOption(plot, STATIC_WIDTH);
  const { tooltip: _, ...still } = option;
  return renderSvg(still, size)
    .replace(/zr\d+-/g, `${id}-`)
    .replace(
      /^<svg [^>]*?viewBox="([^"]*)">/,
      (_match, viewBox: string) =>
        `<svg viewBox="${viewBox}" role="img" aria-labelledby="${id}-t ${id}-s"><title id="${id}-t">${escapeHtml(title)}</title><desc id="${id}-s">${escapeHtml(summary)}</desc>`,
    )
    .replace(/ style="font-size:12px;font-family:[^"]*"/g, "")
    .replace(FOR_THE_POINTER, "");
};
