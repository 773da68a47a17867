import { literal } from "../read/sql-text.ts";
import type { ColumnSpec, ColumnValue, ValueOptions } from "./column-value.ts";
import { exactDecimal } from "./exact-decimal.ts";
import { presentText } from "./null-tokens.ts";
import { wholeColumn } from "./probe.ts";

/** 1900-01-01 and 9999-12-31, the bounds of every date here. */
const FIRST_SECOND = -2_208_988_800;
const LAST_SECOND = 253_402_300_799;

/** Seconds or milliseconds since 1970-01-01 UTC, with or without a fraction; exact to the microsecond. */
export function epochValue(spec: ColumnSpec, unit: "seconds" | "milliseconds", options: ValueOptions): ColumnValue {
  const { column } = spec;
  const text = `(${presentText(column, spec.nullTokens)})`;
  const number = `case when regexp_full_match(${text}, '-?\\d{1,15}(\\.\\d+)?') then ${exactDecimal(text)} end`;
  const perSecond = unit === "seconds" ? 1 : 1_000;
  const possible = `(${number}) between ${FIRST_SECOND * perSecond} and ${LAST_SECOND * perSecond}`;
  const micros = `cast(trunc((${number}) * ${1_000_000 / perSecond}) as bigint)`;
  const instant = `case when ${possible} then timezone('UTC', make_timestamp(${micros})) end`;
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
