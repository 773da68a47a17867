import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotPortable } from "../../../../functions/warehouse/googlesql/not-portable.ts";
import { translate } from "../../../../functions/warehouse/googlesql/translate.ts";

function refusal(sql: string): {
  readonly message: string;
  readonly where: string | undefined;
  readonly fix: string | undefined;
} {
  try {
    translate(sql);
  } catch (error) {
    if (error instanceof NotPortable) return { message: error.message, where: error.where, fix: error.fix };
    throw error;
  }
  throw new Error(`expected a refusal of ${sql}`);
}

describe("a translated query", () => {
  it("names unnamed columns as BigQuery's results do", () => {
    expect(translate("SELECT COUNT(*), 1 AS one, 2 FROM raw.facts")).toBe(
      "SELECT count(*) AS f0_, 1::BIGINT AS one, 2::BIGINT AS f1_ FROM raw.facts",
    );
  });

  it("keeps line ends, so that an engine's error names the right line", () => {
    const sql = "-- header\nSELECT\n    id, -- the key\n    k\nFROM raw.facts\nWHERE id = 'a'\nORDER BY id";
    expect(translate(sql).split("\n")).toEqual([
      "SELECT",
      "id,",
      "k",
      "FROM raw.facts",
      "WHERE id = 'a'",
      "ORDER BY id ASC NULLS FIRST",
    ]);
  });

  it("takes a semicolon at the end and a comma after the last column", () => {
    expect(translate("SELECT id, k, FROM raw.facts;")).toBe("SELECT id, k FROM raw.facts");
  });

  it("quotes a text with an apostrophe and never ends it early", () => {
    expect(translate("SELECT 'it\\'s; DROP TABLE x' AS a")).toBe("SELECT 'it''s; DROP TABLE x' AS a");
  });

  it("gives parameters DuckDB's form", () => {
    expect(translate("SELECT id FROM raw.facts WHERE k = @channel")).toBe(
      "SELECT id FROM raw.facts WHERE k = $channel",
    );
  });

  it("takes an alias in HAVING, QUALIFY and ORDER BY for the expression it names", () => {
    expect(translate("SELECT k, SUM(i) AS s FROM raw.facts GROUP BY k HAVING s > 1")).toContain("HAVING (sum(i)) > 1");
  });
});

describe("a refusal", () => {
  it.each([
    ["an unknown function", "SELECT\n  SOUNDEX(k) AS a FROM raw.facts", "2:3", undefined],
    [
      "an unknown unit",
      "SELECT DATE_TRUNC(d, FORTNIGHT) AS a FROM raw.facts",
      "1:22",
      "use DAY, WEEK, ISOWEEK, MONTH, QUARTER, YEAR, ISOYEAR",
    ],
    ["an unknown type", "SELECT CAST(k AS GEOGRAPHY) AS a FROM raw.facts", "1:18", expect.stringContaining("INT64")],
    ["an unknown statement", "VACUUM raw.facts", "1:1", undefined],
    ["a name that is neither a table nor in sight", "SELECT * FROM facts", "1:15", "write dataset.table"],
    ["a project in a path", "SELECT a FROM `my-project.raw.facts`", "1:15", "write dataset.table, without the project"],
    ["a wrong number of arguments", "SELECT SAFE_DIVIDE(1) AS a", "1:8", undefined],
    ["a function that must have OVER", "SELECT ROW_NUMBER() AS a FROM raw.facts", "1:8", undefined],
    [
      "a call that may fail inside SAFE.",
      "SELECT SAFE.LN(CAST(k AS FLOAT64)) AS a FROM raw.facts",
      "1:16",
      expect.stringContaining("SAFE_CAST"),
    ],
    ["a pattern that is no literal", "SELECT REGEXP_EXTRACT(k, u) AS a FROM raw.facts", "1:26", undefined],
    [
      "the name of a table used as a column",
      "SELECT facts FROM raw.facts",
      "1:8",
      "give the table another name than its column",
    ],
    ["a join without a condition", "SELECT 1 AS a FROM raw.facts AS x JOIN raw.facts AS y", "1:35", undefined],
    ["a bare UNION", "SELECT 1 AS a UNION SELECT 2 AS a", "1:15", undefined],
    ["CURRENT_DATE without brackets", "SELECT CURRENT_DATE AS a", "1:8", "write CURRENT_DATE()"],
    [
      "a tuple",
      "SELECT id FROM raw.facts WHERE (k, u) IN (('a', 'b'))",
      "1:32",
      expect.stringContaining("column by column"),
    ],
    ["an open bracket", "SELECT (1 AS a", "1:8", undefined],
    ["a closing bracket of the other kind", "SELECT (1] AS a", "1:10", undefined],
    ["a string without an end", "SELECT 'abc", "1:8", undefined],
    ["an empty text", "  -- nothing\n", "1:1", undefined],
    ["an UPDATE of all rows by accident", "UPDATE raw.facts SET k = 'a'", "1:26", "write WHERE TRUE for all rows"],
    [
      "the engine's own schema",
      "SELECT table_name FROM information_schema.tables",
      "1:24",
      expect.stringContaining("ops"),
    ],
    ["words of another dialect", "SELECT a::INT64 AS b FROM raw.facts", "1:9", undefined],
    ["a call of a table", "SELECT a FROM read_csv('/etc/passwd')", "1:15", undefined],
  ])("of %s says where and, if there is one, the portable form", (_what, sql, where, fix) => {
    expect(refusal(sql)).toMatchObject({ where, fix });
  });
});

const VOCABULARY = [
  "SELECT",
  "FROM",
  "WHERE",
  "GROUP",
  "BY",
  "HAVING",
  "QUALIFY",
  "ORDER",
  "LIMIT",
  "WITH",
  "AS",
  "UNION",
  "ALL",
  "DISTINCT",
  "JOIN",
  "LEFT",
  "ON",
  "USING",
  "UNNEST",
  "OFFSET",
  "CASE",
  "WHEN",
  "THEN",
  "ELSE",
  "END",
  "NOT",
  "IN",
  "IS",
  "NULL",
  "LIKE",
  "BETWEEN",
  "AND",
  "OR",
  "EXISTS",
  "INTERVAL",
  "DAY",
  "DATE",
  "ARRAY",
  "STRUCT",
  "OVER",
  "PARTITION",
  "ROWS",
  "CREATE",
  "TABLE",
  "VIEW",
  "INSERT",
  "INTO",
  "VALUES",
  "UPDATE",
  "SET",
  "DELETE",
  "MERGE",
  "MATCHED",
  "ALTER",
  "DROP",
  "EXCEPT",
  "REPLACE",
  "SAFE",
  "CAST",
  "EXTRACT",
  "COUNT",
  "SUM",
  "IF",
  "DATE_TRUNC",
  "ARRAY_AGG",
  "raw",
  "facts",
  "a",
  "b",
  "(",
  ")",
  "[",
  "]",
  "<",
  ">",
  ">>",
  ",",
  ".",
  "*",
  "-",
  "/",
  "=",
  ";",
  "'x'",
  "1",
  "1.5",
  "@p",
  "`q`",
  "\n",
  "-- c\n",
  "r'",
  "\\",
];

describe("any text", () => {
  it("is translated or refused with its place, never anything else", () => {
    const soup = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 25 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(
        fc.oneof(
          soup,
          fc.string({ unit: "binary", maxLength: 40 }),
          soup.map((text) => `SELECT ${text} FROM raw.facts`),
        ),
        (sql) => {
          try {
            translate(sql);
          } catch (error) {
            if (!(error instanceof NotPortable)) throw error;
            expect(error.where).toMatch(/^\d+:\d+$/);
          }
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });

  it("is refused when it nests without measure", () => {
    expect(refusal(`SELECT ${"(".repeat(20_000)}1${")".repeat(20_000)} AS a`).message).toContain("too deeply");
    expect(refusal(`SELECT ${"CASE WHEN ".repeat(20_000)} 1 AS a`).where).toMatch(/^\d+:\d+$/);
  });

  it("is refused when repeated arguments would fill the memory", () => {
    expect(refusal(`SELECT ${"GREATEST(".repeat(40)}i${", 1)".repeat(40)} AS a FROM raw.facts`).message).toContain(
      "too large",
    );
  });
});
