import type { Market } from "../../../market/market.ts";
import { localDay, monthsBefore } from "../../local-time.ts";
import type { World } from "../nodes/world.ts";
import { groupInsights } from "./insights-groups.ts";
import type { InsightsQuery } from "./insights-query.ts";
import { hasAnything, insightsRow } from "./insights-row.ts";

/** Reach and frequency of broken-down rows are kept this long; older rows come without them, and without a word. */
const REACH_MONTHS = 13;

export interface RowsOptions {
  readonly world: World;
  readonly market: Market;
  readonly observedMs: number;
  /** One of the few requests a day that get reach of old broken-down rows. */
  readonly isReachExempt: boolean;
}

/** A row as it is sent. */
export type InsightsRow = Readonly<Record<string, unknown>>;

/** All rows of a query as seen at an instant. */
export function insightsRows(
  query: InsightsQuery,
  { world, market, observedMs, isReachExempt }: RowsOptions,
): readonly InsightsRow[] {
  const oldest = oldestReach(query, observedMs);
  return groupInsights(query, world, market, observedMs)
    .filter((group) => hasAnything(group, query))
    .map((group) =>
      insightsRow(
        group,
        { ...query, hasReach: isReachExempt || group.period.since >= oldest, atMs: observedMs },
        market,
      ),
    );
}

/** Whether the query asks for reach that only an exempt request gets. */
export function asksForOldReach(query: InsightsQuery, nowMs: number): boolean {
  const oldest = oldestReach(query, nowMs);
  const isAsked = query.fields.some((field) => ["reach", "frequency", "cpp"].includes(field));
  return isAsked && query.periods.some(({ since }) => since < oldest);
}

function oldestReach({ breakdown, scope }: InsightsQuery, nowMs: number): string {
  return breakdown ? monthsBefore(localDay(nowMs, scope.account.timeZone), REACH_MONTHS) : "";
}
