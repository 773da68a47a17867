import { AppError } from "../../../lib/errors.ts";
import type { ColumnKind } from "../families/family.ts";
import { literal } from "../read/sql-text.ts";
import type { Binding } from "../recognise/bind.ts";
import { fold } from "../recognise/header.ts";
import type { ColumnSpec, ColumnValue, ValueKind } from "../values/column-value.ts";
import { CURRENCY_MARKS, currencyCodeSql } from "../values/currency.ts";
import { UNKNOWN_CURRENCY } from "./currency.ts";
import { withoutContacts } from "./personal.ts";
import { TYPE_OF, type TypedColumn } from "./typed-column.ts";

const VALUE_KINDS: Readonly<Record<ColumnKind, ValueKind>> = {
  id: "id",
  text: "text",
  status: "text",
  currency: "text",
  email: "text",
  phone: "text",
  private: "text",
  date: "date",
  instant: "timestamp",
  money: "decimal",
  integer: "integer",
  number: "float",
  rate: "float",
  boolean: "boolean",
};

const TEXTS: ReadonlySet<ColumnKind> = new Set(["id", "text", "status", "currency"]);

/** What is asked of the value builders for a bound header. */
export function columnSpec({ column, header }: Binding, index: number, nullTokens: readonly string[]): ColumnSpec {
  return { column: `c${index}`, name: header, kind: VALUE_KINDS[column.kind], nullTokens };
}

/** A bound column as SQL; `built` is null for a constant. */
export function typedColumn(
  binding: Binding,
  built: ColumnValue | null,
  aliases: Readonly<Record<string, string>>,
): TypedColumn {
  const { column, header } = binding;
  if (built === null) return constant(binding);
  const { value, bad } = meaning(binding, built, aliases);
  return {
    name: column.name,
    kind: column.kind,
    type: TYPE_OF[column.kind],
    value,
    bad,
    cell: built.column,
    header,
    flags: built.flags,
    confidence: built.confidence,
    isDayOnly: built.isDayOnly,
    cellCurrency: column.kind === "money" ? built.currencyCode : null,
    headerCurrency: binding.currency,
  };
}

/** `upper case, space and - → _`: `Not qualified` is `NOT_QUALIFIED`. */
export function statusSql(text: string): string {
  return `upper(regexp_replace(trim(${text}), '[\\s\\-]+', '_', 'g'))`;
}

function meaning({ column, unit }: Binding, built: ColumnValue, aliases: Readonly<Record<string, string>>) {
  const { value, bad } = built;
  switch (column.kind) {
    case "text":
      return { value: withoutContacts(canonicalName(value, aliases)), bad: null };
    case "id":
      return { value: withoutContacts(value), bad: null };
    case "status":
      return { value: statusSql(value), bad: null };
    case "currency":
      return column.name === "currency_code" ? { value: rowCurrency(value), bad: null } : exactCurrency(value);
    case "money":
      return { value: unit === "micros" ? `cast(${value} / 1000000 as DECIMAL(38,9))` : value, bad };
    case "number":
    case "rate":
      return {
        value:
          unit === "percent" ? `case when contains(${built.column}, '%') then ${value} else ${value} / 100 end` : value,
        bad,
      };
    default:
      return { value, bad };
  }
}

/** A currency that a row is about must be a code. */
function exactCurrency(text: string): { readonly value: string; readonly bad: string } {
  const isCode = `regexp_full_match(upper(trim(${text})), '[A-Z]{3}')`;
  return { value: `case when ${isCode} then upper(trim(${text})) end`, bad: `coalesce(not ${isCode}, false)` };
}

/**
 * The currency that a row's money is in: a code, or a sign that names one. A sign of several currencies (`$`) leaves it
 * to `--currency`; a word nobody knows is no currency, and must not become the one of the flag.
 */
function rowCurrency(text: string): string {
  const shared = Object.keys(CURRENCY_MARKS).filter((mark) => CURRENCY_MARKS[mark] === null);
  const code = `coalesce(case when regexp_full_match(upper(trim(${text})), '[A-Z]{3}') then upper(trim(${text})) end, ${currencyCodeSql(`trim(${text})`)})`;
  return `case when ${text} is null or trim(${text}) in (${shared.map(literal).join(", ")}) then null else coalesce(${code}, '${UNKNOWN_CURRENCY}') end`;
}

/** Spellings that settings declare to mean one name; case, spaces and punctuation do not matter. */
function canonicalName(text: string, aliases: Readonly<Record<string, string>>): string {
  const byFold = new Map(Object.entries(aliases).map(([alias, name]) => [fold(alias), name]));
  if (byFold.size === 0) return text;
  const keys = [...byFold.keys()].map(literal).join(", ");
  const names = [...byFold.values()].map(literal).join(", ");
  const folded = `regexp_replace(lower(nfc_normalize(${text})), '[^\\pL\\pN]', '', 'g')`;
  return `coalesce(map([${keys}], [${names}])[${folded}], ${text})`;
}

function constant({ column, constant: text, header }: Binding): TypedColumn {
  if (!TEXTS.has(column.kind)) {
    throw new AppError(`expected a header for ${column.name}, got the constant ${header}`, {
      kind: "settings",
      where: `--map ${header}=${column.name}`,
      fix: "only text columns (ids, names, statuses, currencies) take a constant",
    });
  }
  return {
    name: column.name,
    kind: column.kind,
    type: "VARCHAR",
    value: column.kind === "status" ? statusSql(literal(text ?? "")) : literal(text ?? ""),
    bad: null,
    cell: null,
    header,
    flags: [],
    confidence: null,
    isDayOnly: null,
    cellCurrency: null,
    headerCurrency: null,
  };
}
