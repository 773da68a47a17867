import type { Column, QueryResult } from "../../warehouse/warehouse.ts";

/** What an export needs of a warehouse. */
export interface ExportSource {
  query(sql: string): Promise<QueryResult>;
  /** Columns of a statement without running it. */
  check(sql: string): Promise<{ readonly columns: readonly Column[] }>;
}

export type ExportFormat = "csv" | "parquet" | "sqlite";

/** One view on its way out: its columns, and its rows in batches, always in the same order. */
export interface ExportView {
  /** `reporting.rpt_performance_daily`. */
  readonly view: string;
  readonly columns: readonly Column[];
  readonly batches: () => AsyncIterable<QueryResult["rows"]>;
}
