import { afterAll, beforeAll, expect, it } from "vitest";
import { differences } from "../../oracle/compare.ts";
import type { OracleTable } from "../../oracle/google-sql.ts";
import { type RandomChoices, randomChoices } from "../../oracle/random-values.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";

const ROWS = 250;
const SEEDS = [1, 2];
const NULL_SHARE = 0.05;

/** Texts that nearly are dates, numbers, addresses. The rare forms that the README names as known differences are left out. */
const TEXTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  dates: [
    ["2026", "2024", "1999", "26"],
    ["-", "/", ""],
    ["1", "01", "12", "13", "2"],
    ["-", "/", ""],
    ["1", "01", "31", "30", "29"],
    ["", " ", "T"],
    ["", "10:11", "10:11:12", "1:2:3", "24:00:00"],
    ["", ".5", ".123456", ".1234567"],
    ["", "", "Z", "z", "+02", "+02:00", " UTC", " America/New_York", " "],
  ],
  numbers: [
    ["", " ", "\n"],
    ["", "", "--"],
    [
      "0",
      "-12",
      "+007",
      "1.5",
      ".5",
      "5.",
      "1e3",
      "1E-2",
      "inf",
      "-nan",
      "Infinity",
      "epoch",
      "1_000",
      "1,000",
      "9223372036854775807",
      "9223372036854775808",
      "0.0000000005",
      "1e400",
      "true",
      "FALSE",
      "t",
      "yes",
      "",
    ],
    ["", " ", "\t", "x"],
  ],
  addresses: [
    ["", "http://", "https://", "//", "HTTP://", "mailto:", "a+b://", "://", " http://", "http:/"],
    ["", "u:p@", "u@", "@"],
    ["host.com", "Host.CO.uk", "1.2.3.4", "[::1]", "a_b", "", "..a..", "host.com."],
    ["", ":80", ":", ":abc"],
    ["", "/", "/a/b?x=1", "?q=1", "#f", "/a@b", "/a:b", " /x", "\\x", " "],
  ],
  words: Array.from({ length: 6 }, () => [
    "",
    "a",
    "b",
    "A",
    "_",
    "%",
    "\\",
    " ",
    "\t",
    "É",
    "ß",
    "😀",
    "1",
    "/",
    ".",
    "x",
    "\u00a0",
    "'",
  ]),
};

/** One text expression each; `a` is any of the texts, `b` a word, `c` an address, `n` from -6 to 6, `m` from 0. */
const EXPRESSIONS = [
  ...["INT64", "FLOAT64", "NUMERIC", "BOOL", "DATE", "TIMESTAMP", "DATETIME"].map((type) => `SAFE_CAST(a AS ${type})`),
  ...["%Y-%m-%d", "%Y%m%d", "%d/%m/%y", "%F"].map((format) => `SAFE.PARSE_DATE('${format}', a)`),
  ...["%Y-%m-%d %H:%M:%S", "%FT%T", "%F %R"].map((format) => `SAFE.PARSE_TIMESTAMP('${format}', a)`),
  "NET.HOST(c)",
  "TRIM(b)",
  "LTRIM(b)",
  "RTRIM(b)",
  "TRIM(b, 'aA')",
  "LOWER(b)",
  "UPPER(REPLACE(b, 'ß', ''))",
  "SUBSTR(b, n)",
  "SUBSTR(b, n, m)",
  "LEFT(b, m)",
  "RIGHT(b, m)",
  "LPAD(b, m, '*')",
  "RPAD(b, m)",
  "REPEAT(b, m)",
  "REVERSE(b)",
  "STRPOS(c, b)",
  "INSTR(c, 'a')",
  "STARTS_WITH(c, b)",
  "ENDS_WITH(c, b)",
  "SPLIT(c, '/')",
  "SPLIT(b, 'a')",
  "SPLIT(c, b)",
  "LENGTH(c)",
  "BYTE_LENGTH(b)",
  "REPLACE(c, b, '-')",
  "TRANSLATE(b, 'abc', 'xy')",
  "TO_HEX(MD5(b))",
  "TO_BASE64(SHA1(b))",
  "REGEXP_REPLACE(c, r'[/:]+', r'<\\0>')",
  "REGEXP_EXTRACT(c, r'//([^/]*)')",
  "REGEXP_EXTRACT_ALL(c, r'[a-z]+')",
  "REGEXP_CONTAINS(c, r'^[a-z]+:')",
  "c LIKE r'%\\_%'",
  "b LIKE '%a_%'",
  "TO_JSON_STRING(b)",
  "FORMAT('%s|%d|%05d|%.2f', b, n, m, n / 3)",
  "CONCAT(a, b)",
  "a < b",
];

function randomText(choices: RandomChoices, parts: readonly (readonly string[])[]): string | null {
  if (choices.next() < NULL_SHARE) return null;
  return parts.map((values) => choices.pick(values)).join("");
}

function randomTable(seed: number): OracleTable {
  const choices = randomChoices(seed);
  const { dates = [], numbers = [], addresses = [], words = [] } = TEXTS;
  const rows = Array.from({ length: ROWS }, (_unused, id) => ({
    id,
    a: randomText(choices, choices.pick([dates, dates, numbers, words])),
    b: randomText(choices, words),
    c: randomText(choices, choices.pick([addresses, words])),
    n: Math.floor(choices.next() * 13) - 6,
    m: Math.floor(choices.next() * 7),
  }));
  return { columns: { id: "INT64", a: "STRING", b: "STRING", c: "STRING", n: "INT64", m: "INT64" }, rows };
}

describeWithGoogle("text functions on random texts", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines.stop());

  it.each(SEEDS)("answer as Google's engine, seed %i", async (seed) => {
    const tables = { "raw.texts": randomTable(seed) };
    await engines.duck.load(tables);
    const wrong: string[] = [];
    for (const expression of EXPRESSIONS) {
      const sql = `SELECT id, ${expression} AS v FROM raw.texts ORDER BY id`;
      const [want, got] = [await engines.google.evaluate(sql, tables), await engines.duck.evaluate(sql)];
      const found = differences(want, got, { ordered: true });
      if (found.length > 0) wrong.push(`${expression}: ${found.slice(0, 3).join("; ")}`);
    }
    expect(wrong).toEqual([]);
  });
});
