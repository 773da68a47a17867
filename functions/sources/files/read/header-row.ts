import { looksEmpty, looksTyped } from "./cell-shape.ts";

/** A preamble has a few lines: a title, a period, filters. */
const MOST_PREAMBLE_ROWS = 50;
const LONGEST_NAME = 200;
/** Fewer names are a title that a spreadsheet padded with empty cells. */
const LEAST_NAMED = 0.4;

/** Share of named columns in a row of names: texts, not numbers or dates (an export may leave columns unnamed). 0: no such row. */
function namesShare(cells: readonly string[]): number {
  const named = cells.filter((cell) => !looksEmpty(cell));
  const distinct = new Set(named.map((cell) => cell.trim().toLowerCase())).size;
  if (named.some((cell) => looksTyped(cell) || cell.length > LONGEST_NAME)) return 0;
  if (cells.some((cell) => cell.trim() !== "" && looksEmpty(cell))) return 0;
  return distinct * 2 < named.length ? 0 : named.length / cells.length;
}

/** The row with the greatest share of names, the first of equals. */
function bestNamed(rows: readonly (readonly string[])[], test: (cells: readonly string[]) => boolean): number | null {
  let best: number | null = null;
  let bestShare = LEAST_NAMED - Number.EPSILON;
  for (const [i, cells] of rows.entries()) {
    const share = test(cells) ? namesShare(cells) : 0;
    if (share > bestShare) {
      best = i;
      bestShare = share;
    }
  }
  return best;
}

/** Some column holds mostly numbers or dates below the row, so the row names it. */
function namesTypedColumns(rows: readonly (readonly string[])[], row: number, width: number): boolean {
  const below = rows.slice(row + 1);
  return Array.from({ length: width }, (_, i) => i).some((i) => {
    const cells = below.map((cells) => cells[i] ?? "").filter((cell) => !looksEmpty(cell));
    return cells.length > 0 && cells.filter(looksTyped).length * 2 >= cells.length;
  });
}

/**
 * Which of a file's first rows (blank ones left out) is its header: the row of names as wide as most rows, above the first row of
 * values; where rows are short, a wider row of names. Null: there is none.
 */
export function findHeader(rows: readonly (readonly string[])[], width: number): number | null {
  const first = rows.slice(0, MOST_PREAMBLE_ROWS);
  const values = first.findIndex(
    (cells) =>
      cells.length === width && cells.some(looksTyped) && cells.filter((cell) => !looksEmpty(cell)).length * 2 > width,
  );
  const above = values === -1 ? first : first.slice(0, values);
  const exact = bestNamed(above, (cells) => cells.length === width);
  const wide = bestNamed(above, (cells) => cells.length > width);
  if (wide === null || exact === null) return exact ?? wide;
  // A wider row above: a title with delimiters in its text, or the header of a table whose rows are all short.
  return wide < exact && !namesTypedColumns(rows, exact, width) ? wide : exact;
}
