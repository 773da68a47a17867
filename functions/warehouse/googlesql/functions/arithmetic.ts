import { argument, argumentTexts, failingMacro, int32Argument, macro, type Rules, same, scalar } from "./rule.ts";

/** GoogleSQL's GREATEST and LEAST are NULL when any argument is; DuckDB's skip NULL. */
function strict(name: string) {
  return scalar([1, Number.POSITIVE_INFINITY], (call) => {
    const values = argumentTexts(call);
    const anyNull = values.map((value) => `(${value}) IS NULL`).join(" OR ");
    return `(CASE WHEN ${anyNull} THEN NULL ELSE ${name}(${values.join(", ")}) END)`;
  });
}

function rounding(name: string) {
  return scalar([1, 2], (call) =>
    call.args.length === 1
      ? `${name}(${argument(call, 0)})`
      : `${name}(${argument(call, 0)}, ${int32Argument(call, 1)})`,
  );
}

export const arithmetic: Rules = {
  ABS: same("abs", [1, 1], { mayFail: true }),
  SIGN: macro("sign", [1, 1]),
  CEIL: same("ceil", [1, 1]),
  CEILING: same("ceil", [1, 1]),
  FLOOR: same("floor", [1, 1]),
  ROUND: rounding("round"),
  TRUNC: rounding("trunc"),
  DIV: failingMacro("div", [2, 2]),
  MOD: failingMacro("mod", [2, 2]),
  SAFE_DIVIDE: macro("safe_divide", [2, 2]),
  IEEE_DIVIDE: macro("ieee_divide", [2, 2]),
  POW: failingMacro("pow", [2, 2]),
  POWER: failingMacro("pow", [2, 2]),
  EXP: failingMacro("exp", [1, 1]),
  SQRT: same("sqrt", [1, 1], { mayFail: true }),
  LN: same("ln", [1, 1], { mayFail: true }),
  LOG10: same("log10", [1, 1], { mayFail: true }),
  LOG: {
    ...failingMacro("log", [1, 2]),
    text: (call) => {
      const name = call.args.length === 1 ? "ln" : "log";
      return `bq.${call.isSafe ? "safe_" : ""}${name}(${argumentTexts(call).join(", ")})`;
    },
  },
  IS_NAN: same("isnan", [1, 1]),
  IS_INF: same("isinf", [1, 1]),
  GREATEST: strict("greatest"),
  LEAST: strict("least"),
};
