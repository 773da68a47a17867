import { parse } from "node:path";
import type { TextTable } from "../contract.ts";
import { lookup } from "../families/context.ts";
import type { ParseOptions } from "../parse-options.ts";
import type { Binding, Bound } from "../recognise/bind.ts";

/**
 * Columns that a flag or the file itself gives: `--platform` and `--account` are said by a person and win over a column,
 * which then is kept in the properties; a lookup table is called like its file, and its first column is the key.
 */
export function withConstants(bound: Bound, text: TextTable, { platform, account }: ParseOptions): Bound {
  let current = setConstant(setConstant(bound, "platform", platform), "account_id", account);
  if (bound.family.name === lookup.name) {
    if (!isBound(current, "lookup")) current = setConstant(current, "lookup", parse(text.fileName).name);
    if (!isBound(current, "key")) current = bindFirst(current, text.headers);
  }
  return current;
}

function isBound({ columns }: Bound, name: string): boolean {
  return columns.some(({ column }) => column.name === name);
}

function setConstant(bound: Bound, name: string, text: string | undefined): Bound {
  const column = bound.family.columns.find((candidate) => candidate.name === name);
  if (text === undefined || column === undefined) return bound;
  const replaced = bound.columns.find((binding) => binding.column.name === name);
  const given = { index: null, constant: text, header: `'${text}'`, currency: null, unit: null, how: "map" as const };
  const freed = replaced?.index ?? null;
  return {
    ...bound,
    columns: [...bound.columns.filter((binding) => binding !== replaced), { column, ...given }],
    unknown: freed === null ? bound.unknown : [...bound.unknown, freed].sort((a, b) => a - b),
  };
}

function bindFirst(bound: Bound, headers: readonly string[]): Bound {
  const column = bound.family.columns.find(({ name }) => name === "key");
  const [index] = bound.unknown;
  if (column === undefined || index === undefined) return bound;
  const found = {
    index,
    constant: null,
    header: headers[index] ?? "",
    currency: null,
    unit: null,
    how: "alias" as const,
  };
  const key: Binding = { column, ...found };
  return {
    ...bound,
    columns: [...bound.columns, key],
    unknown: bound.unknown.slice(1),
    missing: bound.missing.filter((group) => !group.includes("key")),
  };
}
