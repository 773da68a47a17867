import type { Plan } from "../convert/plan.ts";
import type { RowCheck } from "./row-check.ts";

/** Rows with a figure that is only a bound, as platforms write small shares: `< 10%`, `> 90%`. */
export function bounds({ columns }: Plan, loaded: string): readonly RowCheck[] {
  const names = ["bound_below", "bound_above"].filter((name) =>
    columns.some(({ flags }) => flags.some(({ flag }) => flag === name)),
  );
  return names.map((name) => ({
    name,
    severity: "info",
    columnName: null,
    says: `have a figure that is only ${name === "bound_below" ? "an upper bound, such as < 10%" : "a lower bound, such as > 90%"}`,
    rows: `select row_number from ${loaded} where contains(_flags, '${name}')`,
  }));
}
