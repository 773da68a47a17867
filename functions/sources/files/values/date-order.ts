import type { DuckDb } from "../../../lib/duckdb.ts";
import type { ColumnSpec, DateOrder } from "./column-value.ts";
import { dayStages, momentStages } from "./date-grammar.ts";
import { presentText } from "./null-tokens.ts";
import { withStages } from "./stages.ts";

/** Rows that prove an order, and rows that can be read in both, of one pattern (`/4`). */
export interface PatternCounts {
  readonly dmy: number;
  readonly mdy: number;
  readonly ambiguous: number;
}

export interface DateEvidence {
  readonly patterns: ReadonlyMap<string, PatternCounts>;
  /** First and last day of the rows that have one reading; null where there is none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** How the ambiguous dates of one pattern are read. */
export interface PatternOrder {
  readonly pattern: string;
  /** Order proven by rows of the pattern, or by the file's other columns; null where none is, or both are. */
  readonly proven: "dmy" | "mdy" | null;
  /** The reading of a row that nothing decides; the row is `ambiguous`. */
  readonly fallback: "dmy" | "mdy";
}

/** Reads the whole column once, its distinct days only. */
export async function dateEvidence(db: DuckDb, relation: string, spec: ColumnSpec): Promise<DateEvidence> {
  const cells = `select ${presentText(spec.column, spec.nullTokens)} as x_text from ${relation}`;
  const moments = withStages(cells, momentStages("x_"));
  const distinct = `select x_day, count(*) as n from (${moments}) where x_day is not null group by x_day`;
  const rows = await db.rows(
    `select x_pattern as pattern,
       coalesce(sum(n) filter (x_dmy is not null and x_mdy is null), 0)::bigint as dmy,
       coalesce(sum(n) filter (x_mdy is not null and x_dmy is null), 0)::bigint as mdy,
       coalesce(sum(n) filter (x_dmy <> x_mdy and x_exact is null), 0)::bigint as ambiguous,
       min(x_exact) as first_day, max(x_exact) as last_day
     from (${withStages(distinct, dayStages("x_"))}) group by x_pattern order by x_pattern`,
  );
  const days = rows
    .flatMap((row) => [row.first_day, row.last_day])
    .filter((day) => typeof day === "string")
    .sort();
  return {
    patterns: new Map(
      rows.map((row) => [
        String(row.pattern),
        { dmy: Number(row.dmy), mdy: Number(row.mdy), ambiguous: Number(row.ambiguous) },
      ]),
    ),
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
  };
}

/**
 * The order of each pattern that has ambiguous rows: proven by rows of the pattern in the column, without contradiction; else by
 * rows of the same pattern in the file's other date columns. What is not proven falls back on the order that more rows of the
 * pattern, then of the column, prove, then on habit: `/` is month first, `-`, `.` and blanks are day first.
 */
export function patternOrders(own: DateEvidence, others: readonly DateEvidence[]): readonly PatternOrder[] {
  const column = total([...own.patterns.values()]);
  return [...own.patterns].flatMap(([pattern, counts]) => {
    if (counts.ambiguous === 0) return [];
    const elsewhere = total(others.flatMap((other) => other.patterns.get(pattern) ?? []));
    const proven = only(counts) ?? (counts.dmy === 0 && counts.mdy === 0 ? only(elsewhere) : null);
    const fallback = more(counts) ?? more(column) ?? (pattern.startsWith("/") ? "mdy" : "dmy");
    return [{ pattern, proven, fallback }];
  });
}

type Proofs = Pick<PatternCounts, "dmy" | "mdy">;

function total(counts: readonly Proofs[]): Proofs {
  return counts.reduce((sum, { dmy, mdy }) => ({ dmy: sum.dmy + dmy, mdy: sum.mdy + mdy }), { dmy: 0, mdy: 0 });
}

function only({ dmy, mdy }: Proofs): Exclude<DateOrder, "ymd"> | null {
  if (dmy > 0 === mdy > 0) return null;
  return dmy > 0 ? "dmy" : "mdy";
}

function more({ dmy, mdy }: Proofs): Exclude<DateOrder, "ymd"> | null {
  if (dmy === mdy) return null;
  return dmy > mdy ? "dmy" : "mdy";
}
