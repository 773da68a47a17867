import type { DayRange } from "../chart-sql.ts";
import type { Chart } from "../manifest/chart.ts";

/** A view that charts of scope `range` read, and the additive columns they need. */
export interface CubeQuery {
  readonly view: string;
  /** Names of the cube's columns, in the order of the query's `c0`, `c1` … */
  readonly columns: readonly string[];
  readonly hasCurrency: boolean;
  readonly hasProvisional: boolean;
  readonly sql: string;
}

const WITHOUT_CURRENCY: ReadonlySet<string> = new Set(["reporting.rpt_web_daily"]);
const WITH_PROVISIONAL: ReadonlySet<string> = new Set(["reporting.rpt_performance_daily"]);

/** One query per view and filter: day × channel × currency sums of every column that its charts add up. */
export function cubeQuery(view: string, charts: readonly Chart[], range: DayRange): CubeQuery {
  const columns = new Set<string>();
  for (const { parts, formsBy } of charts.flatMap(({ measures }) => measures)) {
    if (formsBy !== undefined) columns.add(formsBy);
    if (parts.kind === "total") columns.add(parts.column);
    if (parts.kind === "ratio") columns.add(parts.numerator).add(parts.denominator);
  }
  const hasCurrency = !WITHOUT_CURRENCY.has(view);
  const hasProvisional = WITH_PROVISIONAL.has(view);
  const keys = ["date_day", "channel", ...(hasCurrency ? ["currency_code"] : [])].join(", ");
  const filter = charts.find((chart) => chart.filter !== undefined)?.filter;
  const sql = [
    `select ${keys},`,
    ...[...columns].map((column, i) => `    sum(${column}) as c${i},`),
    `    ${hasProvisional ? "countif(is_provisional)" : "0"} as provisional_rows`,
    `from ${view}`,
    `where date_day between date '${range.from}' and date '${range.to}'${filter === undefined ? "" : ` and ${filter}`}`,
    `group by ${keys}`,
    `order by ${keys}`,
  ].join("\n");
  return { view, columns: [...columns], hasCurrency, hasProvisional, sql };
}
