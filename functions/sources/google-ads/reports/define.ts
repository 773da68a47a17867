import type { RawTable, ReportDefinition } from "../../source.ts";
import { type Column, factColumn, keyColumn } from "../columns.ts";

/** A report is one query: what is selected, from where, and the column each field fills. Days are conditions of the reader. */
export interface GaqlReport {
  readonly definition: ReportDefinition;
  readonly table: RawTable;
  /** Resource of the FROM clause. */
  readonly from: string;
  readonly columns: readonly Column[];
}

/** The platform keeps 37 months: three years and the shortest month, so that no day asked for is ever older. */
export const RETENTION_DAYS = 3 * 365 + 28;

/** Account columns that every query of account data adds. */
const ACCOUNT = [
  factColumn("currency_code", "customer.currency_code"),
  factColumn("account_time_zone", "customer.time_zone"),
];

type DaysPart = Pick<ReportDefinition, "priority" | "lookBackDays" | "chunkDays">;

export interface DaysOptions extends DaysPart, Partial<Pick<ReportDefinition, "retentionDays" | "isReadOnce">> {
  readonly from: string;
  readonly columns: readonly Column[];
}

/** Facts of account-local days in `raw.google_ads_<report>`; a slice is an account's day. */
export function daysReport(report: string, options: DaysOptions): GaqlReport {
  const { from, columns, ...part } = options;
  const table = `raw.google_ads_${report}` as const;
  // What is zero where it is absent adds up; shares and facts do not.
  const measures = columns.filter(({ absent }) => absent === "zero").map(({ column }) => column);
  return {
    table,
    from,
    columns: [
      keyColumn("date_day", "segments.date", "date"),
      keyColumn("customer_id", "customer.id"),
      ...columns,
      ...ACCOUNT,
    ],
    definition: {
      report,
      grain: "days",
      tables: [{ table, sliceColumns: ["customer_id", "date_day"], measures }],
      retentionDays: RETENTION_DAYS,
      ...part,
    },
  };
}

export interface ListingOptions extends Pick<ReportDefinition, "priority"> {
  readonly from: string;
  readonly columns: readonly Column[];
  /** Columns that name an entity, besides the account's. */
  readonly idColumns: readonly string[];
}

/** All entities of an account in `raw.google_ads_<report>`. */
export function listingReport(report: string, options: ListingOptions): GaqlReport {
  const table = `raw.google_ads_${report}` as const;
  return {
    table,
    from: options.from,
    columns: [keyColumn("customer_id", "customer.id"), ...options.columns, ...ACCOUNT],
    definition: {
      report,
      grain: "listing",
      tables: [{ table, sliceColumns: ["customer_id", ...options.idColumns] }],
      priority: options.priority,
    },
  };
}
