import type { Plot } from "../figures/figure.ts";
import { categoryHeight, categoryOption } from "./category-option.ts";
import { boxesOption, distributionHeight, histogramsOption } from "./distribution-options.ts";
import type { ChartOption, Sized } from "./echarts.ts";
import { timeHeight, timeOption } from "./time-option.ts";

/** A plot as ECharts draws it at a width in pixels; the height follows from what is shown. */
export function plotOption(plot: Plot, width: number): { readonly option: ChartOption; readonly size: Sized } {
  switch (plot.kind) {
    case "time":
      return { option: timeOption(plot), size: { width, height: timeHeight(plot) } };
    case "categories":
      return { option: categoryOption(plot, width), size: { width, height: categoryHeight(plot, width) } };
    case "boxes":
      return { option: boxesOption(plot, width), size: { width, height: distributionHeight(plot, width) } };
    default:
      return { option: histogramsOption(plot, width), size: { width, height: distributionHeight(plot, width) } };
  }
}
