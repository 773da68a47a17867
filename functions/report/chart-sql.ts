import type { Chart } from "./manifest/chart.ts";

/** Days included, `2026-01-31`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * GoogleSQL of a chart's numbers, from its view alone. A chart of scope `range` is grouped over the days given;
 * `groups` are grouped, `rows` are taken as they are. Example: `select channel, sum(spend) as spend from
 * reporting.rpt_performance_daily where date_day between … group by channel order by channel`.
 */
export function chartSql(chart: Chart, range: DayRange): string {
  const dimensions = chart.dimensions.map(({ name }) => name);
  const columns = [
    ...dimensions,
    ...chart.measures.map(({ name, sql }) => (sql === name ? name : `${sql} as ${name}`)),
  ];
  const conditions = [
    ...(chart.scope === "range" ? [`date_day between date '${range.from}' and date '${range.to}'`] : []),
    ...(chart.filter === undefined ? [] : [chart.filter]),
  ];
  const grouped = chart.scope !== "rows" && dimensions.length > 0;
  return [
    `select ${columns.join(", ")}`,
    `from ${chart.view}`,
    ...(conditions.length === 0 ? [] : [`where ${conditions.join(" and ")}`]),
    ...(grouped ? [`group by ${dimensions.join(", ")}`] : []),
    ...(chart.order === undefined
      ? grouped
        ? [`order by ${dimensions.join(", ")}`]
        : []
      : [`order by ${chart.order}`]),
    ...(chart.limit === undefined ? [] : [`limit ${chart.limit}`]),
  ].join("\n");
}
