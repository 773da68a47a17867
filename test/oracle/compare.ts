import type { Row, Value } from "../../functions/warehouse/warehouse.ts";
import type { OracleColumn } from "./google-sql.ts";

export interface Answer {
  readonly columns: readonly OracleColumn[];
  readonly rows: readonly Row[];
}

export interface Comparison {
  /** The order of rows counts. */
  readonly ordered?: boolean;
  /** Allowed between two NUMERIC values, else none: a product keeps 18 decimals in DuckDB. */
  readonly numericTolerance?: number;
}

const FLOAT_TOLERANCE = 1e-12;
/** NUMERIC has 9 decimals; DuckDB gives FLOAT64 for its averages and quotients. */
const QUOTIENT_TOLERANCE = 1e-9;
const KEY_DIGITS = 8;

/** What is different between Google's answer and DuckDB's; empty when they are the same. */
export function differences(google: Answer, duck: Answer, comparison: Comparison = {}): readonly string[] {
  const names = (answer: Answer) => answer.columns.map(({ name }) => name.toLowerCase()).join(", ");
  if (names(google) !== names(duck)) return [`columns ${names(google)}, DuckDB ${names(duck)}`];
  const types = google.columns.flatMap(({ name, type }, index) => {
    const other = duck.columns[index]?.type ?? "";
    return isSameType(type, other) ? [] : [`${name} is ${type}, in DuckDB ${other}`];
  });
  if (google.rows.length !== duck.rows.length)
    return [...types, `${google.rows.length} rows, in DuckDB ${duck.rows.length}`];
  const numeric = google.columns.map(({ type }) => type === "NUMERIC");
  const cells = (answer: Answer) => {
    const rows = answer.rows.map((row) => answer.columns.map(({ name }) => row[name] ?? null));
    return comparison.ordered ? rows : sorted(rows, numeric);
  };
  const duckCells = cells(duck);
  const tolerance = comparison.numericTolerance ?? 0;
  const values = cells(google).flatMap((row, rowIndex) =>
    row.flatMap((value, index) => {
      const other = duckCells[rowIndex]?.[index] ?? null;
      if (isSame(value, other, numeric[index] ?? false, tolerance)) return [];
      return [`${google.columns[index]?.name} is ${show(value)}, in DuckDB ${show(other)}`];
    }),
  );
  return [...types, ...values];
}

function show(value: Value): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === "bigint" || Number.isNaN(part) || Math.abs(part) === Number.POSITIVE_INFINITY ? String(part) : part,
  );
}

/** Structs are compared by their values; a NUMERIC quotient is FLOAT64 in DuckDB. */
function isSameType(google: string, duck: string): boolean {
  const shape = (type: string) => type.replace(/STRUCT[<(].*/, "STRUCT");
  return shape(google) === shape(duck) || (google === "NUMERIC" && duck === "FLOAT64");
}

function sorted(rows: readonly (readonly Value[])[], numeric: readonly boolean[]): readonly (readonly Value[])[] {
  const key = (row: readonly Value[]) =>
    show(row.map((value, index) => (numeric[index] && value !== null ? rounded(Number(value)) : roundedIn(value))));
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

function rounded(value: number): string {
  return value === 0 ? "0" : value.toPrecision(KEY_DIGITS);
}

function roundedIn(value: Value): Value {
  if (typeof value === "number") return rounded(value);
  if (Array.isArray(value)) return value.map(roundedIn);
  return value;
}

function isSame(google: Value, duck: Value, isNumeric: boolean, tolerance: number): boolean {
  if (google === duck) return true;
  if (google === null || duck === null) return false;
  if (isNumeric) return isSameNumeric(google, duck, tolerance);
  if (typeof google === "number" && typeof duck === "number") {
    if (Number.isNaN(google) || Number.isNaN(duck)) return Number.isNaN(google) && Number.isNaN(duck);
    return Math.abs(google - duck) <= FLOAT_TOLERANCE * Math.max(1, Math.abs(google), Math.abs(duck));
  }
  if (typeof google !== "object" || typeof duck !== "object") return false;
  const left = entriesOf(google);
  const right = entriesOf(duck);
  return (
    left.length === right.length &&
    left.every(
      ([name, value], index) =>
        name.toLowerCase() === right[index]?.[0].toLowerCase() &&
        isSame(value, right[index]?.[1] ?? null, false, tolerance),
    )
  );
}

function entriesOf(value: object): readonly (readonly [string, Value])[] {
  return Object.entries(value as Readonly<Record<string, Value>>);
}

/** Exact between decimals, except as told; to 9 decimals, or 12 digits, against FLOAT64. */
function isSameNumeric(google: Value, duck: Value, tolerance: number): boolean {
  const difference = Math.abs(Number(google) - Number(duck));
  if (typeof duck === "string") return tolerance > 0 && difference <= tolerance;
  return difference <= Math.max(QUOTIENT_TOLERANCE, FLOAT_TOLERANCE * Math.abs(Number(google)));
}
