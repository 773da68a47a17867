import { CALENDAR_UNITS, datePart, STEP_UNITS, weekStart } from "../date-parts.ts";
import { intervalArgument } from "../expressions/interval.ts";
import { duckDbFormat, type FormatUse } from "../format-elements.ts";
import { quoteText } from "../names.ts";
import {
  type ArgumentCount,
  argument,
  argumentTexts,
  type Call,
  type Rule,
  type Rules,
  scalar,
  stringArgument,
} from "./rule.ts";

/** DuckDB's cut of a DATE or TIMESTAMP text to the start of a part. */
export function truncated(text: string, part: ReturnType<typeof datePart>): string {
  const firstDay = weekStart(part);
  if (firstDay !== undefined) return `bq.week_start(${text}, ${firstDay})`;
  if (part.unit === "ISOYEAR") return `bq.isoyear_start(${text})`;
  return `date_trunc('${part.unit.toLowerCase()}', ${text})`;
}

/** Calendar boundaries crossed from `from` to `to`, as DATE_DIFF and DATETIME_DIFF count. */
export function boundaries(to: string, from: string, part: ReturnType<typeof datePart>): string {
  const firstDay = weekStart(part);
  if (firstDay !== undefined) return `bq.week_diff(${to}, ${from}, ${firstDay})`;
  if (part.unit === "ISOYEAR") return `(isoyear(${to}) - isoyear(${from}))`;
  return `date_diff('${part.unit.toLowerCase()}', ${from}, ${to})`;
}

function dateArgument(call: Call, index: number): string {
  return `CAST(${argument(call, index)} AS DATE)`;
}

function dateTrunc(call: Call): string {
  const part = datePart(call.args[1] ?? [], CALENDAR_UNITS, call.at);
  return part.unit === "DAY" ? dateArgument(call, 0) : `CAST(${truncated(dateArgument(call, 0), part)} AS DATE)`;
}

function dateDiff(call: Call): string {
  const part = datePart(call.args[2] ?? [], CALENDAR_UNITS, call.at);
  return boundaries(dateArgument(call, 0), dateArgument(call, 1), part);
}

function dateStep(sign: "+" | "-") {
  return scalar([2, 2], (call) => {
    const interval = intervalArgument(call.translator, call.args[1] ?? [], call.at, STEP_UNITS);
    return `CAST(${dateArgument(call, 0)} ${sign} ${interval.text} AS DATE)`;
  });
}

function lastDay(call: Call): string {
  const date = dateArgument(call, 0);
  const part =
    call.args[1] === undefined
      ? { unit: "MONTH" }
      : datePart(call.args[1], ["WEEK", "ISOWEEK", "MONTH", "QUARTER", "YEAR", "ISOYEAR"], call.at);
  const firstDay = weekStart(part);
  if (firstDay !== undefined) return `(bq.week_start(${date}, ${firstDay}) + 6)`;
  if (part.unit === "MONTH") return `last_day(${date})`;
  if (part.unit === "QUARTER")
    return `CAST(date_trunc('quarter', ${date}) + INTERVAL 3 MONTH - INTERVAL 1 DAY AS DATE)`;
  if (part.unit === "YEAR") return `make_date(year(${date}), 12, 31)`;
  return `(bq.week_start(make_date(isoyear(${date}) + 1, 1, 4), 1) - 1)`;
}

function date(call: Call): string {
  const texts = argumentTexts(call);
  if (texts.length === 3) return `make_date(${texts.join(", ")})`;
  if (texts.length === 2) return `CAST(timezone(${texts[1]}, ${texts[0]}) AS DATE)`;
  return `bq.${call.isSafe ? "safe_" : ""}to_date(${texts[0]})`;
}

function generateDates(call: Call): string {
  const step =
    call.args[2] === undefined
      ? "INTERVAL 1 DAY"
      : intervalArgument(call.translator, call.args[2], call.at, STEP_UNITS).text;
  return `CAST(generate_series(${dateArgument(call, 0)}, ${dateArgument(call, 1)}, ${step}) AS DATE[])`;
}

/** The text argument of a PARSE_ function as DuckDB's TIMESTAMP. */
export function parsed(call: Call, use: FormatUse): string {
  const format = duckDbFormat(stringArgument(call, 0, "the format"), use);
  return `bq.${call.isSafe ? "safe_" : ""}parse(${argument(call, 1)}, ${quoteText(format)})`;
}

export function parsing(count: ArgumentCount, text: Rule["text"]): Rule {
  return { ...scalar(count, text, { mayFail: true }), hasSafeTwin: true };
}

export const dates: Rules = {
  DATE: { ...scalar([1, 3], date, { mayFail: true }), hasSafeTwin: true },
  DATE_TRUNC: scalar([2, 2], dateTrunc),
  DATE_DIFF: scalar([3, 3], dateDiff),
  DATE_ADD: dateStep("+"),
  DATE_SUB: dateStep("-"),
  LAST_DAY: scalar([1, 2], lastDay),
  FORMAT_DATE: scalar([2, 2], (call) => {
    const format = duckDbFormat(stringArgument(call, 0, "the format"), "formatDate");
    return `strftime(${dateArgument(call, 1)}, ${quoteText(format)})`;
  }),
  PARSE_DATE: parsing([2, 2], (call) => `CAST(${parsed(call, "parseDate")} AS DATE)`),
  UNIX_DATE: scalar([1, 1], (call) => `(${dateArgument(call, 0)} - DATE '1970-01-01')`),
  DATE_FROM_UNIX_DATE: scalar([1, 1], (call) => `(DATE '1970-01-01' + CAST(${argument(call, 0)} AS INTEGER))`),
  CURRENT_DATE: scalar(
    [0, 1],
    (call) => `CAST(timezone(${call.args.length === 0 ? "'UTC'" : argument(call, 0)}, now()) AS DATE)`,
  ),
  GENERATE_DATE_ARRAY: scalar([2, 3], generateDates),
};
