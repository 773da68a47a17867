import type { Cube } from "../data/report-data.ts";
import type { Measure } from "../manifest/chart.ts";
import { joinWords } from "./join-words.ts";

/**
 * Whether recent days of a measure are still forming: the outcomes it waits for count on the day their lead arrived, and
 * these data know of some.
 */
export function isForming(cube: Cube, { formsBy }: Measure): boolean {
  if (formsBy === undefined) return false;
  const stored = cube.columns[formsBy];
  const values = typeof stored === "string" ? cube.columns[stored] : stored;
  return Array.isArray(values) && values.some((value) => value !== null && value > 0);
}

/** Says that outcomes of recent leads are still to come, so that no one compares ranges of unequal age. */
export function formingNotes(cube: Cube, measures: readonly Measure[]): readonly string[] {
  const forming = measures.filter((measure) => isForming(cube, measure));
  const rising = forming.filter(({ better }) => better === "up").map(({ title }) => title);
  const falling = forming.filter(({ better }) => better !== "up").map(({ title }) => title);
  const moves = [
    ...(rising.length > 0 ? [`${inSentence(rising)} still ${rising.length > 1 ? "rise" : "rises"}`] : []),
    ...(falling.length > 0 ? [`${inSentence(falling)} still ${falling.length > 1 ? "fall" : "falls"}`] : []),
  ];
  if (moves.length === 0) return [];
  return [`A deal counts on the day its lead arrived: leads of recent days are still open, so ${joinWords(moves)}.`];
}

/** Titles inside a sentence: `revenue`, `ROAS`. */
function inSentence(titles: readonly string[]): string {
  return joinWords(
    titles.map((title) => (/^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title)),
  );
}
