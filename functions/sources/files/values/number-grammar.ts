import { literal } from "../read/sql-text.ts";
import { CURRENCY_PATTERN, isCurrency } from "./currency.ts";
import type { Stage } from "./stages.ts";

export type DecimalMark = "." | ",";

const SPACES = " \u00a0\u202f\u2009";
const APOSTROPHES = "'’";
const SIGN = "[-+\u2212]";

/** Digits with the marks of one convention: groups of three (with a comma also the Indian 1,00,000), or no groups at all. */
function digits(decimalMark: DecimalMark): string {
  const mark = decimalMark === "." ? "\\." : ",";
  const group = decimalMark === "." ? "," : "\\.";
  const groups = [
    String.raw`\d{1,3}(?:${group}\d{3})+`,
    ...(decimalMark === "." ? [String.raw`\d{1,2}(?:,\d{2})*,\d{3}`] : []),
    String.raw`\d{1,3}(?:[${SPACES}]\d{3})+`,
    String.raw`\d{1,3}(?:[${APOSTROPHES}]\d{3})+`,
    String.raw`\d+`,
  ];
  return String.raw`(?:${groups.join("|")})(?:${mark}\d*)?|${mark}\d+`;
}

/**
 * A number's parts, all '' where the text is no number of the convention: bound (`<`, `>`), open (`(`), sign, mark (currency),
 * sign2, digits, power (`e5`), unit (`%` or a currency), close (`)` or a minus behind).
 */
function parts(text: string, decimalMark: DecimalMark): string {
  const pattern = [
    "^([<>]=?|≤|≥)?",
    String.raw`(\()?`,
    `(${SIGN})?`,
    `(${CURRENCY_PATTERN})?`,
    `(${SIGN})?`,
    `(${digits(decimalMark)})([eE][-+]?\\d{1,3})?`,
    `(%|${CURRENCY_PATTERN})?`,
    String.raw`(\)|-)?$`,
  ].join(`[${SPACES}]*`);
  const names = ["bound", "open", "sign", "mark", "sign2", "digits", "power", "unit", "close"];
  return `regexp_extract(${text}, ${literal(pattern)}, [${names.map(literal).join(", ")}])`;
}

/**
 * Steps from `<p>text` to `<p>parts` and `<p>plain`, the plain decimal it stands for (`-1234.5e-2`), NULL where it is no number:
 * brackets must pair, and one sign is enough. A percent sign is a power of ten, so that no digit is lost.
 */
export function numberStages(p: string, decimalMark: DecimalMark): readonly Stage[] {
  const part = (name: string): string => `${p}parts.${name}`;
  const dropped = `${SPACES}${APOSTROPHES}${decimalMark === "." ? "," : "."}`;
  const bare = `translate(${part("digits")}, ${literal(dropped)}, '')`;
  const signs = ["sign", "sign2", "close"].map((name) => `cast(${part(name)} <> '' as integer)`).join(" + ");
  const isNegative = `${part("sign")} in ('-', '\u2212') or ${part("sign2")} in ('-', '\u2212') or ${part("close")} <> ''`;
  const percent = `case when ${part("unit")} = '%' then 2 else 0 end`;
  return [
    [`${p}parts`, parts(`${p}text`, decimalMark)],
    [`${p}number`, decimalMark === "." ? bare : `replace(${bare}, ',', '.')`],
    [`${p}minus`, `case when ${isNegative} then '-' else '' end`],
    [`${p}power`, `coalesce(try_cast(substr(${part("power")}, 2) as integer), 0) - ${percent}`],
    [
      `${p}plain`,
      `case when ${part("digits")} = '' or (${part("open")} = '(') <> (${part("close")} = ')') or ${signs} > 1
          or not ${isCurrency(part("mark"))} or not ${isCurrency(part("unit"))} then null
        when ${p}power = 0 then ${p}minus || ${p}number
        else ${p}minus || ${p}number || 'e' || ${p}power end`,
    ],
  ];
}
