import { refuse } from "./not-portable.ts";
import type { Token } from "./syntax/tokens.ts";

/** Elements of dates that mean the same in GoogleSQL and in DuckDB's strftime and strptime. */
const DATE_ELEMENTS: Readonly<Record<string, string>> = {
  "%Y": "%Y",
  "%E4Y": "%Y",
  "%m": "%m",
  "%d": "%d",
  "%y": "%y",
  "%j": "%j",
  "%a": "%a",
  "%A": "%A",
  "%b": "%b",
  "%B": "%B",
  "%h": "%b",
  "%G": "%G",
  "%V": "%V",
  "%u": "%u",
  "%w": "%w",
  "%U": "%U",
  "%W": "%W",
  "%F": "%Y-%m-%d",
  "%D": "%m/%d/%y",
  "%%": "%%",
};

const TIME_ELEMENTS: Readonly<Record<string, string>> = {
  "%H": "%H",
  "%M": "%M",
  "%S": "%S",
  "%I": "%I",
  "%p": "%p",
  "%T": "%H:%M:%S",
  "%R": "%H:%M",
  "%E3S": "%S.%g",
  "%E6S": "%S.%f",
};

const PARSE_DATE_ELEMENTS = ["%Y", "%m", "%d", "%y", "%b", "%B", "%h", "%F", "%%"];
const PARSE_TIME_ELEMENTS = ["%H", "%M", "%S", "%T", "%R", "%I", "%p"];

export type FormatUse = "formatDate" | "formatTime" | "parseDate" | "parseTime";

const only = (all: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, all[name] ?? name]));
const ALL_ELEMENTS = { ...DATE_ELEMENTS, ...TIME_ELEMENTS };
const ALLOWED: Readonly<Record<FormatUse, Readonly<Record<string, string>>>> = {
  formatDate: DATE_ELEMENTS,
  formatTime: ALL_ELEMENTS,
  parseDate: only(ALL_ELEMENTS, PARSE_DATE_ELEMENTS),
  parseTime: only(ALL_ELEMENTS, [...PARSE_DATE_ELEMENTS, ...PARSE_TIME_ELEMENTS]),
};

/** DuckDB's format for GoogleSQL's; refuses every element that is not known to be equal. */
export function duckDbFormat(format: Token, use: FormatUse): string {
  const allowed = ALLOWED[use];
  return format.value.replace(/%(?:E[0-9*]?.|[\s\S]|$)/g, (element) => {
    const equal = Object.hasOwn(allowed, element) ? allowed[element] : undefined;
    return (
      equal ??
      refuse(format, `the format element ${element} is not portable here`, `use ${Object.keys(allowed).join(" ")}`)
    );
  });
}
