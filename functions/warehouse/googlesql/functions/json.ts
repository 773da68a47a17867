import { quoteText } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { argument, type Call, type Rule, type Rules, scalar, stringArgument } from "./rule.ts";

const STEP = /\.([A-Za-z_][A-Za-z0-9_]*)|\."([^"\\]*)"|\[([0-9]+)\]/y;

/** DuckDB's form of a JSON path such as `$.a."b c"[0]`, every name in quotes. */
function jsonPath(call: Call): string {
  if (call.args.length < 2) return "'$'";
  const token = stringArgument(call, 1, "the path");
  const path = token.value;
  let text = "$";
  STEP.lastIndex = path.startsWith("$") ? 1 : 0;
  let end = STEP.lastIndex;
  for (let step = STEP.exec(path); end > 0 && step !== null; step = STEP.exec(path)) {
    text += step[3] === undefined ? `."${step[1] ?? step[2]}"` : `[${step[3]}]`;
    end = STEP.lastIndex;
  }
  if (end === 0 || end !== path.length)
    refuse(token, `the JSON path ${token.text} is not portable`, `write $.name, $."a name" or $[0]`);
  return quoteText(text);
}

function lookup(name: string): Rule {
  return scalar([1, 2], (call) => `bq.${name}(${argument(call, 0)}, ${jsonPath(call)})`);
}

export const json: Rules = {
  JSON_VALUE: lookup("json_value"),
  JSON_EXTRACT_SCALAR: lookup("json_value"),
  JSON_QUERY: lookup("json_query"),
  JSON_QUERY_ARRAY: lookup("json_query_array"),
  JSON_VALUE_ARRAY: lookup("json_value_array"),
  PARSE_JSON: scalar([1, 1], (call) => `CAST(${argument(call, 0)} AS JSON)`, { mayFail: true }),
  TO_JSON_STRING: scalar([1, 1], (call) => `coalesce(CAST(to_json(${argument(call, 0)}) AS VARCHAR), 'null')`),
  INT64: scalar([1, 1], (call) => `CAST(${argument(call, 0)} AS BIGINT)`, { mayFail: true }),
};
