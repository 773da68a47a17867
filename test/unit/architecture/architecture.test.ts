import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allImports, importsOf, ROOT, sourceFiles } from "./imports.ts";
import { crossesQuestions, forbidden, ONE_IMPORTER } from "./rules.ts";

describe("dependency directions", () => {
  it("every import below functions/ goes the way the architecture allows", async () => {
    const problems = (await allImports("functions")).flatMap((one) => {
      const why = forbidden(one);
      return why === null ? [] : [`${one.from}: ${why}`];
    });
    expect(problems).toEqual([]);
  });

  it("questions under models/ never import each other", async () => {
    expect((await allImports("functions/models")).filter(crossesQuestions)).toEqual([]);
  });

  it("each SDK is imported in exactly one file", async () => {
    const imports = await allImports("functions", "scripts");
    for (const sdk of ONE_IMPORTER) {
      const importers = new Set(
        imports.filter(({ to, isTypeOnly }) => to === sdk && !isTypeOnly).map(({ from }) => from),
      );
      expect([...importers], sdk).toHaveLength(1);
    }
  });

  it("a forbidden import is seen, in each direction that matters", () => {
    const why = (from: string, source: string) => importsOf(from, source).map(forbidden);
    expect(why("functions/models/mmm/fit.ts", 'import { readFile } from "node:fs/promises";')).toEqual([
      "models are pure and must not import node:fs/promises",
    ]);
    expect(why("functions/jobs/fit.ts", 'import { openDuckDbWarehouse } from "../warehouse/duckdb.ts";')).toEqual([
      "jobs must not import values of warehouse/duckdb.ts",
    ]);
    expect(why("functions/jobs/fit.ts", 'import type { Warehouse } from "../warehouse/warehouse.ts";')).toEqual([null]);
    expect(why("functions/sources/files/a.ts", 'import { type Row } from "../../warehouse/warehouse.ts";')).toEqual([
      "sources must not import types of warehouse/warehouse.ts",
    ]);
    expect(why("functions/warehouse/a.ts", 'const m = await import("../models/mmm/fit.ts");')).toEqual([
      "warehouse must not import values of models/mmm/fit.ts",
    ]);
    expect(why("functions/lib/a.ts", 'export { x } from "../jobs/job.ts";')).toEqual([
      "lib must not import values of jobs/job.ts",
    ]);
  });
});

/** Where a file may reach for the outside; everything else is handed what it needs. */
const RESERVED: readonly { readonly pattern: RegExp; readonly allowed: readonly string[] }[] = [
  { pattern: /\bDate\.now\(\)|\bnew Date\(\)/, allowed: ["functions/lib/clock.ts", "functions/lib/log.ts"] },
  { pattern: /\bMath\.random\(\)/, allowed: [] },
  { pattern: /\bprocess\.env\b/, allowed: ["functions/config/environment.ts"] },
  { pattern: /\bconsole\.(?!cloud|developers)/, allowed: [] },
];

describe("effects at the edge", () => {
  it("clock, chance, environment and console are touched in their one place", async () => {
    const problems: string[] = [];
    for (const file of await sourceFiles("functions", "scripts")) {
      const code = (await readFile(join(ROOT, file), "utf8")).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
      for (const { pattern, allowed } of RESERVED) {
        if (pattern.test(code) && !allowed.includes(file)) problems.push(`${file}: ${pattern.source}`);
      }
    }
    expect(problems).toEqual([]);
  });
});

describe("size", () => {
  it("files are small: median below 80 lines, none above 300 (SQL 150)", async () => {
    const lengths: number[] = [];
    for (const file of await sourceFiles("functions", "scripts")) {
      const lines = (await readFile(join(ROOT, file), "utf8")).split("\n").length - 1;
      expect(lines, file).toBeLessThanOrEqual(300);
      lengths.push(lines);
    }
    lengths.sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
  });
});
