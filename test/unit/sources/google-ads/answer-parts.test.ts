import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerParts } from "../../../../functions/sources/google-ads/answer-parts.ts";

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function take(text: string, sizes: readonly number[] = [7]): Promise<{ rows: unknown[][]; rests: unknown[] }> {
  const rows: unknown[][] = [];
  const rests: unknown[] = [];
  let open: unknown[] = [];
  for await (const part of answerParts(pieces(text, sizes), (reason) => new Error(reason))) {
    open.push(...part.rows.map((row) => JSON.parse(row) as unknown));
    if (part.rest !== null) {
      rows.push(open);
      rests.push(JSON.parse(part.rest));
      open = [];
    }
  }
  return { rows, rests };
}

describe("taking an answer apart", () => {
  it("any answer, cut into any pieces, gives its rows and what stands beside them", async () => {
    const row = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue());
    const chunk = fc.record(
      {
        before: fc.oneof(fc.string(), fc.array(fc.dictionary(fc.string(), fc.jsonValue()))),
        results: fc.array(row, { maxLength: 4 }),
        fieldMask: fc.string(),
        metricAttributes: fc.array(row, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    const space = fc.constantFrom(undefined, 1, "\t");
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 4 }), space, sizes, async (chunks, indent, cut) => {
        const { rows, rests } = await take(JSON.stringify(chunks, null, indent), cut);
        const plain = JSON.parse(JSON.stringify(chunks)) as Record<string, unknown>[];
        expect(rows).toEqual(plain.map(({ results }) => results ?? []));
        expect(rests).toEqual(plain.map((one) => ("results" in one ? { ...one, results: [] } : one)));
      }),
    );
  });

  it("brackets, quotes and backslashes inside text are text", async () => {
    const row = { name: 'a]}"\\[{ "results":[ \\" ü€😀' };
    expect((await take(JSON.stringify([{ results: [row, row] }]), [1])).rows).toEqual([[row, row]]);
  });

  it("nothing found is an empty array or a chunk without rows", async () => {
    expect(await take("[]")).toEqual({ rows: [], rests: [] });
    expect(await take('[{"requestId":"x"}]')).toEqual({ rows: [[]], rests: [{ requestId: "x" }] });
  });

  it("an array called results deeper down is no list of rows", async () => {
    const chunk = { error: { results: [{ a: 1 }] }, summary: ["results", [1]] };
    expect(await take(JSON.stringify([chunk]))).toEqual({ rows: [[]], rests: [chunk] });
  });

  it.each([
    ["an answer that ends early", '[{"results":[{"a":1}]}', "closing bracket"],
    ["an empty answer", "", "closing bracket"],
    ["an object in place of the array", '{"error":{}}', 'got "{"'],
    ["HTML", "<html></html>", 'got "<"'],
    ["a value in place of a chunk", "[1]", 'got "1"'],
    ["a value in place of a row", '[{"results":[1]}]', 'got "1"'],
    ["something behind the end", "[]x", 'got "x"'],
    ["a second array", "[][]", 'got "["'],
    ["an end without a begin", "]", 'got "]"'],
  ])("%s is broken", async (_, text, reason) => {
    await expect(take(text, [3])).rejects.toThrow(reason);
  });
});
