import { AppError } from "../../../lib/errors.ts";
import { literal } from "../read/sql-text.ts";
import type { Plan } from "./plan.ts";

/** ISO 4217's code for "no currency": money that nothing names never mixes with money of a currency. */
export const UNKNOWN_CURRENCY = "XXX";

/** The currency of a row: its own column, what its cells name, what a header names, `--currency` or settings, else `XXX`. */
export function currencySql(plan: Plan): string {
  const money = plan.columns.filter(({ kind }) => kind === "money");
  if (money.length === 0 && plan.bound.ratios.length === 0) return ownCurrency(plan) ?? "cast(null as VARCHAR)";
  const sources = [
    ownCurrency(plan),
    ...money.map(({ cellCurrency }) => cellCurrency),
    ...[headerCurrency(plan), plan.options.currency ?? null, UNKNOWN_CURRENCY].map((code) =>
      code === null ? null : literal(code),
    ),
  ];
  return `coalesce(${sources.filter((sql) => sql !== null).join(", ")})`;
}

/** The one currency that headers name. Throws where they name several: one row cannot hold both. */
export function headerCurrency(plan: Plan): string | null {
  const codes = [...new Set(plan.columns.flatMap(({ headerCurrency: code }) => code ?? []))];
  if (codes.length > 1) {
    throw new AppError(`expected one currency in the headers, got ${codes.join(" and ")}`, {
      kind: "data",
      where: plan.text.fileName,
      fix: "split the file by currency, or leave one of the columns out",
    });
  }
  return codes[0] ?? null;
}

function ownCurrency({ columns }: Plan): string | null {
  return columns.find(({ name }) => name === "currency_code")?.value ?? null;
}
