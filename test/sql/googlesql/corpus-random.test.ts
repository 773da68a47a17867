import { afterAll, beforeAll, expect, it } from "vitest";
import { differences } from "../../oracle/compare.ts";
import { GoogleSqlError } from "../../oracle/server.ts";
import { corpus } from "./corpus/corpus.ts";
import { randomFixture } from "./corpus/random-fixture.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";

const SEEDS = [1, 2, 3, 4, 5, 6];

describeWithGoogle("the GoogleSQL corpus on random rows", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines.stop());

  it.each(SEEDS)("answers as Google's engine, seed %i", async (seed) => {
    const { google, duck } = engines;
    const tables = randomFixture(seed);
    await duck.load(tables);
    const wrong: string[] = [];
    for (const entry of corpus) {
      if (entry.kind !== "same" || entry.fixedRowsOnly) continue;
      const want = await google.evaluate(entry.sql, tables, entry.parameters).catch((error: unknown) => error);
      const got = await duck.evaluate(entry.sql, entry.parameters).catch((error: unknown) => error);
      if (want instanceof Error && got instanceof Error && want instanceof GoogleSqlError) continue;
      if (want instanceof Error || got instanceof Error)
        wrong.push(`${entry.row}: Google ${String(want)}; DuckDB ${String(got)}`);
      else
        wrong.push(
          ...differences(want as never, got as never, entry).map((difference) => `${entry.row}: ${difference}`),
        );
    }
    expect(wrong).toEqual([]);
  });
});
