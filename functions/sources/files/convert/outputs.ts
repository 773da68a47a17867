import { adDaily, adPeriods } from "../families/ads.ts";
import type { Family } from "../families/family.ts";
import { identifier } from "../read/sql-text.ts";
import { has, type Plan } from "./plan.ts";
import { type DuckType, TYPE_OF } from "./typed-column.ts";

export interface OutputColumn {
  readonly name: string;
  readonly type: DuckType;
}

/** Which loaded rows go to which raw table, and columns that are called otherwise there. */
export interface Output {
  readonly family: Family;
  /** Condition on the loaded rows. */
  readonly where: string;
  /** Raw column → SQL over the loaded rows, where it is not the column of the same name. */
  readonly renamed: Readonly<Record<string, string>>;
}

const PERSONAL: ReadonlySet<string> = new Set(["email", "phone", "private"]);

/** The columns of a family's raw table that come from the file. */
export function outputColumns(family: Family): readonly OutputColumn[] {
  const own = family.columns
    .filter(({ name, kind }) => !PERSONAL.has(kind) && family.inputs?.has(name) !== true)
    .map(({ name, kind }) => ({ name, type: TYPE_OF[kind] }));
  return [...own, ...(family.adds ?? [])];
}

/**
 * One output, but for ad reports with a start and an end: rows of one day are daily rows, rows of several days never
 * enter a daily table.
 */
export function outputsOf(plan: Plan): readonly Output[] {
  const { family } = plan.bound;
  if (family.name !== adPeriods.name || !has(plan, "period_start", "period_end"))
    return [{ family, where: "true", renamed: {} }];
  const isOneDay = "period_start = period_end";
  return [
    {
      family: adDaily,
      where: isOneDay,
      renamed: {
        date_day: identifier("period_start"),
        date_text: "cast(period_start as VARCHAR)",
        date_confidence: identifier("_period_confidence"),
      },
    },
    { family: adPeriods, where: `coalesce(not (${isOneDay}), true)`, renamed: {} },
  ];
}
