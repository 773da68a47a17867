import { refuse } from "../not-portable.ts";
import { isWord } from "../syntax/nodes.ts";
import type { Nodes } from "../syntax/tokens.ts";
import { typeOf } from "../types.ts";
import { type Call, type Rule, type Rules, scalar } from "./rule.ts";

/** The macro that casts to each type; each has a twin `safe_…` for SAFE_CAST. */
const CASTS: Readonly<Record<string, string>> = {
  BIGINT: "to_int64",
  DOUBLE: "to_float64",
  "DECIMAL(38,9)": "to_numeric",
  BOOLEAN: "to_bool",
  DATE: "to_date",
  TIMESTAMPTZ: "to_timestamp",
  TIMESTAMP: "to_datetime",
};

function isNullOrEmptyArray(value: Nodes): boolean {
  const [only] = value;
  return (
    value.length === 1 &&
    (isWord(only, "NULL") || (only?.kind === "group" && only.open === "[" && only.nodes.length === 0))
  );
}

function castText(call: Call, isSafe: boolean): string {
  const as = call.nodes.findIndex((node) => isWord(node, "AS"));
  if (as < 1) return refuse(call.at, `${call.name} needs a value and a type`, `write ${call.name}(value AS type)`);
  const format = call.nodes.findIndex((node, index) => index > as && isWord(node, "FORMAT", "AT"));
  if (format >= 0)
    refuse(call.nodes[format] ?? call.at, "CAST with FORMAT is not portable", "use FORMAT_DATE or PARSE_DATE");
  const value = call.nodes.slice(0, as);
  const typeNodes = call.nodes.slice(as + 1);
  const type = typeOf(typeNodes, call.at);
  const text = call.translator.expression(value, call.at);
  if (isNullOrEmptyArray(value)) return `CAST(${text} AS ${type})`;
  if (typeNodes.length > 1)
    return refuse(typeNodes[0] ?? call.at, "a cast to this type is not portable", "cast the parts to plain types");
  if (type === "VARCHAR") return `bq.to_string(${text})`;
  if (type === "BLOB") return `encode(${text})`;
  const macro =
    CASTS[type] ?? refuse(typeNodes[0] ?? call.at, `a cast to ${type} is not portable`, "use PARSE_JSON for JSON");
  return `bq.${isSafe ? "safe_" : ""}${macro}(${text})`;
}

const count: Rule["arguments"] = [1, Number.POSITIVE_INFINITY];

export const casts: Rules = {
  CAST: scalar(count, (call) => castText(call, false), { mayFail: true }),
  SAFE_CAST: scalar(count, (call) => castText(call, true)),
};
