import { dimensions, type Plan } from "../convert/plan.ts";
import type { RowCheck } from "./row-check.ts";

const NAME = "formula_cell";

/** Texts that a spreadsheet would run as a formula; they stay text here, and exports prefix them. */
export function formulaFlag(plan: Plan): readonly { readonly flag: string; readonly when: string }[] {
  const own = dimensions(plan).flatMap(({ cell, kind }) =>
    cell === null || kind === "date" || kind === "instant" ? [] : [cell],
  );
  const cells = [...own, ...plan.unknownTexts.map((index) => `c${index}`)];
  if (cells.length === 0) return [];
  const isFormula = cells.map(
    (cell) => `(left(${cell}, 1) in ('=', '@', '+', '-') and regexp_matches(${cell}, '^(=|@|[+\\-][A-Za-z(])'))`,
  );
  return [{ flag: NAME, when: isFormula.join(" or ") }];
}

export function formulaCells(loaded: string): readonly RowCheck[] {
  return [
    {
      name: NAME,
      severity: "warning",
      columnName: null,
      says: "hold a text that a spreadsheet would run as a formula",
      rows: `select row_number from ${loaded} where contains(_flags, '${NAME}')`,
    },
  ];
}
