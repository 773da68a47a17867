import { literal } from "../read/sql-text.ts";
import type { ColumnSpec, ColumnValue, ValueOptions } from "./column-value.ts";
import { exactDecimal } from "./exact-decimal.ts";
import { presentText } from "./null-tokens.ts";
import { POSSIBLE_DAYS } from "./plain-date.ts";
import { wholeColumn } from "./probe.ts";

/** Seconds or milliseconds since 1970-01-01 UTC, with or without a fraction; exact to the microsecond. */
export function epochValue(spec: ColumnSpec, unit: "seconds" | "milliseconds", options: ValueOptions): ColumnValue {
  const { column } = spec;
  const text = `(${presentText(column, spec.nullTokens)})`;
  const number = `case when regexp_full_match(${text}, '-?\\d{1,15}(\\.\\d+)?') then ${exactDecimal(text)} end`;
  const micros = `cast(trunc((${number}) * ${unit === "seconds" ? 1_000_000 : 1_000}) as bigint)`;
  const local = `make_timestamp(${micros})`;
  const instant = `case when cast(${local} as date) ${POSSIBLE_DAYS} then timezone('UTC', ${local}) end`;
  const value = spec.kind === "date" ? `cast(timezone(${literal(options.timeZone)}, ${instant}) as date)` : instant;
  return {
    ...wholeColumn(spec),
    type: spec.kind === "date" ? "DATE" : "TIMESTAMPTZ",
    value,
    bad: `(${text} is not null and (${value}) is null)`,
    confidence: `case when (${value}) is not null then 'exact' end`,
    isDayOnly: spec.kind === "timestamp" ? "false" : null,
  };
}
