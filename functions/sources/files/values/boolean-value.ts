import { literal } from "../read/sql-text.ts";
import type { ColumnSpec, ColumnValue } from "./column-value.ts";
import { presentText } from "./null-tokens.ts";
import { wholeColumn } from "./probe.ts";

const TRUE = ["true", "t", "yes", "y", "1", "1.0"];
const FALSE = ["false", "f", "no", "n", "0", "0.0"];

/** Yes or no in any of the common spellings; any other text is bad (`unknown` is no answer). */
export function booleanValue(spec: ColumnSpec): ColumnValue {
  const text = presentText(spec.column, spec.nullTokens);
  const list = (words: readonly string[]): string => words.map(literal).join(", ");
  const value = `case when lower(${text}) in (${list(TRUE)}) then true when lower(${text}) in (${list(FALSE)}) then false end`;
  return { ...wholeColumn(spec), type: "BOOLEAN", value, bad: `((${text}) is not null and (${value}) is null)` };
}
