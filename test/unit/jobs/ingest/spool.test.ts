import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSpool } from "../../../../functions/jobs/ingest/spool.ts";
import type { RawRow } from "../../../../functions/sources/source.ts";

async function newSpool() {
  const dir = await mkdtemp(join(tmpdir(), "spool-"));
  const columns = ["day", "name", "clicks"];
  return { dir, spool: openSpool({ dir, table: "raw.t", columns, sliceOf: (row) => String(row.day) }) };
}

async function read(spool: ReturnType<typeof openSpool>, slices: readonly string[]): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const row of spool.rows(slices, { load_id: "l" })) rows.push(row);
  return rows;
}

const day = fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-03");
const rowOf = fc.record({
  day,
  name: fc.option(fc.string({ unit: "grapheme" })),
  clicks: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
});

describe("a spool", () => {
  it("gives back every row of the slices asked for, any text in it, with the stamp", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf, { maxLength: 30 }), async (rows) => {
        const { spool } = await newSpool();
        await spool.add(rows);
        for (const wanted of ["2026-01-01", "2026-01-02", "2026-01-03"]) {
          const expected = rows.filter((row) => row.day === wanted).map((row) => ({ load_id: "l", ...row }));
          expect(await read(spool, [wanted])).toEqual(JSON.parse(JSON.stringify(expected)));
          expect(spool.content(wanted).rows).toBe(expected.length);
        }
        expect(spool.rowCount).toBe(rows.length);
        await spool.close();
      }),
      { numRuns: 30 },
    );
  });

  it("keeps every kind of line break inside a text", async () => {
    const { spool } = await newSpool();
    const name = "a\nb\rc\u2028d\u2029e\u0085f\u000bg";
    await spool.add([{ day: "2026-01-01", name, clicks: 1 }]);
    expect(await read(spool, ["2026-01-01"])).toEqual([{ load_id: "l", day: "2026-01-01", name, clicks: 1 }]);
    await spool.close();
  });

  it("hashes a slice by its rows, not by their order, and counts equal rows each", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf, { minLength: 1, maxLength: 12 }), fc.nat(), async (rows, pick) => {
        const shifted = [...rows.slice(pick % rows.length), ...rows.slice(0, pick % rows.length)];
        const [a, b, c] = [(await newSpool()).spool, (await newSpool()).spool, (await newSpool()).spool];
        await a.add(rows);
        for (const row of shifted) await b.add([row]);
        await c.add([...rows, ...rows.slice(0, 1)]);
        const first = rows[0]?.day ?? "";
        expect(b.content(first)).toEqual(a.content(first));
        expect(c.content(first).sha256).not.toBe(a.content(first).sha256);
      }),
      { numRuns: 30 },
    );
  });

  it("keeps integers beyond 2^53 exact, as text", async () => {
    const { spool } = await newSpool();
    await spool.add([{ day: "2026-01-01", name: null, clicks: 9_223_372_036_854_775_807n }]);
    expect(await read(spool, ["2026-01-01"])).toMatchObject([{ clicks: "9223372036854775807" }]);
    await spool.close();
  });

  it("leaves no name in the folder, however many rows it holds", async () => {
    const { dir, spool } = await newSpool();
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ day: "2026-01-01", name: `name ${i}`, clicks: i }));
    await spool.add(rows);
    expect(await readdir(dir)).toEqual([]);
    expect(await read(spool, ["2026-01-01"])).toHaveLength(20_000);
    // Read again, as after a publication that another one had overtaken.
    expect(await read(spool, ["2026-01-01"])).toHaveLength(20_000);
    await spool.close();
  });

  it("refuses a row with a column too few or too many, and names it", async () => {
    const { spool } = await newSpool();
    const row = (fields: RawRow) => expect(spool.add([fields])).rejects;
    await row({ day: "2026-01-01", name: "x" }).toThrow("without clicks and with none besides");
    await row({ day: "2026-01-01", name: "x", clicks: 1, cost: 2 }).toThrow("without none and with cost besides");
  });
});
