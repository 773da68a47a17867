import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellTexts, emptyRecord, nextRecord } from "../../../../functions/sources/files/read/csv-record.ts";

/** All records of a text that arrives in parts, as `eachRecord` puts them together. */
function recordsOf(parts: readonly Buffer[]): string[][] {
  const rows: string[][] = [];
  const record = emptyRecord();
  let rest = Buffer.alloc(0);
  const readAll = (isLast: boolean): void => {
    let at = 0;
    while (at < rest.length && nextRecord(rest, at, isLast, 44, record)) {
      rows.push(cellTexts(rest, record));
      at = record.next;
    }
    rest = rest.subarray(at);
  };
  for (const part of parts) {
    rest = Buffer.concat([rest, part]);
    readAll(false);
  }
  readAll(true);
  return rows;
}

describe("a record", () => {
  it.each([
    ["a,b\n", [["a", "b"]]],
    ["a,b", [["a", "b"]]],
    ["a,\n", [["a", ""]]],
    ['"a,b","c\nd"\n', [["a,b", "c\nd"]]],
    ['"a ""b""",""\n', [['a "b"', ""]]],
    ['5" x,b\n', [['5" x', "b"]]],
    ['"a"b,c\n', [["ab", "c"]]],
    ["a\rb\r\nc\n", [["a"], ["b"], ["c"]]],
    [' "a" ,b \n', [["a", "b "]]],
  ])("has its cells: %j", (text, expected) => {
    expect(recordsOf([Buffer.from(text)])).toEqual(expected);
  });

  it("is the same wherever the bytes are cut", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " "), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 4 }), (content, cuts) => {
        const bytes = Buffer.from(content);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const parts = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
        expect(recordsOf(parts)).toEqual(recordsOf([bytes]));
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  it("counts the line breaks inside quotes, so that errors name the line", () => {
    const record = emptyRecord();
    nextRecord(Buffer.from('"a\nb\r\nc",1\nd'), 0, true, 44, record);
    expect(record.lines).toBe(3);
  });
});
