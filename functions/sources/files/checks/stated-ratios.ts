import type { DuckDb } from "../../../lib/duckdb.ts";
import { has, type Plan } from "../convert/plan.ts";
import type { StatedRatio } from "../families/family.ts";
import { identifier } from "../read/sql-text.ts";
import type { RowCheck } from "./row-check.ts";

/** A ratio the file states: its typed column and the cell it was read from. */
export interface RatioColumn {
  readonly ratio: StatedRatio;
  /** Typed column. */
  readonly name: string;
  readonly cell: string;
  readonly header: string;
  /** Cells or the header say that the figures are percent. */
  readonly hasUnit: boolean;
}

/** What a stated figure is divided by to compare: 100 where the column is in percent without saying so. */
export type RatioDivisors = Readonly<Record<string, number>>;

/** Stated and computed may differ by the rounding of the stated figure and by half a percent. */
const SLACK_SHARE = 0.005;

/** The unit of each ratio column: as stated, or percent, whichever agrees with more rows. */
export async function ratioDivisors(
  db: DuckDb,
  plan: Plan,
  ratios: readonly RatioColumn[],
  loaded: string,
): Promise<RatioDivisors> {
  const divisors: Record<string, number> = {};
  for (const column of ratios.filter((candidate) => isChecked(plan, candidate))) {
    if (column.hasUnit) continue;
    const [row] =
      await db.rows(`select count(*) filter (where ${differs(column, 1)}) as plain, count(*) filter (where ${differs(column, 100)}) as percent
from ${loaded}`);
    if (Number(row?.percent) < Number(row?.plain)) divisors[column.name] = 100;
  }
  return divisors;
}

/** Rows whose stated ratio is not what their own parts give. */
export function statedRatios(
  plan: Plan,
  ratios: readonly RatioColumn[],
  divisors: RatioDivisors,
  loaded: string,
): readonly RowCheck[] {
  return ratios
    .filter((column) => isChecked(plan, column))
    .map((column) => ({
      name: "stated_ratio_differs",
      severity: "info",
      columnName: column.header,
      says: `state "${column.header}" other than ${formula(column.ratio)} gives; reports compute it`,
      rows: `select row_number from ${loaded} where ${differs(column, divisors[column.name] ?? 1)}`,
    }));
}

/** A ratio that a part was made from proves nothing. */
function isChecked(plan: Plan, { ratio }: RatioColumn): boolean {
  const made = new Set(plan.derived.map(({ name }) => name));
  return has(plan, ratio.numerator, ratio.denominator) && !made.has(ratio.numerator) && !made.has(ratio.denominator);
}

function formula({ numerator, denominator, scale }: StatedRatio): string {
  return `${scale === 1 ? "" : `${scale} × `}${numerator} / ${denominator}`;
}

/** Typed column with the smallest step of a stated figure. */
export function stepColumn(name: string): string {
  return `_step_of_${name}`;
}

/** The smallest step of a figure as written: 0.01 for `1.26`, 0.0001 for `4.44%`. */
export function statedStep(cell: string): string {
  return `pow(10, -length(regexp_extract(${cell}, '[.,]([0-9]+)[^0-9]*$', 1))) / case when contains(${cell}, '%') then 100 else 1 end`;
}

function differs({ ratio, name }: RatioColumn, divisor: number): string {
  const [stated, numerator, denominator] = [name, ratio.numerator, ratio.denominator].map(identifier);
  const computed = `(${ratio.scale}.0 * ${numerator} / ${denominator})`;
  const step = `(${identifier(stepColumn(name))} / ${divisor})`;
  const isKnown = `${stated} is not null and ${numerator} is not null and ${denominator} > 0`;
  return `${isKnown} and abs(cast(${stated} as DOUBLE) / ${divisor} - ${computed}) > 0.51 * ${step} + ${SLACK_SHARE} * abs(${computed})`;
}
