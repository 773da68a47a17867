import type { Severity } from "../contract.ts";
import { has, type Plan } from "../convert/plan.ts";

/** A doubt about single rows: they stay, flagged and counted. */
export interface RowCheck {
  readonly name: string;
  readonly severity: Severity;
  readonly columnName: string | null;
  /** In plain words, after the number of rows: "… have more clicks than impressions". */
  readonly says: string;
  /** SELECT of `row_number` over the loaded rows. */
  readonly rows: string;
}

/** Makes a check that is a condition on the columns of one row; null where the file lacks one of them. */
export function when(
  plan: Plan,
  needs: readonly string[],
  check: Omit<RowCheck, "rows"> & { readonly condition: string },
  loaded: string,
): readonly RowCheck[] {
  if (!has(plan, ...needs)) return [];
  const { condition, ...rest } = check;
  return [{ ...rest, rows: `select row_number from ${loaded} where ${condition}` }];
}
