import { refuse } from "../not-portable.ts";
import { argument, argumentTexts, type Call, type Rules, same, scalar } from "./rule.ts";

/** Without the text for NULL, NULL elements are left out; with it they become that text. */
function arrayToString(call: Call): string {
  const [separatorNode] = call.args[1] ?? [];
  if (separatorNode?.kind !== "string" && separatorNode?.kind !== "parameter") {
    refuse(
      separatorNode ?? call.at,
      "ARRAY_TO_STRING joins with a constant here",
      "use a string literal or a parameter",
    );
  }
  const [array, separator, forNull] = argumentTexts(call);
  if (forNull === undefined) return `array_to_string(list_filter(${array}, lambda x: x IS NOT NULL), ${separator})`;
  return `array_to_string(list_transform(${array}, lambda x: coalesce(x, ${forNull})), ${separator})`;
}

export const arrays: Rules = {
  ARRAY_LENGTH: same("len", [1, 1]),
  ARRAY_REVERSE: same("list_reverse", [1, 1]),
  ARRAY_CONCAT: scalar(
    [1, Number.POSITIVE_INFINITY],
    (call) =>
      `(${argumentTexts(call)
        .map((text) => `(${text})`)
        .join(" || ")})`,
  ),
  ARRAY_TO_STRING: scalar([2, 3], arrayToString),
  GENERATE_ARRAY: scalar(
    [2, 3],
    (call) =>
      `bq.generate_array(${argument(call, 0)}, ${argument(call, 1)}, ${call.args[2] === undefined ? "1" : argument(call, 2)})`,
    { mayFail: true },
  ),
};
