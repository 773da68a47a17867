import type { DuckDb } from "../../../lib/duckdb.ts";
import { formulaFlag } from "../checks/formula-cells.ts";
import { statedStep, stepColumn } from "../checks/stated-ratios.ts";
import { isMeasure } from "../families/family.ts";
import { identifier, literal } from "../read/sql-text.ts";
import { addedColumns } from "./added-columns.ts";
import { currencySql } from "./currency.ts";
import type { DerivedColumn, Plan } from "./plan.ts";
import { tablesOf } from "./plan.ts";
import { totalsCandidate } from "./totals.ts";
import type { TypedColumn } from "./typed-column.ts";

const PERSONAL: ReadonlySet<string> = new Set(["email", "phone", "private"]);

/** Between and instead of values in a hashed text, so that `a`, NULL and `aNULL` differ. */
const SEPARATOR = "chr(31)";
const NOTHING = "chr(30)";

/**
 * Creates the typed table of a file: its family's columns, and for each row `_content` (hash of all cells), `_key` and
 * `_dims` (hashes of what identifies and what describes it), `_identified`, `_bad` (the first column that is no value of
 * its kind), `_missing` (the first required group without a value), `_flags` of its cells, and `_label` and `_is_bare` of
 * rows that may be totals.
 */
export async function createTypedTable(db: DuckDb, plan: Plan, ratios: readonly TypedColumn[]): Promise<void> {
  const typed = plan.derived.reduce(
    (from, column) => `select *, ${column.value} as ${identifier(column.name)} from (${from})`,
    `select ${cellLevel(plan, ratios).join(",\n  ")}\nfrom ${plan.text.relation}`,
  );
  const { ids, with: beside } = keyColumns(plan);
  await db.run(`create or replace table ${tablesOf(plan).typed} as
select * exclude (_splits, _breakdowns, _first_text, _id),
  ${missingSql(plan)} as _missing,
  _id is not null as _identified,
  case when _id is not null then ${hashOf(["_id", ...beside.map(identifier), "_breakdowns"])} end as _key,
  case when _id is null then ${hashOf([...descriptions(plan).map(identifier), "_splits"])} end as _dims
from (select *, ${idSql(ids)} as _id${derivedFrom(plan.derived)} from (${typed}))`);
}

/** What is read from the cells, each expression once: they are long, and planning them costs more than running them. */
function cellLevel(plan: Plan, ratios: readonly TypedColumn[]): readonly string[] {
  const { text, bound, columns, unknownTexts } = plan;
  const splits = [...unknownTexts, ...bound.breakdowns.filter((i) => !unknownTexts.includes(i))];
  const flags = [...columns.flatMap((column) => column.flags), ...formulaFlag(plan)].map(
    ({ flag, when }) => `case when ${when} then ${literal(flag)} end`,
  );
  return [
    "row_number",
    ...columns
      .filter(({ kind, name }) => !PERSONAL.has(kind) && name !== "currency_code")
      .map((column) => `${typedValue(plan, column)} as ${identifier(column.name)}`),
    ...columns
      .filter(({ kind }) => PERSONAL.has(kind))
      .map(({ name, cell }) => `nullif(trim(${cell}), '') is not null as ${identifier(`_has_${name}`)}`),
    ...ratios.map(({ name, value }) => `${value} as ${identifier(name)}`),
    ...statedCells(plan).map(({ name, cell }) => `${statedStep(cell)} as ${identifier(stepColumn(name))}`),
    ...addedColumns(plan).map(({ name, value }) => `${value} as ${identifier(name)}`),
    ...identityFallback(plan),
    `${currencySql(plan)} as currency_code`,
    `${columns.find(({ name }) => name === "period_start")?.confidence ?? "cast(null as VARCHAR)"} as _period_confidence`,
    `${hashOf(text.headers.map((_, i) => `c${i}`))} as _content`,
    `${hashOf(splits.map((i) => `c${i}`))} as _splits`,
    `${hashOf(bound.breakdowns.map((i) => `c${i}`))} as _breakdowns`,
    `${firstOf(columns.flatMap(({ name, bad }) => (bad === null ? [] : [[bad, name] as const])))} as _bad`,
    ...totalsCandidate(plan),
    `${flags.length === 0 ? "''" : `concat_ws(',', ${flags.join(", ")})`} as _flags`,
  ];
}

/** Cells of ratios that the file states: of columns of their own, and of inputs that are ratios. */
function statedCells({ bound, columns }: Plan): readonly { readonly name: string; readonly cell: string }[] {
  const own = bound.ratios.map(({ ratio, index }) => ({ name: `ratio_${ratio.name}`, cell: `c${index}` }));
  const names = new Set((bound.family.ratios ?? []).map(({ name }) => name));
  return [...own, ...columns.flatMap(({ name, cell }) => (cell !== null && names.has(name) ? [{ name, cell }] : []))];
}

/** A lead without an id is the person who wrote. */
function typedValue(plan: Plan, column: TypedColumn): string {
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

function keyColumns({ bound, columns }: Plan): {
  readonly ids: readonly (readonly string[])[];
  readonly with: readonly string[];
} {
  const there = new Set(columns.map(({ name }) => name));
  const { ids, with: beside } = bound.family.key;
  return {
    ids: ids.map((id) => id.filter((name) => there.has(name))).filter((id) => id.length > 0),
    with: beside.filter((name) => there.has(name)),
  };
}

/**
 * The finest id the row has, with its level: an ad 7 is not a campaign 7. NULL without one, and where a spreadsheet
 * rounded it (`1.23E+15`): rows of different ads would look like one ad contradicting itself.
 */
function idSql(ids: readonly (readonly string[])[]): string {
  if (ids.length === 0) return "cast(null as VARCHAR)";
  const whens = ids.map((id) => {
    const given = id.map((name) => `${identifier(name)} is not null`).join(" and ");
    const parts = [literal(id.join("+")), ...id.map((name) => `cast(${identifier(name)} as VARCHAR)`)];
    return `when ${given} then concat_ws(${SEPARATOR}, ${parts.join(", ")})`;
  });
  return `case when contains(_flags, 'damaged_id') then null ${whens.join(" ")} end`;
}

function descriptions({ columns }: Plan): readonly string[] {
  const own = columns.filter(({ kind }) => !isMeasure(kind) && !PERSONAL.has(kind)).map(({ name }) => name);
  return [...new Set([...own, "currency_code"])];
}

/** The first group of required columns of which a row has none. */
function missingSql(plan: Plan): string {
  const { rowRequires, requires } = plan.bound.family;
  const groups = plan.bound.missing.length > 0 ? requires.slice(0, 1) : (rowRequires ?? requires);
  const cases = groups.flatMap((group) => {
    const there = plan.columns.filter(({ name }) => group.includes(name));
    if (there.length === 0) return [];
    const isAbsent = there.map(({ kind, name }) =>
      PERSONAL.has(kind) ? `not ${identifier(`_has_${name}`)}` : `${identifier(name)} is null`,
    );
    return [[isAbsent.join(" and "), group.join(" or ")] as const];
  });
  return firstOf(cases);
}

function firstOf(cases: readonly (readonly [string, string])[]): string {
  const whens = cases.map(([when, name]) => `when ${when} then ${literal(name)}`);
  return whens.length === 0 ? "cast(null as VARCHAR)" : `case ${whens.join(" ")} end`;
}

function hashOf(expressions: readonly string[]): string {
  if (expressions.length === 0) return "cast(0 as UTINYINT)";
  const parts = expressions.map((sql) => `coalesce(cast(${sql} as VARCHAR), ${NOTHING})`);
  return `md5_number(concat_ws(${SEPARATOR}, ${parts.join(", ")}))`;
}
