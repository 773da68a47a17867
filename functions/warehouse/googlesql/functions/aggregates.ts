import { refuse } from "../not-portable.ts";
import { isOperator } from "../syntax/nodes.ts";
import { aggregateArguments } from "./aggregate-arguments.ts";
import { type ArgumentCount, argument, type Call, type Rule, type Rules } from "./rule.ts";

const ANY_COUNT: ArgumentCount = [1, Number.POSITIVE_INFINITY];

function aggregate(count: ArgumentCount, text: Rule["text"]): Rule {
  return { kind: "aggregate", arguments: count, text };
}

/** An aggregate that DuckDB has with the same meaning; DISTINCT is allowed. */
function plain(name: string, values: 1 | 2 = 1): Rule {
  return aggregate([values, values], (call) => {
    const parts = aggregateArguments(call, ["DISTINCT"]);
    const texts = parts.values.map((value) => call.translator.expression(value, call.at));
    return `${name}(${parts.distinct ? "DISTINCT " : ""}${texts.join(", ")})${call.over}`;
  });
}

function count(call: Call): string {
  const [only] = call.args[0] ?? [];
  if (isOperator(only, "*") && call.nodes.length === 1) return `count(*)${call.over}`;
  return plain("count").text(call);
}

function arrayAgg(call: Call): string {
  const parts = aggregateArguments(call, ["DISTINCT", "NULLS", "ORDER", "LIMIT"]);
  if (parts.values.length !== 1) refuse(call.at, "ARRAY_AGG takes one value");
  const element = call.translator.expression(parts.values[0] ?? [], call.at);
  const filter = parts.ignoreNulls ? ` FILTER (WHERE (${element}) IS NOT NULL)` : "";
  const text = `array_agg(${parts.distinct ? "DISTINCT " : ""}${element}${parts.order})${filter}${call.over}`;
  if (parts.limit === undefined) return text;
  if (call.over !== "") refuse(call.at, "ARRAY_AGG with LIMIT takes no OVER");
  return `(${text})[1:${parts.limit}]`;
}

function stringAgg(call: Call): string {
  const parts = aggregateArguments(call, ["DISTINCT", "ORDER", "LIMIT"]);
  const [element, separatorNodes, ...more] = parts.values.map((item) => call.translator.expression(item, call.at));
  if (element === undefined || more.length > 0) return refuse(call.at, "STRING_AGG takes a value and a separator");
  const separator = separatorNodes ?? "','";
  const distinct = parts.distinct ? "DISTINCT " : "";
  if (parts.limit === undefined) return `string_agg(${distinct}${element}, ${separator}${parts.order})${call.over}`;
  if (call.over !== "") refuse(call.at, "STRING_AGG with LIMIT takes no OVER");
  const array = `(array_agg(${distinct}${element}${parts.order}) FILTER (WHERE (${element}) IS NOT NULL))[1:${parts.limit}]`;
  return `array_to_string(${array}, ${separator})`;
}

/** With HAVING MAX or MIN: the value of that row, even when it is NULL. */
function anyValue(call: Call): string {
  const parts = aggregateArguments(call, ["HAVING"]);
  const text = call.translator.expression(parts.values[0] ?? [], call.at);
  if (parts.having === undefined) return `any_value(${text})${call.over}`;
  const name = parts.having.extreme === "MAX" ? "arg_max_null" : "arg_min_null";
  return `${name}(${text}, ${parts.having.by})${call.over}`;
}

/** The exact quantiles 0, 1/n … 1: BigQuery's are approximate. */
function approxQuantiles(call: Call): string {
  const [number, ...rest] = call.args[1] ?? [];
  const parts = number?.kind === "number" && rest.length === 0 ? Number(number.text) : Number.NaN;
  if (!Number.isInteger(parts) || parts < 1 || parts > 1000)
    refuse(call.at, "APPROX_QUANTILES needs a number of 1 to 1000");
  const fractions = Array.from({ length: parts + 1 }, (_unused, index) => index / parts);
  return `quantile_disc(${argument(call, 0)}, [${fractions.join(", ")}])${call.over}`;
}

/** NULL below two pairs, where DuckDB gives NaN. */
function corr(call: Call): string {
  const [x, y] = [argument(call, 0), argument(call, 1)];
  return `(CASE WHEN regr_count(${x}, ${y})${call.over} >= 2 THEN corr(${x}, ${y})${call.over} END)`;
}

export const aggregates: Rules = {
  COUNT: aggregate([1, 1], count),
  SUM: plain("sum"),
  AVG: plain("avg"),
  MIN: plain("min"),
  MAX: plain("max"),
  COUNTIF: aggregate([1, 1], (call) => `count(*) FILTER (WHERE ${argument(call, 0)})${call.over}`),
  LOGICAL_OR: plain("bool_or"),
  LOGICAL_AND: plain("bool_and"),
  ARRAY_AGG: aggregate(ANY_COUNT, arrayAgg),
  STRING_AGG: aggregate(ANY_COUNT, stringAgg),
  ANY_VALUE: aggregate([1, 1], anyValue),
  STDDEV: plain("stddev_samp"),
  STDDEV_SAMP: plain("stddev_samp"),
  STDDEV_POP: plain("stddev_pop"),
  VARIANCE: plain("var_samp"),
  VAR_SAMP: plain("var_samp"),
  VAR_POP: plain("var_pop"),
  CORR: aggregate([2, 2], corr),
  COVAR_SAMP: plain("covar_samp", 2),
  COVAR_POP: plain("covar_pop", 2),
  APPROX_COUNT_DISTINCT: plain("approx_count_distinct"),
  APPROX_QUANTILES: aggregate([2, 2], approxQuantiles),
};
