import { z } from "zod";
import { redactText } from "../../lib/http/redact.ts";
import type { RawRow, RawTable, RawValue, RowProblem } from "../source.ts";
import type { Column, ColumnType } from "./columns.ts";

export type ReadRow =
  | { readonly kind: "row"; readonly row: RawRow }
  /** A value is not there, and whether its field was answered is not known yet. */
  | { readonly kind: "open" }
  | { readonly kind: "problem"; readonly problem: RowProblem };

/** Checks and converts a row; `fieldMask` lists the fields that were answered, also those without a value; null: not known yet. */
export type RowReader = (row: unknown, fieldMask: string | null) => ReadRow;

const text = z.string();
const list = z.array(z.unknown());

const SCHEMAS: Readonly<Record<ColumnType, z.ZodType<RawValue>>> = {
  id: z.string().regex(/^\d{1,20}$/, "expected digits"),
  last_id: z
    .string()
    .regex(/[/~]\d{1,20}$/, "expected a resource name that ends in an id")
    .transform((name) => name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("~")) + 1)),
  text,
  int64: z
    .string()
    .regex(/^-?\d{1,19}$/, "expected a whole number as text")
    .refine(isInt64, "expected a number of 64 bits")
    .transform(exactInteger),
  double: z.number(),
  bool: z.boolean(),
  date: z.iso.date(),
  local_time: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, "expected a time like 2026-01-31 10:00:00")
    .transform((time) => time.replace(" ", "T")),
  list: list.transform((items) => JSON.stringify(items)),
  texts: z.array(z.object({ text })).transform((items) => JSON.stringify(items.map((item) => item.text))),
};

const ZERO: Readonly<Record<"int64" | "double", string | number>> = { int64: "0", double: 0 };

/** Checks the rows of a report against its columns and converts them. Keys the report does not ask for are left out. */
export function createRowReader(table: RawTable, columns: readonly Column[]): RowReader {
  const schema = z.object(
    Object.fromEntries(
      columns.map(({ column, type, absent }) => [
        column,
        absent === "unknown" ? SCHEMAS[type].nullable() : SCHEMAS[type],
      ]),
    ),
  );
  const cells = columns.map((column) => ({ ...column, path: jsonPath(column.field) }));
  const keys = new Set(columns.filter(({ absent }) => absent === "refused").map(({ column }) => column));
  const flat: Record<string, unknown> = {};
  let knownMask: string | null = null;
  let absences: readonly unknown[] = [];
  return (row, fieldMask) => {
    if (fieldMask !== null && fieldMask !== knownMask) {
      absences = cells.map((cell) => absence(cell, cell.path, fieldMask));
      knownMask = fieldMask;
    }
    for (let i = 0; i < cells.length; i += 1) {
      const { column, path } = cells[i] as (typeof cells)[number];
      const value = valueAt(row, path) ?? null;
      if (value === null && fieldMask === null) return { kind: "open" };
      flat[column] = value ?? absences[i];
    }
    const parsed = schema.safeParse(flat);
    if (parsed.success) return { kind: "row", row: parsed.data };
    return { kind: "problem", problem: problemOf(table, keys, parsed.error, flat, row) };
  };
}

/** `metrics.cost_micros` → metrics, costMicros. */
function jsonPath(field: string): readonly string[] {
  return field.split(".").map((part) => part.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
}

/** What stands for a missing value. Undefined fails the row: the answer does not say that it looked. */
function absence(column: Column, path: readonly string[], fieldMask: string): string | number | null | undefined {
  if (column.absent === "refused" || !isAnswered(path.join("."), fieldMask)) return undefined;
  if (column.absent === "unknown") return null;
  return column.type === "int64" || column.type === "double" ? ZERO[column.type] : undefined;
}

function isAnswered(path: string, fieldMask: string): boolean {
  return fieldMask.split(",").some((part) => path === part || path.startsWith(`${part}.`));
}

function valueAt(row: unknown, path: readonly string[]): unknown {
  let value = row;
  for (const part of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

function isInt64(digits: string): boolean {
  return digits.length < 19 || BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
}

function exactInteger(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

function problemOf(
  table: RawTable,
  keys: ReadonlySet<string>,
  error: z.ZodError,
  flat: Readonly<Record<string, unknown>>,
  row: unknown,
): RowProblem {
  const columnOf = (issue: z.core.$ZodIssue): string => String(issue.path[0] ?? "");
  const issue = error.issues.find((one) => keys.has(columnOf(one))) ?? error.issues[0];
  const column = issue === undefined ? null : columnOf(issue);
  return {
    table,
    column,
    expected: issue?.message ?? "a row",
    got: column === null ? "" : redactText(JSON.stringify(flat[column]) ?? "nothing").slice(0, 100),
    isKey: column !== null && keys.has(column),
    payloadRedacted: redactText(JSON.stringify(row)),
  };
}
