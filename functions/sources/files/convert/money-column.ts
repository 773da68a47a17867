import { identifier } from "../read/sql-text.ts";
import { has, type Plan } from "./plan.ts";

/** The money a row stands for, as SQL: spend, else its value; null where the file has none. */
export function moneyColumn(plan: Plan): string | null {
  const name = ["spend", "conversion_value", "daily_budget"].find((candidate) => has(plan, candidate));
  if (name !== undefined) return identifier(name);
  const value = plan.columns.find((column) => column.name === "value" && column.kind === "money");
  return value === undefined ? null : identifier(value.name);
}
