import type { Cell } from "../figures/format.ts";
import type { Chart } from "../manifest/chart.ts";

/** Sums of one view by day, channel and currency, column-wise: what the date and channel controls add up. */
export interface Cube {
  /** First and last day that has rows. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly channels: readonly string[];
  /** Channels too small for a line of their own, added up in the last of `channels`. */
  readonly mergedChannels: readonly string[];
  /** Currency of each row's money; null where the source names none. Empty for views without money. */
  readonly currencies: readonly (string | null)[];
  /** Day (counted from `firstDay`), channel and currency of each row, by index. */
  readonly day: readonly number[];
  readonly channel: readonly number[];
  readonly currency: readonly number[];
  /**
   * Column name → sums; null where no row knew the value. A column equal to another holds that one's name.
   */
  readonly columns: Readonly<Record<string, readonly (number | null)[] | string>>;
  /** First day that the platforms may still restate; null when none. */
  readonly provisionalFrom: string | null;
}

export type DataRow = Readonly<Record<string, Cell>>;

/** Rows summed in the warehouse for one preset of days, those with most of the first measure first. */
export interface PresetRows {
  readonly days: number;
  readonly rows: readonly DataRow[];
  /** Rows that there are, also those left out of the file. */
  readonly rowCount: number;
}

/** A model's last word, from `reporting.rpt_model_status`. */
export interface ModelStatus {
  readonly model: string;
  readonly status: string;
  readonly reason: string | null;
  /** The sentence with the numbers behind the reason. */
  readonly detail: string | null;
  readonly estimator: string | null;
  readonly dataUntil: string | null;
  readonly runId: string | null;
  readonly modelVersion: string | null;
}

/** What the controls need: carried inside the file for the script. */
export interface RangeData {
  readonly asOf: string;
  /** First day that the file carries. */
  readonly firstDay: string;
  readonly charts: readonly Chart[];
  /** View name → cube. */
  readonly cubes: Readonly<Record<string, Cube>>;
  /** Chart id → rows per preset, for tables too long to carry by day. */
  readonly presets: Readonly<Record<string, readonly PresetRows[]>>;
  /** Currencies in order of rows; one null where no source names a currency. */
  readonly currencies: readonly (string | null)[];
}

/** Everything the report shows. */
export interface ReportData {
  readonly asOf: string;
  readonly generatedAt: string | null;
  readonly runId: string;
  readonly range: RangeData;
  /** Charts of scope `groups` and `rows`, and their rows. */
  readonly states: readonly { readonly chart: Chart; readonly rows: readonly DataRow[]; readonly rowCount: number }[];
  readonly models: readonly ModelStatus[];
}

/** Ranges offered, in days; the second is shown first. */
export const PRESET_DAYS = [7, 28, 90, 365] as const;
export const DEFAULT_DAYS = 28;
/** Days of history inside the file: two years, so that the longest preset has one to compare with. */
export const HISTORY_DAYS = 731;
