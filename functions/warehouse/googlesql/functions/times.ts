import { CALENDAR_UNITS, CLOCK_UNITS, datePart, STEP_UNITS } from "../date-parts.ts";
import { intervalArgument } from "../expressions/interval.ts";
import { duckDbFormat, type FormatUse } from "../format-elements.ts";
import { quoteText } from "../names.ts";
import { boundaries, parsed, parsing, truncated } from "./dates.ts";
import { argument, argumentTexts, type Call, type Rule, type Rules, scalar, stringArgument } from "./rule.ts";

const MICROSECONDS: Readonly<Record<string, number>> = {
  MICROSECOND: 1,
  MILLISECOND: 1_000,
  SECOND: 1_000_000,
  MINUTE: 60_000_000,
  HOUR: 3_600_000_000,
  DAY: 86_400_000_000,
};
/** Units of fixed length: the only ones that a TIMESTAMP can move or be measured by. */
const FIXED_UNITS = Object.keys(MICROSECONDS);

function zone(call: Call, index: number): string {
  return call.args[index] === undefined ? "'UTC'" : argument(call, index);
}

function timestampArgument(call: Call, index: number): string {
  return `CAST(${argument(call, index)} AS TIMESTAMPTZ)`;
}

function datetimeArgument(call: Call, index: number): string {
  return `CAST(${argument(call, index)} AS TIMESTAMP)`;
}

function timestampTrunc(call: Call): string {
  const part = datePart(call.args[1] ?? [], [...CLOCK_UNITS, ...CALENDAR_UNITS], call.at);
  const local = `timezone(${zone(call, 2)}, ${timestampArgument(call, 0)})`;
  return `timezone(${zone(call, 2)}, CAST(${truncated(local, part)} AS TIMESTAMP))`;
}

/** Whole intervals between two instants, towards zero: 40 minutes over midnight are 0 hours. */
function timestampDiff(call: Call): string {
  const { unit } = datePart(call.args[2] ?? [], FIXED_UNITS, call.at);
  return `bq.timestamp_diff(${timestampArgument(call, 0)}, ${timestampArgument(call, 1)}, ${MICROSECONDS[unit]})`;
}

/** A day is 24 hours for a TIMESTAMP. */
function timestampStep(sign: "+" | "-") {
  return scalar([2, 2], (call) => {
    const { count, unit } = intervalArgument(call.translator, call.args[1] ?? [], call.at, FIXED_UNITS);
    const steps = unit === "DAY" ? `INTERVAL (${count} * 24) HOUR` : `INTERVAL (${count}) ${unit}`;
    return `(${timestampArgument(call, 0)} ${sign} ${steps})`;
  });
}

function datetimeStep(sign: "+" | "-") {
  return scalar([2, 2], (call) => {
    const interval = intervalArgument(call.translator, call.args[1] ?? [], call.at, [...CLOCK_UNITS, ...STEP_UNITS]);
    return `(${datetimeArgument(call, 0)} ${sign} ${interval.text})`;
  });
}

function format(call: Call, use: FormatUse): string {
  return quoteText(duckDbFormat(stringArgument(call, 0, "the format"), use));
}

function datetime(call: Call): string {
  const texts = argumentTexts(call);
  if (texts.length === 6) return `make_timestamp(${texts.slice(0, 5).join(", ")}, CAST(${texts[5]} AS DOUBLE))`;
  if (texts.length === 2) return `timezone(${texts[1]}, CAST(${texts[0]} AS TIMESTAMPTZ))`;
  return `bq.${call.isSafe ? "safe_" : ""}to_datetime(${texts[0]})`;
}

function timestamp(call: Call): string {
  const [value, name] = argumentTexts(call);
  if (name !== undefined) return `timezone(${name}, bq.${call.isSafe ? "safe_" : ""}to_datetime(${value}))`;
  return `bq.${call.isSafe ? "safe_" : ""}to_timestamp(${value})`;
}

function fromUnix(microseconds: number): Rule {
  return scalar([1, 1], (call) => `make_timestamptz(CAST((${argument(call, 0)}) * ${microseconds} AS BIGINT))`, {
    mayFail: true,
  });
}

function toUnix(microseconds: number): Rule {
  return scalar([1, 1], (call) => `bq.floor_div(epoch_us(${timestampArgument(call, 0)}), ${microseconds})`);
}

function generateTimestamps(call: Call): string {
  const { count, unit } = intervalArgument(call.translator, call.args[2] ?? [], call.at, FIXED_UNITS);
  const step = unit === "DAY" ? `INTERVAL (${count} * 24) HOUR` : `INTERVAL (${count}) ${unit}`;
  return `generate_series(${timestampArgument(call, 0)}, ${timestampArgument(call, 1)}, ${step})`;
}

const failing = { mayFail: true } as const;

export const times: Rules = {
  TIMESTAMP: { ...scalar([1, 2], timestamp, failing), hasSafeTwin: true },
  TIMESTAMP_TRUNC: scalar([2, 3], timestampTrunc),
  TIMESTAMP_DIFF: scalar([3, 3], timestampDiff),
  TIMESTAMP_ADD: timestampStep("+"),
  TIMESTAMP_SUB: timestampStep("-"),
  TIMESTAMP_SECONDS: fromUnix(1_000_000),
  TIMESTAMP_MILLIS: fromUnix(1_000),
  TIMESTAMP_MICROS: fromUnix(1),
  UNIX_SECONDS: toUnix(1_000_000),
  UNIX_MILLIS: toUnix(1_000),
  UNIX_MICROS: toUnix(1),
  FORMAT_TIMESTAMP: scalar(
    [2, 3],
    (call) => `strftime(timezone(${zone(call, 2)}, ${timestampArgument(call, 1)}), ${format(call, "formatTime")})`,
  ),
  PARSE_TIMESTAMP: parsing([2, 3], (call) => `timezone(${zone(call, 2)}, ${parsed(call, "parseTime")})`),
  CURRENT_TIMESTAMP: scalar([0, 0], () => "now()"),
  GENERATE_TIMESTAMP_ARRAY: scalar([3, 3], generateTimestamps),
  DATETIME: { ...scalar([1, 6], datetime, failing), hasSafeTwin: true },
  DATETIME_TRUNC: scalar([2, 2], (call) => {
    const part = datePart(call.args[1] ?? [], [...CLOCK_UNITS, ...CALENDAR_UNITS], call.at);
    return `CAST(${truncated(datetimeArgument(call, 0), part)} AS TIMESTAMP)`;
  }),
  DATETIME_DIFF: scalar([3, 3], (call) => {
    const part = datePart(call.args[2] ?? [], [...CLOCK_UNITS, ...CALENDAR_UNITS], call.at);
    return boundaries(datetimeArgument(call, 0), datetimeArgument(call, 1), part);
  }),
  DATETIME_ADD: datetimeStep("+"),
  DATETIME_SUB: datetimeStep("-"),
  FORMAT_DATETIME: scalar([2, 2], (call) => `strftime(${datetimeArgument(call, 1)}, ${format(call, "formatTime")})`),
  PARSE_DATETIME: parsing([2, 2], (call) => parsed(call, "parseTime")),
  CURRENT_DATETIME: scalar([0, 1], (call) => `timezone(${zone(call, 0)}, now())`),
};
