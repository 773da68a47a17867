import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectKeys, keyText } from "../../../../functions/sources/files/read/json-keys.ts";
import { emptyJsonLine, scanJsonLine } from "../../../../functions/sources/files/read/json-scan.ts";

const scan = (text: string) => {
  const bytes = Buffer.from(text);
  const line = emptyJsonLine();
  const isObject = scanJsonLine(bytes, 0, bytes.length, line);
  const members = Array.from({ length: isObject ? line.members : 0 }, (_, i) => [
    keyText(bytes, line.keyStarts[i] ?? 0, line.keyEnds[i] ?? 0),
    JSON.parse(bytes.toString("utf8", line.valueStarts[i], line.valueEnds[i])) as unknown,
  ]);
  return {
    isObject,
    members: Object.fromEntries(members) as Record<string, unknown>,
    needsExactRead: line.needsExactRead,
    bytes,
    line,
  };
};

describe("a JSON line", () => {
  it("has the members that JSON.parse finds, whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue()),
        fc.constantFrom("", " "),
        (object, space) => {
          const plain = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
          const text = JSON.stringify(plain, null, 1).replaceAll(/\n */g, space);
          const found = scan(text);
          expect(found.isObject).toBe(true);
          expect(found.members).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 1000, seed: 5 },
    );
  });

  it.each([
    "[1]",
    '{"a":1',
    '{"a"}',
    '{"a":}',
    '{"a":1} {"b":2}',
    '{"a":1,}',
    "1",
    '"a"',
    "{a:1}",
    '{"a":"x}',
    '{"a":[1}',
    '{"a":1]}',
  ])("is refused where it is no single object: %s", (text) => {
    expect(scan(text).isObject).toBe(false);
  });

  it.each([
    ['{"a":1.5}', false],
    ['{"a":123456789012345678901234}', false],
    ['{"a":"0.12345678901234567890"}', false],
    ['{"a":0.12345678901234567}', true],
    ['{"a":{"b":[123456789012.3456]}}', true],
  ])("says where a double would round a number: %s", (text, expected) => {
    expect(scan(text).needsExactRead).toBe(expected);
  });
});

describe("the keys of a file", () => {
  it("are those of all lines, in order of appearance; a repeated one is told", () => {
    const collector = collectKeys();
    const add = (text: string): boolean => {
      const { bytes, line } = scan(text);
      return collector.add(bytes, line);
    };
    expect(['{"a":1,"b":2}', '{"b":1,"c":2}', '{"a":1,"b":2}', '{"\\u0061":1}', "{}"].map(add)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(add('{"a":1,"b":2,"a":3}')).toBe(false);
    expect(add('{"a":1,"b":2,"a":3}')).toBe(false);
    expect(collector.keys()).toEqual(["a", "b", "c"]);
  });
});
