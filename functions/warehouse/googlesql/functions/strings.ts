import { quoteText } from "../names.ts";
import { refuse } from "../not-portable.ts";
import {
  argument,
  argumentTexts,
  type Call,
  failingMacro,
  macro,
  type Rule,
  type Rules,
  same,
  scalar,
  stringArgument,
} from "./rule.ts";

/** GoogleSQL's CONCAT is NULL when any part is; DuckDB's skips NULL, its `||` does not. */
function concat(call: Call): string {
  return `(${argumentTexts(call)
    .map((text) => `(${text})`)
    .join(" || ")})`;
}

/** Blanks, unless the call says what to pad with. */
function pad(name: string): Rule {
  return {
    ...failingMacro(name, [2, 3]),
    text: (call) => {
      const [text, length, padding = "' '"] = argumentTexts(call);
      return `bq.${call.isSafe ? "safe_" : ""}${name}(${text}, ${length}, ${padding})`;
    },
  };
}

function formatText(call: Call): string {
  const template = stringArgument(call, 0, "the format");
  const elements = template.value.match(/%(?:%|s|d|0[0-9]+d|\.[0-9]+f|[\s\S]|$)/g) ?? [];
  const unknown = elements.find((element) => !/^%(?:%|s|d|0[0-9]+d|\.[0-9]+f)$/.test(element));
  if (unknown !== undefined)
    refuse(template, `the element ${unknown} of FORMAT is not portable`, "use %s %d %05d %.2f %%");
  const values = elements.filter((element) => element !== "%%").length;
  if (values !== call.args.length - 1)
    refuse(call.at, `FORMAT has ${values} elements and ${call.args.length - 1} values`);
  return `printf(${[quoteText(template.value), ...argumentTexts(call).slice(1)].join(", ")})`;
}

export const strings: Rules = {
  CONCAT: scalar([1, Number.POSITIVE_INFINITY], concat),
  LOWER: same("lower", [1, 1]),
  UPPER: same("upper", [1, 1]),
  LENGTH: same("length", [1, 1]),
  CHAR_LENGTH: same("length", [1, 1]),
  CHARACTER_LENGTH: same("length", [1, 1]),
  BYTE_LENGTH: same("strlen", [1, 1]),
  LEFT: failingMacro("left", [2, 2]),
  RIGHT: failingMacro("right", [2, 2]),
  SUBSTR: failingMacro("substr", [2, 3]),
  SUBSTRING: failingMacro("substr", [2, 3]),
  TRIM: macro("trim", [1, 2]),
  LTRIM: macro("ltrim", [1, 2]),
  RTRIM: macro("rtrim", [1, 2]),
  LPAD: pad("lpad"),
  RPAD: pad("rpad"),
  REPEAT: failingMacro("repeat", [2, 2]),
  REPLACE: same("replace", [3, 3]),
  REVERSE: same("reverse", [1, 1]),
  TRANSLATE: same("translate", [3, 3]),
  STRPOS: same("strpos", [2, 2]),
  INSTR: scalar([2, 4], (call) =>
    call.args.length === 2
      ? `instr(${argumentTexts(call).join(", ")})`
      : refuse(call.at, "INSTR with a position is not portable", "use STRPOS and SUBSTR"),
  ),
  STARTS_WITH: same("starts_with", [2, 2]),
  ENDS_WITH: same("ends_with", [2, 2]),
  SPLIT: scalar(
    [1, 2],
    (call) => `bq.split(${argument(call, 0)}, ${call.args[1] === undefined ? "','" : argument(call, 1)})`,
  ),
  FORMAT: scalar([1, Number.POSITIVE_INFINITY], formatText),
  "NET.HOST": macro("net_host", [1, 1]),
};
