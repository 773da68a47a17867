import { z } from "zod";

export const SERIES_KINDS: readonly string[] = [
  "kpi",
  "value_per_kpi",
  "population",
  "media",
  "organic",
  "treatment",
  "control",
  "holiday",
];

/** Any number, also NaN and infinities: those refuse the model (`row-checks.ts`), they are no fault of the reader. */
const anyNumber = z.custom<number>((value) => typeof value === "number", "expected a number");

/** One row of the input: a number of one series in one period and place. */
export const mmmInputRow = z.object({
  model_id: z.string(),
  geo: z.string(),
  /** First day of the period, `2026-01-26`. */
  period_start: z.iso.date(),
  /** One of SERIES_KINDS; files may hold others. */
  series_kind: z.string(),
  series: z.string(),
  /** Units by kind; of media exposures, else spend. */
  value: anyNumber.nullable(),
  /** Decimal text, media only. */
  spend: z.string().nullable(),
  currency_code: z.string().nullable(),
  /** KPI that the platform claims, media only. */
  reported_kpi: anyNumber.nullable(),
  /** false while the platform may still restate the period: not fitted. */
  is_final: z.boolean().nullable(),
});

export type MmmInputRow = z.output<typeof mmmInputRow>;

export type Grain = "week" | "day";

/** One advertised channel; arrays run over `historyLength` earlier periods, then the fitted ones. */
export interface MmmChannel {
  readonly name: string;
  /** Exposures, else spend. */
  readonly media: Float64Array;
  /** False where only exposures are known: `spend` is then all 0 and means nothing. */
  readonly isSpendKnown: boolean;
  readonly spend: Float64Array;
  /** The same spend as exact decimal text. */
  readonly spendText: readonly string[];
  /** Claimed KPI; null where the platform claims none at all. */
  readonly reportedKpi: Float64Array | null;
  /** What came after the fitted periods, while their KPI is not final yet: no part of the fit, but of the current plan. */
  readonly recent: {
    readonly media: Float64Array;
    readonly spend: Float64Array;
    readonly spendText: readonly string[];
  };
}

export type LinearKind = "organic" | "treatment" | "control" | "holiday";

/** A series beside media that may explain the KPI, over the fitted periods. */
export interface MmmSeries {
  readonly name: string;
  readonly kind: LinearKind;
  readonly values: Float64Array;
}

/** The input of one national model, complete and checked. */
export interface MmmPanel {
  readonly modelId: string;
  readonly geo: string;
  readonly grain: Grain;
  /** First days of the fitted periods, ascending, none missing. */
  readonly periods: readonly string[];
  /** Periods of media before the first fitted one. */
  readonly historyLength: number;
  readonly kpiName: string;
  readonly kpi: Float64Array;
  /** Money per KPI unit and period; null where the KPI has no known value. */
  readonly valuePerKpi: Float64Array | null;
  readonly currencyCode: string | null;
  readonly channels: readonly MmmChannel[];
  readonly series: readonly MmmSeries[];
  /** Media rows that were absent, or without a value, within the fitted periods and count as 0. */
  readonly missingMediaRows: number;
}

/** A number with its 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
