import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotPortable } from "../../../functions/warehouse/googlesql/not-portable.ts";
import { translate } from "../../../functions/warehouse/googlesql/translate.ts";
import { differences } from "../../oracle/compare.ts";
import { GoogleSqlError } from "../../oracle/server.ts";
import type { CorpusCase } from "./corpus/case.ts";
import { corpus, SECTIONS } from "./corpus/corpus.ts";
import { fixture } from "./corpus/fixture.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";

const EXPECTED: Readonly<Record<CorpusCase["kind"], string>> = {
  same: "answers as Google's engine",
  fails: "fails as Google's engine",
  refused: "is refused with its place and a portable form",
  lint: "is found by the lint",
  analyzer: "is refused by Google's analyzer",
  known: "differs in the one known way",
  alone: "answers as written by hand",
};

const schema = Object.fromEntries(Object.entries(fixture).map(([name, table]) => [name, table.columns]));

describeWithGoogle("the GoogleSQL corpus", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await startEngines();
    await engines.duck.load(fixture);
  });
  afterAll(() => engines.stop());

  describe.each(Object.keys(SECTIONS))("section %s", (section) => {
    for (const [index, entry] of corpus.entries()) {
      if (!entry.row.startsWith(section)) continue;
      it(`${entry.row} ${EXPECTED[entry.kind]} (${index})`, () => check(entry));
    }
  });

  async function check(entry: CorpusCase): Promise<void> {
    const { google, duck } = engines;
    switch (entry.kind) {
      case "same": {
        const [want, got] = [
          await google.evaluate(entry.sql, fixture, entry.parameters),
          await duck.evaluate(entry.sql, entry.parameters),
        ];
        expect(differences(want, got, entry), translate(entry.sql)).toEqual([]);
        return;
      }
      case "fails":
        await expect(google.evaluate(entry.sql, fixture)).rejects.toThrow(GoogleSqlError);
        await expect(duck.evaluate(entry.sql)).rejects.toThrow();
        return;
      case "refused": {
        const refusal = refusalOf(entry.sql);
        expect({ where: refusal.where, fix: refusal.fix }).toEqual({
          where: entry.at,
          fix: expect.stringMatching(entry.fix),
        });
        return;
      }
      case "lint":
        expect((await google.lint(entry.sql, schema)).join("\n")).toMatch(entry.finding);
        return;
      case "analyzer":
        await expect(google.analyze(entry.sql, schema)).rejects.toThrow(entry.error);
        return;
      case "known":
        expect(await rowsOrError(() => google.evaluate(entry.sql, fixture))).toEqual(entry.google);
        expect(await rowsOrError(() => duck.evaluate(entry.sql))).toEqual(entry.duck);
        return;
      case "alone":
        expect((await duck.evaluate(entry.sql)).rows).toEqual(entry.duck);
        return;
      default:
        entry satisfies never;
    }
  }
});

describe("the GoogleSQL corpus as a checklist", () => {
  it("has a case for every row", () => {
    const rows = Object.entries(SECTIONS).flatMap(([section, count]) =>
      Array.from({ length: count }, (_unused, index) => `${section}${index + 1}`),
    );
    const covered = new Set([...corpus.map((entry) => entry.row), "J40"]);
    expect(rows.filter((row) => !covered.has(row))).toEqual([]);
  });
});

function refusalOf(sql: string): NotPortable {
  try {
    translate(sql);
  } catch (error) {
    if (error instanceof NotPortable) return error;
    throw error;
  }
  throw new Error(`expected a refusal of ${sql}`);
}

async function rowsOrError(
  evaluate: () => Promise<{ readonly rows: readonly unknown[] }>,
): Promise<readonly unknown[] | "error"> {
  return evaluate().then(
    ({ rows }) => rows,
    () => "error" as const,
  );
}
