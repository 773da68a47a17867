import type { SqlProject } from "./project.ts";

/** GoogleSQL type text, for example `INT64`, `NUMERIC`, `ARRAY<STRING>`. */
export type SqlType = string;

/** A value as every adapter gives and takes it; see the table in this folder's README. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | { readonly [field: string]: Value };

export type Row = Readonly<Record<string, Value>>;

export interface Column {
  readonly name: string;
  readonly type: SqlType;
}

export interface Parameter {
  readonly type: SqlType;
  readonly value: Value;
}

export interface StatementOptions {
  /** `@name` parameters with their GoogleSQL type. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** BigQuery job labels; DuckDB ignores them. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly maximumBytesBilled?: number;
  readonly jobId?: string;
}

export interface Statement extends StatementOptions {
  readonly sql: string;
}

/** `dataset.table`. */
export type TableName = `${string}.${string}`;

/** A part of a table that is replaced as a whole: `{customer_id, date_day}` or `{file_key}`. */
export type Slice = Readonly<Record<string, string>>;

export interface LoadMode {
  readonly kind: "append" | "replaceSlices";
  /** The same loadId twice changes nothing. */
  readonly loadId: string;
  /** Slices to replace, given by the caller: one without rows is emptied, a row outside them is an error. */
  readonly slices?: readonly Slice[];
  /** A query of one BOOL that must be TRUE inside the transaction, else the load fails as `fenced`. */
  readonly fence?: Statement;
  /** Statements of the same transaction: ledger rows. */
  readonly also?: readonly Statement[];
}

export interface QueryResult {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface MigrationReport {
  readonly tables: readonly string[];
  readonly views: readonly string[];
}

/** The warehouse as the rest of the system sees it. GoogleSQL in, canonical rows out, whatever the engine. */
export interface Warehouse {
  readonly engine: "duckdb" | "bigquery";
  query(sql: string, options?: StatementOptions): Promise<QueryResult>;
  execute(sql: string, options?: StatementOptions): Promise<{ readonly affectedRows?: number }>;
  /** Atomic. Rows from an iterable, or a Parquet file whose columns are the table's, by name. */
  load(
    table: TableName,
    data: AsyncIterable<Row> | { readonly parquet: string },
    how: LoadMode,
  ): Promise<{ readonly rows: number; readonly alreadyDone: boolean }>;
  describe(table: TableName): Promise<readonly Column[] | null>;
  /** Columns of a statement without running it. */
  check(sql: string): Promise<{ readonly columns: readonly Column[]; readonly bytes?: number }>;
  migrate(project: SqlProject): Promise<MigrationReport>;
  close(): Promise<void>;
}
