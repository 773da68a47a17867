import { queryRefusal } from "../failure.ts";
import { parseCondition } from "./condition.ts";
import type { Condition, GaqlQuery } from "./query.ts";
import { createReader, type Reader } from "./reader.ts";
import { tokenize } from "./tokens.ts";

/**
 * Reads the Google Ads Query Language: SELECT, FROM, WHERE (conditions joined by AND), ORDER BY, LIMIT, PARAMETERS.
 * @throws Refusal with Google's query error
 */
export function parseGaql(text: string): GaqlQuery {
  const reader = createReader(tokenize(text));
  if (!reader.takeWord("SELECT"))
    throw queryRefusal("EXPECTED_SELECT", "Error in query: SELECT is missing at the beginning of the query.");
  const select = listOf(reader, () => reader.name());
  if (!reader.takeWord("FROM")) throw queryRefusal("EXPECTED_FROM", "Error in query: FROM clause is missing.");
  const from = reader.name();
  const where: Condition[] = [];
  if (reader.takeWord("WHERE"))
    do where.push(parseCondition(reader));
    while (reader.takeWord("AND"));
  const orderBy = reader.takeWord("ORDER") ? orderings(reader) : [];
  const limit = reader.takeWord("LIMIT") ? limitOf(reader) : null;
  const parameters = reader.takeWord("PARAMETERS") ? parametersOf(reader) : {};
  reader.end();
  return { select, from, where, orderBy, limit, parameters };
}

function listOf<T>(reader: Reader, item: () => T): readonly T[] {
  const items = [item()];
  while (reader.takeSymbol(",")) items.push(item());
  return items;
}

function orderings(reader: Reader): GaqlQuery["orderBy"] {
  if (!reader.takeWord("BY")) throw queryRefusal("EXPECTED_BY", "Error in query: expected BY after ORDER.");
  return listOf(reader, () => {
    const field = reader.name();
    const isDescending = reader.takeWord("DESC");
    if (!isDescending) reader.takeWord("ASC");
    return { field, isDescending };
  });
}

function limitOf(reader: Reader): number {
  const token = reader.next();
  if (token.kind !== "number" || !/^\d+$/.test(token.text))
    throw queryRefusal("BAD_LIMIT_VALUE", `Error in query: invalid limit '${token.text}'.`);
  const limit = Number(token.text);
  if (limit < 1) throw queryRefusal("LIMIT_VALUE_TOO_LOW", "Error in query: limit must be at least 1.");
  return limit;
}

const PARAMETERS = ["include_drafts", "omit_unselected_resource_names"];

function parametersOf(reader: Reader): GaqlQuery["parameters"] {
  const pairs = listOf(reader, () => {
    const name = reader.name();
    if (!PARAMETERS.includes(name)) throw queryRefusal("BAD_PARAMETER_NAME", `Unknown parameter '${name}'.`);
    reader.expectSymbol("=");
    const value = reader.next().text.toLowerCase();
    if (value !== "true" && value !== "false")
      throw queryRefusal("BAD_PARAMETER_VALUE", `Invalid value '${value}' of parameter '${name}'.`);
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}
