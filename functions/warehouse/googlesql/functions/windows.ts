import { aggregateArguments } from "./aggregate-arguments.ts";
import { type ArgumentCount, argument, argumentTexts, type Rule, type Rules } from "./rule.ts";

function numbering(name: string, count: ArgumentCount): Rule {
  return { kind: "window", arguments: count, text: (call) => `${name}(${argumentTexts(call).join(", ")})${call.over}` };
}

/** FIRST_VALUE and its like, with IGNORE NULLS or RESPECT NULLS inside the brackets. */
function navigation(name: string, count: ArgumentCount): Rule {
  return {
    kind: "window",
    arguments: count,
    text: (call) => {
      const parts = aggregateArguments(call, ["NULLS"]);
      const texts = parts.values.map((value) => call.translator.expression(value, call.at));
      return `${name}(${texts.join(", ")}${parts.ignoreNulls ? " IGNORE NULLS" : ""})${call.over}`;
    },
  };
}

export const windows: Rules = {
  ROW_NUMBER: numbering("row_number", [0, 0]),
  RANK: numbering("rank", [0, 0]),
  DENSE_RANK: numbering("dense_rank", [0, 0]),
  PERCENT_RANK: numbering("percent_rank", [0, 0]),
  CUME_DIST: numbering("cume_dist", [0, 0]),
  NTILE: numbering("ntile", [1, 1]),
  LAG: numbering("lag", [1, 3]),
  LEAD: numbering("lead", [1, 3]),
  FIRST_VALUE: navigation("first_value", [1, 1]),
  LAST_VALUE: navigation("last_value", [1, 1]),
  NTH_VALUE: navigation("nth_value", [2, 2]),
  PERCENTILE_CONT: {
    kind: "window",
    arguments: [2, 2],
    text: (call) => `quantile_cont(CAST(${argument(call, 0)} AS DOUBLE), ${argument(call, 1)})${call.over}`,
  },
};
