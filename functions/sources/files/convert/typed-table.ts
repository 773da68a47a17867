import type { DuckDb } from "../../../lib/duckdb.ts";
import { isMeasure } from "../families/family.ts";
import { identifier, literal } from "../read/sql-text.ts";
import { addedColumns } from "./added-columns.ts";
import { currencySql } from "./currency.ts";
import type { DerivedColumn, Plan } from "./plan.ts";
import { tablesOf } from "./plan.ts";
import type { TypedColumn } from "./typed-column.ts";

const PERSONAL: ReadonlySet<string> = new Set(["email", "phone", "private"]);

/** Between and instead of values in a hashed text, so that `a`, NULL and `aNULL` differ. */
const SEPARATOR = "chr(31)";
const NOTHING = "chr(30)";

/**
 * Creates the typed table of a file: its family's columns, and for each row `_content` (hash of all cells), `_key` and
 * `_dims` (hashes of what identifies and what describes it), `_identified`, `_bad` (the first column that is no value of
 * its kind), `_missing` (the first required group without a value), `_flags` of its cells.
 */
export async function createTypedTable(db: DuckDb, plan: Plan, ratios: readonly TypedColumn[]): Promise<void> {
  const { text } = plan;
  const inner = `select ${[
    "row_number",
    ...plan.columns.filter(({ kind, name }) => !PERSONAL.has(kind) && name !== "currency_code").map((column) => `${valueOf(plan, column)} as ${identifier(column.name)}`),
    ...ratios.map(({ name, value }) => `${value} as ${identifier(name)}`),
    ...addedColumns(plan).map(({ name, value }) => `${value} as ${identifier(name)}`),
    ...identityFallback(plan),
    `${currencySql(plan)} as currency_code`,
    `${plan.columns.find(({ name }) => name === "period_start")?.confidence ?? "cast(null as VARCHAR)"} as _period_confidence`,
    `${hashOf(text.headers.map((_, i) => `c${i}`))} as _content`,
    `${hashOf([...plan.unknownTexts, ...plan.bound.breakdowns.filter((i) => !plan.unknownTexts.includes(i))].map((i) => `c${i}`))} as _splits`,
    `${hashOf(plan.bound.breakdowns.map((i) => `c${i}`))} as _breakdowns`,
    `${firstOf(plan.columns.filter(({ bad }) => bad !== null).map(({ name, bad }) => [bad ?? "", name]))} as _bad`,
    `${missingSql(plan)} as _missing`,
    `concat_ws(',', ${["null", ...plan.columns.flatMap(({ flags }) => flags).map(({ flag, when }) => `case when ${when} then ${literal(flag)} end`)].join(", ")}) as _flags`,
  ].join(",\n  ")}\nfrom ${text.relation}`;
  const derived = plan.derived.reduce((from, column) => `select *, ${column.value} as ${identifier(column.name)} from (${from})`, inner);
  const { ids, with: beside } = keyColumns(plan);
  await db.run(`create or replace table ${tablesOf(plan).typed} as
select * exclude (_splits, _breakdowns),
  ${hashOf([idSql(ids), ...beside.map(identifier), "_breakdowns"])} as _key,
  ${hashOf([...descriptions(plan).map(identifier), "_splits"])} as _dims,
  ${ids.length === 0 ? "false" : `${idSql(ids)} is not null`} as _identified
from (select *${derivedFrom(plan.derived)} from (${derived}))`);
}

/** A lead without an id is the person who wrote. */
function valueOf(plan: Plan, column: TypedColumn): string {
  if (column.name !== "lead_id") return column.value;
  return `coalesce(${[column.value, ...contactKeys(plan)].join(", ")})`;
}

function identityFallback(plan: Plan): readonly string[] {
  const isLead = plan.bound.family.columns.some(({ name }) => name === "lead_id");
  const keys = contactKeys(plan);
  if (!isLead || keys.length === 0 || plan.columns.some(({ name }) => name === "lead_id")) return [];
  return [`coalesce(${keys.join(", ")}) as lead_id`];
}

function contactKeys(plan: Plan): readonly string[] {
  return addedColumns(plan)
    .filter(({ name }) => name === "person_key" || name === "phone_sha256_google")
    .map(({ value }) => value);
}

function derivedFrom(derived: readonly DerivedColumn[]): string {
  const formulas = derived.filter(({ formula }) => formula !== null).map(({ name, formula }) => [name, formula]);
  return formulas.length === 0 ? "" : `, ${literal(JSON.stringify(Object.fromEntries(formulas)))} as derived_from`;
}

function keyColumns({ bound, columns }: Plan): { readonly ids: readonly (readonly string[])[]; readonly with: readonly string[] } {
  const there = new Set(columns.map(({ name }) => name));
  const { ids, with: beside } = bound.family.key;
  return {
    ids: ids.map((id) => id.filter((name) => there.has(name))).filter((id) => id.length > 0),
    with: beside.filter((name) => there.has(name)),
  };
}

/** The finest id the row has, with its level: an ad 7 is not a campaign 7. NULL without one. */
function idSql(ids: readonly (readonly string[])[]): string {
  if (ids.length === 0) return "null";
  const whens = ids.map((id) => {
    const given = id.map((name) => `${identifier(name)} is not null`).join(" and ");
    const parts = [literal(id.join("+")), ...id.map((name) => `cast(${identifier(name)} as VARCHAR)`)];
    return `when ${given} then concat_ws(${SEPARATOR}, ${parts.join(", ")})`;
  });
  return `case ${whens.join(" ")} end`;
}

function descriptions({ columns }: Plan): readonly string[] {
  const own = columns.filter(({ kind }) => !isMeasure(kind) && !PERSONAL.has(kind)).map(({ name }) => name);
  return [...new Set([...own, "currency_code"])];
}

function missingSql(plan: Plan): string {
  const { rowRequires, requires } = plan.bound.family;
  const groups = plan.bound.series.length > 0 || plan.bound.missing.length > 0 ? requires.slice(0, 1) : (rowRequires ?? requires);
  return firstOf(
    groups.map((group) => {
      const there = plan.columns.filter(({ name }) => group.includes(name));
      const given = there.map(({ kind, cell, value }) => (PERSONAL.has(kind) ? `nullif(trim(${cell}), '')` : value));
      return [given.length === 0 ? "true" : `coalesce(${given.join(", ")}) is null`, group.join(" or ")];
    }),
    (group) => group.split(" or ").some((name) => plan.columns.some((column) => column.name === name)),
  );
}

function firstOf(cases: readonly (readonly [string, string])[], isAsked: (name: string) => boolean = () => true): string {
  const whens = cases.filter(([, name]) => isAsked(name)).map(([when, name]) => `when ${when} then ${literal(name)}`);
  return whens.length === 0 ? "cast(null as VARCHAR)" : `case ${whens.join(" ")} end`;
}

function hashOf(expressions: readonly string[]): string {
  if (expressions.length === 0) return "cast(0 as HUGEINT)";
  const parts = expressions.map((sql) => `coalesce(cast(${sql} as VARCHAR), ${NOTHING})`);
  return `md5_number(concat_ws(${SEPARATOR}, ${parts.join(", ")}))`;
}
