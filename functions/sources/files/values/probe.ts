import type { ColumnSpec, ColumnValue } from "./column-value.ts";

/** Aggregates over a whole column, by name: SQL that counts. */
export type Probe = Readonly<Record<string, string>>;

/** What every typed column starts from: nothing bad, flagged or found. */
export function wholeColumn(spec: ColumnSpec): Omit<ColumnValue, "type" | "value"> {
  return {
    column: spec.column,
    name: spec.name,
    kind: spec.kind,
    bad: "false",
    flags: [],
    confidence: null,
    isDayOnly: null,
    currencyCode: null,
    findings: [],
  };
}
