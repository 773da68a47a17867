import type { Measure, Unit } from "../manifest/chart.ts";
import type { Cell } from "./format.ts";

/** Change against the range before; why there is none when `share` is null. */
export interface Delta {
  /** (now − before) / before; 0.12 is 12 % more. */
  readonly share: number | null;
  readonly before: Cell;
  readonly better: Measure["better"];
  /** Why no change is shown. */
  readonly missing?: string;
}

export interface Card {
  readonly title: string;
  readonly value: Cell;
  readonly unit: Unit;
  readonly currency: string | null;
  readonly delta: Delta | null;
  /** One value a day, for the small line. */
  readonly spark: readonly (number | null)[];
  readonly note?: string;
}

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Bars, a line, or single points (an estimate, with `low` and `high`). */
  readonly mark: "bar" | "line" | "point";
  /** Number of the palette's colour. */
  readonly color: number;
  readonly dash?: "dashed" | "dotted";
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  readonly stacked?: boolean;
}

export interface Panel {
  readonly title: string;
  readonly unit: Unit;
  readonly currency: string | null;
  readonly series: readonly Series[];
}

export interface Box {
  readonly name: string;
  /** Lowest, lower quartile, median, upper quartile, highest. */
  readonly five: readonly [number, number, number, number, number];
}

export interface Bin {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
}

/** What is drawn. `time`: panels under each other over days; `categories`: horizontal bars, panels side by side. */
export type Plot =
  | {
      readonly kind: "time";
      readonly labels: readonly string[];
      readonly panels: readonly Panel[];
      readonly provisionalFrom: string | null;
    }
  | { readonly kind: "categories"; readonly labels: readonly string[]; readonly panels: readonly Panel[] }
  | {
      readonly kind: "boxes";
      readonly panels: readonly { readonly title: string; readonly unit: Unit; readonly boxes: readonly Box[] }[];
    }
  | {
      readonly kind: "histograms";
      readonly panels: readonly { readonly title: string; readonly unit: Unit; readonly bins: readonly Bin[] }[];
    };

export interface TableColumn {
  readonly title: string;
  readonly unit: Unit;
  /** Currency of the whole column; null where the rows differ or none is known. */
  readonly currency: string | null;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Currency of each row, where they differ. */
  readonly rowCurrencies?: readonly (string | null)[];
  /** Each row measures something else: its numbers have the decimals that they need, whatever other rows have. */
  readonly isMixed?: true;
  readonly total?: readonly Cell[];
}

export interface FunnelStage {
  readonly title: string;
  readonly value: number | null;
  /** Share of the stage before; null where either is unknown or that one is 0. */
  readonly rate: number | null;
}

/** One chart, ready to be written: plain data, the same on the server and in the browser. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** What the numbers say, in one or two sentences. */
  readonly summary: string | null;
  readonly notes: readonly string[];
  /** The sentence shown instead of a chart when there are no rows. */
  readonly empty?: string;
  readonly cards?: readonly Card[];
  readonly funnel?: readonly FunnelStage[];
  readonly plot?: Plot;
  readonly table?: Table;
  /** True where the table is the chart; else it is folded under the plot. */
  readonly isTableShown: boolean;
}
