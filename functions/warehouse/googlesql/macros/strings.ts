import { failingMacro, macro } from "./macro.ts";

/** Unicode's white space, which GoogleSQL trims; RE2's \s is only ASCII's. */
const WHITE_SPACE = String.raw`[\x09-\x0D\x{20}\x{85}\p{Z}]+`;

/** What stands between scheme, user and dots, and the path. Google's function takes anything for a scheme before two slashes. */
const AUTHORITY = String.raw`^\s*(?:(?:[^/\\?#]*:)?[/\\]{2})?(?:[^/\\?#]*@)?\.*([^/\\?#]*?)(?:\s*$|[/\\?#])`;
/** The authority without its port; brackets hold the colons of an address. */
const HOST = String.raw`^(\[[^\]]*\][^:]*|\[[^\]]*$|[^:]*)`;

export const stringMacros: readonly string[] = [
  macro("trim", ["s", `regexp_replace(s, '^${WHITE_SPACE}|${WHITE_SPACE}$', '', 'g')`], ["s, c", "trim(s, c)"]),
  macro("ltrim", ["s", `regexp_replace(s, '^${WHITE_SPACE}', '')`], ["s, c", "ltrim(s, c)"]),
  macro("rtrim", ["s", `regexp_replace(s, '${WHITE_SPACE}$', '')`], ["s, c", "rtrim(s, c)"]),
  // Position 0, and positions before the start, mean the start.
  macro("substr_start", ["s, p", "CASE WHEN p = 0 OR p < -length(s) THEN 1 ELSE p END"]),
  ...failingMacro(
    "substr",
    ["s, p", () => "substr(s, bq.substr_start(s, p))"],
    [
      "s, p, n",
      (fail) =>
        `CASE WHEN n < 0 THEN ${fail("SUBSTR with a negative length")} ELSE substr(s, bq.substr_start(s, p), n) END`,
    ],
  ),
  ...failingMacro("left", [
    "s, n",
    (fail) => `CASE WHEN n < 0 THEN ${fail("LEFT with a negative length")} ELSE left(s, n) END`,
  ]),
  ...failingMacro("right", [
    "s, n",
    (fail) => `CASE WHEN n < 0 THEN ${fail("RIGHT with a negative length")} ELSE right(s, n) END`,
  ]),
  ...["lpad", "rpad"].flatMap((name) =>
    failingMacro(name, [
      "s, n, padding",
      (fail) =>
        `CASE WHEN n < 0 OR padding = '' THEN ${fail("a text of negative length, or padded with nothing")} ELSE ${name}(s, CAST(CASE WHEN n < 0 THEN 0 ELSE n END AS INTEGER), padding) END`,
    ]),
  ),
  ...failingMacro("repeat", [
    "s, n",
    (fail) => `CASE WHEN n < 0 THEN ${fail("REPEAT with a negative number")} ELSE repeat(s, n) END`,
  ]),
  // DuckDB splits by NULL into the whole text.
  macro("split", ["s, separator", "CASE WHEN separator IS NULL THEN NULL ELSE string_split(s, separator) END"]),
  macro("regexp_extract", [
    "s, pattern, g",
    "CASE WHEN regexp_matches(s, pattern) THEN regexp_extract(s, pattern, g) END",
  ]),
  macro("net_host", [
    "url",
    `nullif(regexp_replace(regexp_extract(regexp_extract(url, '${AUTHORITY}', 1), '${HOST}', 1), '\\.+$', '.'), '')`,
  ]),
];
