import { literal } from "../read/sql-text.ts";
import type { ColumnSpec, ColumnValue, ValueOptions } from "./column-value.ts";
import { hasTypedToken } from "./null-tokens.ts";
import { type Probe, wholeColumn } from "./probe.ts";

/** Days outside are typing errors or "never" (`0001-01-01`); BigQuery's last day bounds the other side. */
export const POSSIBLE_DAYS = "between date '1900-01-01' and date '9999-12-31'";

const ISO_DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const ISO_CLOCK = String.raw`[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?`;

/** Counts cells in the forms that programs write, valid ones only: days, local times, instants in UTC. */
export function dateProbe(column: string): Probe {
  const valid = `try_cast(${column} as timestamp) is not null and try_cast(${column} as date) ${POSSIBLE_DAYS}`;
  // The length picks the cells that a pattern can match at all, so that a cell meets one pattern and not three.
  const count = (length: string, pattern: string): string =>
    `count(*) filter (case when strlen(${column}) ${length} then regexp_full_match(${column}, '${pattern}') and ${valid} else false end)`;
  return {
    filled: `count(${column})`,
    days: count("= 10", ISO_DAY),
    local: count("between 19 and 26", `${ISO_DAY}${ISO_CLOCK}`),
    utc: count("between 20 and 27", `${ISO_DAY}${ISO_CLOCK}Z`),
  };
}

/** All cells are of one such form: a cast is enough. */
export function isPlainDateColumn(spec: ColumnSpec, probed: Readonly<Record<string, number>>): boolean {
  const { filled, days, local, utc } = probed;
  return spec.epoch === undefined && !hasTypedToken(spec) && (filled === days || filled === local || filled === utc);
}

/** A column that needs nothing but a cast; a day in it is the day of the time zone. */
export function plainDateValue(
  spec: ColumnSpec,
  probed: Readonly<Record<string, number>>,
  options: ValueOptions,
): ColumnValue {
  const { column } = spec;
  const zone = literal(options.timeZone);
  const isUtc = (probed.utc ?? 0) > 0;
  const isDays = (probed.days ?? 0) > 0;
  const instant = `timezone(${isUtc ? "'UTC'" : zone}, try_cast(${column} as timestamp))`;
  const day = isUtc ? `cast(timezone(${zone}, ${instant}) as date)` : `try_cast(left(${column}, 10) as date)`;
  return {
    ...wholeColumn(spec),
    type: spec.kind === "date" ? "DATE" : "TIMESTAMPTZ",
    value: spec.kind === "date" ? day : instant,
    confidence: `case when ${column} is not null then 'exact' end`,
    isDayOnly: spec.kind === "timestamp" ? (isDays ? `(${column} is not null)` : "false") : null,
  };
}
