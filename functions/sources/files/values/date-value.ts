import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";
import { literal } from "../read/sql-text.ts";
import type { ColumnSpec, ColumnValue, ValueOptions } from "./column-value.ts";
import { dayStages, momentStages } from "./date-grammar.ts";
import type { DateEvidence, PatternOrder } from "./date-order.ts";
import { instantStages } from "./instant-stages.ts";
import { presentText } from "./null-tokens.ts";
import { wholeColumn } from "./probe.ts";
import type { ParsedColumn, Stage } from "./stages.ts";

/** Dates and times as people and programs write them, read row by row. */
export function parsedDate(
  spec: ColumnSpec,
  evidence: DateEvidence,
  orders: readonly PatternOrder[],
  options: ValueOptions,
): ParsedColumn {
  const p = `${spec.column}_`;
  // A day written with a zone is an instant first: its day is the one that the file's zone has then.
  const day = `case when ${p}instant is null then null when ${p}moment.zone = '' then ${p}reading
    else cast(timezone(${literal(options.timeZone)}, ${p}instant) as date) end`;
  return {
    stages: [
      [`${p}text`, presentText(spec.column, spec.nullTokens)],
      ...momentStages(p),
      ...dayStages(p),
      ...readingStages(p, evidence, orders, options),
      ...instantStages(p, options.timeZone),
      [`${p}value`, spec.kind === "date" ? day : `${p}instant`],
      [`${p}bad`, `(${p}text is not null and ${p}value is null)`],
      [
        `${p}confidence`,
        `case when ${p}value is null then null when ${p}exact is not null then 'exact'
          when ${p}decided is not null then ${options.dateOrder === undefined ? "'inferred'" : "'exact'"} else 'ambiguous' end`,
      ],
      [`${p}day_only`, `(${p}value is not null and ${p}moment.clock = '')`],
    ],
    keeps: ["value", "bad", "confidence", "day_only"].map((name) => `${p}${name}`),
  };
}

/**
 * Steps to `<p>reading`, the day of a row, and `<p>decided`, the order that something decides for a date with two readings:
 * `--date-order`, the order proven for its pattern, or the one reading that lies between the first and last exact day.
 */
function readingStages(
  p: string,
  { firstDay, lastDay }: DateEvidence,
  orders: readonly PatternOrder[],
  { dateOrder }: ValueOptions,
): readonly Stage[] {
  if (dateOrder === "ymd") {
    return [
      [`${p}decided`, "'ymd'"],
      [`${p}reading`, `coalesce(${p}ymd, ${p}exact)`],
    ];
  }
  const isInside = (reading: string): string =>
    firstDay === null || lastDay === null ? "false" : `${reading} between date '${firstDay}' and date '${lastDay}'`;
  const byPeriod = `case when ${isInside(`${p}dmy`)} and not ${isInside(`${p}mdy`)} then 'dmy'
    when ${isInside(`${p}mdy`)} and not ${isInside(`${p}dmy`)} then 'mdy' end`;
  const byPattern = (choose: (order: PatternOrder) => string): string =>
    orders.length === 0
      ? "cast(null as varchar)"
      : `case ${p}pattern ${orders.map((order) => `when ${literal(order.pattern)} then ${choose(order)}`).join(" ")} end`;
  const decided = byPattern(({ proven }) => (proven === null ? byPeriod : literal(proven)));
  return [
    [`${p}decided`, dateOrder === undefined ? decided : literal(dateOrder)],
    [`${p}order`, `coalesce(${p}decided, ${byPattern(({ fallback }) => literal(fallback))})`],
    [`${p}reading`, `coalesce(${p}exact, case ${p}order when 'dmy' then ${p}dmy when 'mdy' then ${p}mdy end)`],
  ];
}

/** What a column that `parsedDate` has parsed gives away. */
export async function dateValue(
  db: DuckDb,
  relation: string,
  spec: ColumnSpec,
  orders: readonly PatternOrder[],
): Promise<ColumnValue> {
  const p = `${spec.column}_`;
  const [counts] = await db.rows(`select count(*) filter (${p}confidence = 'ambiguous') as ambiguous from ${relation}`);
  const ambiguous = Number(counts?.ambiguous);
  const when = `coalesce(${p}confidence = 'ambiguous', false)`;
  return {
    ...wholeColumn(spec),
    type: spec.kind === "date" ? "DATE" : "TIMESTAMPTZ",
    value: `${p}value`,
    bad: `${p}bad`,
    flags: ambiguous === 0 ? [] : [{ flag: "ambiguous_date", when }],
    confidence: `${p}confidence`,
    isDayOnly: spec.kind === "timestamp" ? `${p}day_only` : null,
    findings: ambiguousFindings(spec, ambiguous, orders),
  };
}

function ambiguousFindings(spec: ColumnSpec, ambiguous: number, orders: readonly PatternOrder[]): Finding[] {
  if (ambiguous === 0) return [];
  const read = orders
    .filter(({ proven }) => proven === null)
    .map(({ pattern, fallback }) => `"${pattern.slice(0, 1)}" ${fallback === "dmy" ? "day" : "month"} first`);
  const detail = `dates that can be read in two ways, and nothing in the file decides; read ${read.join(", ")}; say which with --date-order`;
  return [finding("ambiguous_date", "warning", detail, { columnName: spec.name, rowCount: ambiguous })];
}
