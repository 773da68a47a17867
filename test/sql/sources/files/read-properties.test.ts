import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../../functions/lib/duckdb.ts";
import { fromNanos } from "../../../../functions/lib/money.ts";
import { read, typeCells } from "./cells.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ path: ":memory:" });
});
afterAll(() => db.close());

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(..."ab1 .,;|\t\"'\n\rÄ€–", "🙂"), maxLength: 8 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("Brand", "2026-01-31", "1,5", "1.234,50", "", "12", "Total: all", '""', "a;b|c\td"),
  },
);
const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
const dialect = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  ending: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom("utf8", "utf8-bom", "utf16le-bom", "utf16be-bom"),
  quotesAll: fc.boolean(),
  endsWithBreak: fc.boolean(),
  preamble: fc.constantFrom([], ["Campaign report"], ["Campaign report", "Sept 2026", ""]),
});
type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never;

function write(rows: readonly (readonly string[])[], how: Dialect): Buffer {
  const quoted = (text: string): string =>
    how.quotesAll || /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [...how.preamble, ...rows.map((row) => row.map(quoted).join(how.delimiter))];
  const text = lines.join(how.ending) + (how.endsWithBreak ? how.ending : "");
  if (how.encoding === "utf16le-bom") return Buffer.from(`\ufeff${text}`, "utf16le");
  if (how.encoding === "utf16be-bom") return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  return Buffer.from(how.encoding === "utf8-bom" ? `\ufeff${text}` : text, "utf8");
}

describe("any table in any dialect", () => {
  it("reads back as it was written; rows without a value are no rows", async () => {
    await fc.assert(
      fc.asyncProperty(table, dialect, async (rows, how) => {
        const header = Array.from({ length: rows[0]?.length ?? 0 }, (_, i) => `Column ${"abcdef"[i]}`);
        const back = await read(db, write([header, ...rows], how));
        const kept = rows.filter((row) => row.some((text) => (how.quotesAll || /\S/.test(text)) && text !== ""));
        expect(back.headers).toEqual(header);
        expect(back.rows).toEqual(kept.map((row) => row.map((text) => (text === "" ? null : text))));
        expect(back.rowsRead).toBe(back.rows.length + back.heldRows + back.preamble.length);
      }),
      { numRuns: 150, seed: 20260131 },
    );
  });
});

const nanos = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const grouped = (whole: string, mark: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, mark);
const STYLES: readonly (readonly [name: string, write: (sign: string, whole: string, fraction: string) => string])[] = [
  ["plain", (sign, whole, fraction) => `${sign}${whole}.${fraction}`],
  ["English", (sign, whole, fraction) => `${sign}${grouped(whole, ",")}.${fraction}`],
  ["German", (sign, whole, fraction) => `${sign}${grouped(whole, ".")},${fraction} €`],
  ["French", (sign, whole, fraction) => `${sign}${grouped(whole, "\u202f")},${fraction}`],
  ["Swiss", (sign, whole, fraction) => `CHF ${sign}${grouped(whole, "’")}.${fraction}`],
  [
    "accounting",
    (sign, whole, fraction) =>
      sign === "-" ? `($${grouped(whole, ",")}.${fraction})` : `$${grouped(whole, ",")}.${fraction}`,
  ],
  ["trailing minus", (sign, whole, fraction) => `${whole}.${fraction}${sign}`],
];

describe("any exact decimal", () => {
  it.each(STYLES)("is exact in %s style", async (_, style) => {
    await fc.assert(
      fc.asyncProperty(fc.array(nanos, { minLength: 1, maxLength: 50 }), async (numbers) => {
        const texts = numbers.map((number) => {
          const text = fromNanos(number < 0n ? -number : number);
          const [whole = "0", fraction = ""] = text.split(".");
          return style(number < 0n ? "-" : "", whole, fraction.padEnd(4, "0"));
        });
        const { cells } = await typeCells(db, "decimal", texts);
        expect(cells.map(({ value }) => value)).toEqual(numbers.map(fromNanos));
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});

describe("any day", () => {
  const FORMS: readonly (readonly [string, (y: string, m: string, d: string) => string])[] = [
    ["y/m/d", (y, m, d) => `${y}/${Number(m)}/${Number(d)}`],
    ["d.m.y", (y, m, d) => `${Number(d)}.${m}.${y}`],
    ["m/d/y", (y, m, d) => `${m}/${d}/${y} 9:05 PM`],
    [
      "d-Mon-y",
      (y, m, d) =>
        `${d}-${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Number(m) - 1]}-${y}`,
    ],
  ];
  it.each(
    FORMS,
  )("in form %s is read as the day that was meant, given one row that proves the order", async (_, form) => {
    const day = fc
      .date({ min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 60 }), async (days) => {
        const all = [...days, "2026-01-31"];
        const { cells } = await typeCells(
          db,
          "date",
          all.map((text) => form(text.slice(0, 4), text.slice(5, 7), text.slice(8))),
        );
        expect(cells.map(({ value }) => value)).toEqual(all);
        expect(cells.some(({ confidence }) => confidence === "ambiguous")).toBe(false);
      }),
      { numRuns: 10, seed: 3 },
    );
  });
});
