import { argument, type Rules, same, scalar } from "./rule.ts";

export const conditionals: Rules = {
  COALESCE: same("coalesce", [1, Number.POSITIVE_INFINITY]),
  IFNULL: same("coalesce", [2, 2]),
  NULLIF: same("nullif", [2, 2]),
  IF: scalar(
    [3, 3],
    (call) => `(CASE WHEN ${argument(call, 0)} THEN ${argument(call, 1)} ELSE ${argument(call, 2)} END)`,
  ),
};
