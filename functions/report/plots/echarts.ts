import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** The only importer of ECharts, with the parts we draw with: 0.55 MB bundled, against 1.12 MB for all of it (measured, 6.1). */
use([BarChart, LineChart, CustomChart, GridComponent, MarkAreaComponent, TooltipComponent, SVGRenderer]);

/** An ECharts option; its shape is ECharts' own. */
export type ChartOption = Readonly<Record<string, unknown>>;

export interface Sized {
  readonly width: number;
  readonly height: number;
}

/** Draws without a page: SVG text. */
export function renderSvg(option: ChartOption, { width, height }: Sized): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

export interface LiveChart {
  resize(option: ChartOption, size: Sized): void;
  dispose(): void;
}

/** Draws inside an element of a page, with tooltips. */
export function mountChart(element: Parameters<typeof init>[0], option: ChartOption, size: Sized): LiveChart {
  const chart = init(element, null, { renderer: "svg", ...size });
  chart.setOption({ ...option });
  return {
    resize: (next, nextSize) => {
      chart.resize({ ...nextSize });
      chart.setOption({ ...next }, { notMerge: true });
    },
    dispose: () => chart.dispose(),
  };
}
