import type { Market } from "../../../market/market.ts";
import { actionList } from "./action-tally.ts";
import type { InsightsGroup } from "./insights-groups.ts";
import { LEVELS, type Level } from "./insights-query.ts";
import { measureFields, objectFields, type RowSource, reachOf } from "./row-fields.ts";

export interface RowOptions {
  readonly level: Level;
  readonly fields: readonly string[];
  readonly windows: readonly string[];
  /** Whether the row still has reach and frequency. */
  readonly hasReach: boolean;
  readonly atMs: number;
}

/** A row as Graph sends it: numbers are texts, and what is empty or belongs to a finer level is not there. */
export function insightsRow(
  group: InsightsGroup,
  { level, fields, windows, hasReach, atMs }: RowOptions,
  market: Market,
): Readonly<Record<string, unknown>> {
  const source: RowSource = { group, windows, atMs, reach: hasReach ? reachOf(group, market.facebook) : undefined };
  const values: Readonly<Record<string, (source: RowSource) => unknown>> = Object.assign(
    {},
    ...LEVELS.slice(0, LEVELS.indexOf(level) + 1).map((one) => objectFields[one]),
    measureFields,
  );
  const row: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field]?.(source);
    if (value !== undefined) row[field] = value;
  }
  return { ...row, ...group.breakdown, date_start: group.period.since, date_stop: group.period.until };
}

/** Whether a row would show anything: rows that fell to zero are not sent. */
export function hasAnything(
  group: InsightsGroup,
  { fields, windows }: Pick<RowOptions, "fields" | "windows">,
): boolean {
  if (group.impressions > 0 || group.spendCents > 0) return true;
  const showsActions = fields.includes("actions") || fields.includes("action_values");
  return showsActions && actionList(group.actions, windows, String) !== undefined;
}
