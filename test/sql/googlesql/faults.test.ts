import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { macros } from "../../../functions/warehouse/googlesql/macros.ts";
import { type Answer, differences } from "../../oracle/compare.ts";
import type { CorpusCase } from "./corpus/case.ts";
import { corpus } from "./corpus/corpus.ts";
import { fixture } from "./corpus/fixture.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";

interface Fault {
  readonly name: string;
  /** DuckDB statement that plants it. */
  readonly plant?: string;
  /** Change of the translation that plants it. */
  readonly change?: (text: string) => string;
  /** A corpus row that must notice. */
  readonly noticedBy: string;
}

const FAULTS: readonly Fault[] = [
  {
    name: "TIMESTAMP_DIFF counts boundaries",
    plant:
      "CREATE OR REPLACE MACRO bq.timestamp_diff(a, b, microseconds) AS epoch_us(a) // microseconds - epoch_us(b) // microseconds",
    noticedBy: "D8",
  },
  {
    name: "weeks start on Sunday whatever is asked",
    plant: "CREATE OR REPLACE MACRO bq.week_start(d, k) AS CAST(d AS DATE) - CAST(dayofweek(d) AS INTEGER)",
    noticedBy: "D14",
  },
  {
    name: "SAFE_DIVIDE divides plainly",
    plant: "CREATE OR REPLACE MACRO bq.safe_divide(a, b) AS a / b",
    noticedBy: "A4",
  },
  { name: "the session is not in UTC", plant: "SET TimeZone = 'America/New_York'", noticedBy: "D45" },
  { name: "NULL sorts last", change: (text) => text.replaceAll("ASC NULLS FIRST", "ASC NULLS LAST"), noticedBy: "B11" },
];

describeWithGoogle("a planted fault", () => {
  let engines: Engines;
  const answers: { readonly entry: Extract<CorpusCase, { kind: "same" }>; readonly want: Answer }[] = [];
  beforeAll(async () => {
    engines = await startEngines();
    await engines.duck.load(fixture);
    for (const entry of corpus) {
      if (entry.kind === "same")
        answers.push({ entry, want: await engines.google.evaluate(entry.sql, fixture, entry.parameters) });
    }
  });
  beforeEach(async () => {
    await engines.duck.duck.run("SET TimeZone = 'UTC'");
    for (const macro of macros) await engines.duck.duck.run(macro);
  });
  afterAll(() => engines.stop());

  it.each(FAULTS)("is noticed by the corpus: $name", async ({ plant, change, noticedBy }) => {
    if (plant !== undefined) await engines.duck.duck.run(plant);
    const rows = new Set<string>();
    for (const { entry, want } of answers) {
      const got = await engines.duck.evaluate(entry.sql, entry.parameters, change).catch(() => undefined);
      if (got === undefined || differences(want, got, entry).length > 0) rows.add(entry.row);
    }
    expect([...rows]).toContain(noticedBy);
  });
});
