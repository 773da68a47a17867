import type { Row, Value } from "../../functions/warehouse/warehouse.ts";
import type { Schema } from "./catalog.ts";
import type { OracleTable } from "./google-sql.ts";
import { type Literals, type RandomChoices, randomChoices, randomValue, type Span, typesOf } from "./random-values.ts";

/** The days of data in random tables. */
export const DAYS: Span = { lastDay: "2026-03-31", days: 60 };
const MINUTE_MS = 60_000;

/** Times that name a moment of our own work: two rows never share one. */
const OWN_TIME = /^(occurred_at|published_at|read_started_at|imported_at|found_at|started_at|lease_until)$/;

export interface RandomTablesOptions {
  readonly rows: number;
  /** Columns that are never NULL, by table. */
  readonly notNull: Readonly<Record<string, ReadonlySet<string>>>;
  /** Primary keys, by table: of rows with one key only the first stays. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Tables whose rows are not random. */
  readonly fixed: Readonly<Record<string, readonly Row[]>>;
  /** What statements compare columns with. */
  readonly literals: Literals;
  /** `DAYS` when absent. */
  readonly span?: Span;
}

/**
 * Rows for every table of a schema, decided by the seed: values from small pools by column name, with NULLs, duplicates
 * and equal times. `row_number` is unique and `loaded_at` belongs to the file, as the import writes them.
 */
export function randomTables(
  schema: Schema,
  seed: number,
  options: RandomTablesOptions,
): Readonly<Record<string, OracleTable>> {
  const choices = randomChoices(seed, options.literals);
  return Object.fromEntries(
    Object.entries(schema).map(([table, columns]) => {
      const fixed = options.fixed[table];
      const notNull = options.notNull[table] ?? new Set();
      const made = Array.from({ length: options.rows }, (_unused, index) =>
        randomRow(choices, columns, notNull, index, options.span ?? DAYS),
      );
      const rows = fixed ?? withUniqueKey(made, options.keys[table]);
      return [table, { columns, rows }];
    }),
  );
}

function randomRow(
  choices: RandomChoices,
  columns: Readonly<Record<string, string>>,
  notNull: ReadonlySet<string>,
  index: number,
  span: Span,
): Row {
  const row: Record<string, Value> = {};
  for (const [column, type] of typesOf(columns)) {
    let value = randomValue(choices, column, type, span);
    while (value === null && notNull.has(column)) value = randomValue(choices, column, type, span);
    row[column] = value;
  }
  if ("row_number" in row) row.row_number = index + 1;
  if ("loaded_at" in row) row.loaded_at = `2026-04-0${String(row.file_key ?? "f1").slice(1)}T00:00:00Z`;
  for (const column of Object.keys(row))
    if (OWN_TIME.test(column))
      row[column] =
        `${new Date(Date.parse(`${span.lastDay}T00:00:00Z`) + index * MINUTE_MS).toISOString().slice(0, 19)}Z`;
  return row;
}

function withUniqueKey(rows: readonly Row[], key: readonly string[] | undefined): readonly Row[] {
  if (key === undefined) return rows;
  const keyOf = (row: Row) => JSON.stringify(key.map((column) => row[column]));
  const firsts = new Map(rows.toReversed().map((row) => [keyOf(row), row]));
  return rows.filter((row) => firsts.get(keyOf(row)) === row);
}
