import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";
import type { ColumnSpec, ColumnValue } from "./column-value.ts";
import { currencyCodeSql } from "./currency.ts";
import { isAmbiguousNumber, type MarkDecision, type MarkEvidence } from "./decimal-mark.ts";
import { exactDecimal } from "./exact-decimal.ts";
import { hasTypedToken, presentText } from "./null-tokens.ts";
import { numberStages } from "./number-grammar.ts";
import { type Probe, wholeColumn } from "./probe.ts";
import type { ParsedColumn } from "./stages.ts";

/** Digits and a decimal point, nothing else: what a program writes. */
const PLAIN_NUMBER = String.raw`'-?\d+(\.\d+)?'`;
const PLAIN_INTEGER = String.raw`'-?\d+'`;

export const NUMBER_TYPES = { integer: "BIGINT", decimal: "DECIMAL(38,9)", float: "DOUBLE" } as const;
export type NumberKind = keyof typeof NUMBER_TYPES;

/** Counts plain numbers, those with a point, and those whose point is certainly decimal. */
export function numberProbe(column: string, kind: NumberKind): Probe {
  const isPlain =
    `regexp_full_match(${column}, ${kind === "integer" ? PLAIN_INTEGER : PLAIN_NUMBER})` +
    ` and (${plainCast(column, kind)}) is not null`;
  return {
    filled: `count(${column})`,
    plain: `count(*) filter (${isPlain})`,
    dotted: `count(*) filter (contains(${column}, '.'))`,
    decimal: `count(*) filter (contains(${column}, '.') and substr(${column}, -4, 1) <> '.')`,
  };
}

/** All cells are plain, and a point in them is certainly decimal: a cast is enough. */
export function isPlainColumn(spec: ColumnSpec, probed: Readonly<Record<string, number>>): boolean {
  if (hasTypedToken(spec)) return false;
  return probed.filled === probed.plain && (probed.dotted === 0 || (probed.decimal ?? 0) > 0);
}

/** A column that needs nothing but a cast. */
export function plainNumberValue(spec: ColumnSpec, kind: NumberKind): ColumnValue {
  return { ...wholeColumn(spec), type: NUMBER_TYPES[kind], value: plainCast(spec.column, kind) };
}

function plainCast(column: string, kind: NumberKind): string {
  return kind === "decimal" ? exactDecimal(column) : `try_cast(${column} as ${NUMBER_TYPES[kind]})`;
}

/**
 * Numbers as people and programs write them: currency before or behind, groups, `(1.20)` and `1.20-` negative, `4.4%` = 0.044,
 * `< 10%` = 0.1 flagged as a bound. `decimal` is exact to nine places, halves away from zero; `integer` is bad with a fraction.
 */
export function parsedNumber(spec: ColumnSpec, kind: NumberKind, decision: MarkDecision): ParsedColumn {
  const p = `${spec.column}_`;
  const bound = `${p}parts.bound`;
  return {
    stages: [
      [`${p}text`, presentText(spec.column, spec.nullTokens)],
      ...numberStages(p, decision.mark),
      [`${p}decimal`, kind === "float" ? `try_cast(${p}plain as DOUBLE)` : exactDecimal(`${p}plain`)],
      [`${p}value`, fitting(`${p}decimal`, kind)],
      [`${p}bad`, `(${p}text is not null and ${p}value is null)`],
      [`${p}bound`, `case when left(${bound}, 1) in ('<', '≤') then 'below' when ${bound} <> '' then 'above' end`],
      [
        `${p}currency`,
        `case when ${p}value is null then null when ${p}parts.mark <> '' then ${p}parts.mark when ${p}parts.unit not in ('', '%') then ${p}parts.unit end`,
      ],
      [`${p}ambiguous`, decision.by === "rule" ? isAmbiguousNumber(`${p}text`) : "false"],
    ],
    keeps: ["value", "bad", "bound", "currency", "ambiguous"].map((name) => `${p}${name}`),
  };
}

/** The value of a parsed number where it fits the kind, else NULL. */
function fitting(number: string, kind: NumberKind): string {
  switch (kind) {
    case "decimal":
      return number;
    case "integer":
      return `case when ${number} % 1 = 0 then try_cast(${number} as BIGINT) end`;
    case "float":
      return `case when isfinite(${number}) then ${number} end`;
  }
}

/** What a column that `parsedNumber` has parsed gives away. */
export async function numberValue(
  db: DuckDb,
  relation: string,
  spec: ColumnSpec,
  kind: NumberKind,
  evidence: MarkEvidence,
  decision: MarkDecision,
): Promise<ColumnValue> {
  const p = `${spec.column}_`;
  const [seen] = await db.rows(
    `select count(*) filter (${p}bound = 'below') as below, count(*) filter (${p}bound = 'above') as above,
       count(*) filter (${p}ambiguous) as ambiguous, list(distinct ${p}currency) filter (${p}currency is not null) as currencies
     from ${relation}`,
  );
  const currencies = Array.isArray(seen?.currencies) ? seen.currencies.map(String).sort() : [];
  const flags = [
    { flag: "bound_below", when: `coalesce(${p}bound = 'below', false)`, rows: seen?.below },
    { flag: "bound_above", when: `coalesce(${p}bound = 'above', false)`, rows: seen?.above },
    { flag: "ambiguous_number", when: `${p}ambiguous`, rows: seen?.ambiguous },
  ];
  return {
    ...wholeColumn(spec),
    type: NUMBER_TYPES[kind],
    value: `${p}value`,
    bad: `${p}bad`,
    flags: flags.filter(({ rows }) => Number(rows) > 0).map(({ flag, when }) => ({ flag, when })),
    currencyCode: currencies.length > 0 ? currencyCodeSql(`${p}currency`) : null,
    findings: [...currencyFindings(spec, currencies), ...markFindings(spec, evidence, decision)],
  };
}

function currencyFindings(spec: ColumnSpec, currencies: readonly string[]): Finding[] {
  if (currencies.length < 2) return [];
  const detail = `the cells name several currencies (${currencies.slice(0, 5).join(", ")}); amounts of different currencies are never added`;
  return [finding("mixed_currency", "warning", detail, { columnName: spec.name })];
}

function markFindings(spec: ColumnSpec, evidence: MarkEvidence, { mark, by }: MarkDecision): Finding[] {
  const rowCount = evidence.ambiguousPoint + evidence.ambiguousComma;
  if (rowCount === 0 || by === "column") return [];
  const basis = by === "file" ? "as the file's other columns prove" : "by rule, since nothing in the file proves it";
  const [decimal, group] = mark === "." ? ["point", "comma"] : ["comma", "point"];
  const detail = `numbers like 1,234 or 1.234 can be read in two ways; ${basis}, the ${decimal} is read as the decimal mark and the ${group} as grouping thousands`;
  return [finding("ambiguous_number", by === "file" ? "info" : "warning", detail, { columnName: spec.name, rowCount })];
}
