import { queryRefusal } from "../failure.ts";
import type { Comparison, Condition, ListOperator, Literal, PatternOperator } from "./query.ts";
import type { Reader } from "./reader.ts";

const COMPARISONS: readonly Comparison[] = ["!=", "<=", ">=", "=", "<", ">"];

/** One condition of a WHERE clause. */
export function parseCondition(reader: Reader): Condition {
  const field = reader.name();
  const operator = COMPARISONS.find((symbol) => reader.takeSymbol(symbol));
  if (operator) return { kind: "comparison", field, operator, value: literal(reader) };
  if (reader.takeWord("BETWEEN")) return between(reader, field);
  if (reader.takeWord("DURING")) return { kind: "during", field, period: reader.next().text };
  if (reader.takeWord("IS")) {
    const isNull = !reader.takeWord("NOT");
    if (!reader.takeWord("NULL")) throw badOperator("IS");
    return { kind: "null", field, isNull };
  }
  if (reader.takeWord("CONTAINS")) {
    const which = (["ANY", "ALL", "NONE"] as const).find((word) => reader.takeWord(word));
    if (!which) throw badOperator("CONTAINS");
    return { kind: "list", field, operator: `CONTAINS ${which}`, values: list(reader) };
  }
  const isNegated = reader.takeWord("NOT");
  if (reader.takeWord("IN"))
    return {
      kind: "list",
      field,
      operator: (isNegated ? "NOT IN" : "IN") satisfies ListOperator,
      values: list(reader),
    };
  const pattern = (["LIKE", "REGEXP_MATCH"] as const).find((word) => reader.takeWord(word));
  if (!pattern) throw badOperator(isNegated ? "NOT" : reader.next().text);
  const { kind, text } = reader.next();
  if (kind !== "string") throw queryRefusal("INVALID_STRING_VALUE", `Invalid value '${text}' for ${pattern}.`);
  const named: PatternOperator = isNegated ? `NOT ${pattern}` : pattern;
  return { kind: "pattern", field, operator: named, pattern: text };
}

function between(reader: Reader, field: string): Condition {
  const low = literal(reader);
  if (!reader.takeWord("AND")) throw queryRefusal("EXPECTED_AND", "Error in query: expected AND after BETWEEN.");
  const high = literal(reader);
  if (low.kind !== high.kind)
    throw queryRefusal(
      "PROHIBITED_VALUE_COMBINATION_WITH_BETWEEN_OPERATOR",
      "The values passed to the BETWEEN operator are not of the same type.",
    );
  return { kind: "between", field, low, high };
}

function list(reader: Reader): readonly Literal[] {
  if (!reader.takeSymbol("(")) throw queryRefusal("EXPECTED_LIST", "Error in query: expected a list.");
  if (reader.takeSymbol(")"))
    throw queryRefusal("PROHIBITED_EMPTY_LIST_IN_CONDITION", "Error in query: a condition has an empty list.");
  const values = [literal(reader)];
  while (reader.takeSymbol(",")) values.push(literal(reader));
  reader.expectSymbol(")");
  return values;
}

function literal(reader: Reader): Literal {
  const { kind, text } = reader.next();
  if (kind === "string" || kind === "number" || kind === "word") return { kind, text };
  if (text === "(")
    throw queryRefusal("EXPECTED_SINGLE_VALUE", "Error in query: a list was passed where a single value is expected.");
  throw queryRefusal("BAD_VALUE", `Error in query: unexpected value ${text}.`);
}

function badOperator(operator: string): Error {
  return queryRefusal("BAD_OPERATOR", `Error in query: invalid operator ${operator}.`);
}
