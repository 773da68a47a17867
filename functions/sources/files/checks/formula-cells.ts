import { dimensions, type Plan } from "../convert/plan.ts";
import type { RowCheck } from "./row-check.ts";

/** Texts that a spreadsheet would run as a formula; they stay text here, and exports prefix them. */
export function formulaCells(plan: Plan, loaded: string): readonly RowCheck[] {
  const own = dimensions(plan).flatMap(({ cell, kind }) =>
    cell === null || kind === "date" || kind === "instant" ? [] : [`r.${cell}`],
  );
  const cells = [...own, ...plan.unknownTexts.map((index) => `r.c${index}`)];
  if (cells.length === 0) return [];
  const isFormula = cells.map(
    (cell) => `(left(${cell}, 1) in ('=', '@', '+', '-') and regexp_matches(${cell}, '^(=|@|[+\\-][A-Za-z(])'))`,
  );
  return [
    {
      name: "formula_cell",
      severity: "warning",
      columnName: null,
      says: "hold a text that a spreadsheet would run as a formula",
      rows: `select row_number from ${loaded} join ${plan.text.relation} as r using (row_number) where ${isFormula.join(" or ")}`,
    },
  ];
}
