import { aggregates } from "./a-aggregates.ts";
import { windows } from "./b-windows.ts";
import { attribution } from "./c-attribution.ts";
import type { CorpusCase } from "./case.ts";
import { dates } from "./d-dates.ts";
import { strings } from "./e-strings.ts";
import { json } from "./f-json.ts";
import { arrays } from "./g-arrays.ts";
import { relations } from "./h-relations.ts";
import { traps } from "./i-traps.ts";
import { further } from "./j-further.ts";

/** Every construct that a query can hold; statements are in `statements.test.ts`. */
export const corpus: readonly CorpusCase[] = [
  ...aggregates,
  ...windows,
  ...attribution,
  ...dates,
  ...strings,
  ...json,
  ...arrays,
  ...relations,
  ...traps,
  ...further,
];

/** How many rows each section of the corpus has. */
export const SECTIONS: Readonly<Record<string, number>> = {
  A: 35,
  B: 13,
  C: 19,
  D: 51,
  E: 20,
  F: 8,
  G: 16,
  H: 28,
  I: 42,
  J: 40,
};
