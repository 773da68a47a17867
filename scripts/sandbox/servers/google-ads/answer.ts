import { SHARES } from "./catalogue/metric-sets.ts";
import { CONVERSION_ACTION_SEGMENTS, LAG_SEGMENT } from "./catalogue/segments.ts";
import { groupItems } from "./group.ts";
import type { Plan, ResultRow } from "./plan/plan.ts";
import { claimedItems } from "./rows/claimed.ts";
import { clickedItems } from "./rows/clicked.ts";
import { deliveredItems } from "./rows/delivered.ts";
import type { Item } from "./rows/item.ts";
import { listing } from "./rows/listing.ts";
import type { World } from "./rows/world.ts";

/** The rows of an answer, as they come: a report by day is never held whole. */
export function* answerRows(plan: Plan, world: World): Iterable<ResultRow> {
  const rows = ordered(plan, groupItems(plan, itemsOf(plan, world)));
  if (plan.limit === null) yield* rows;
  else {
    let count = 0;
    for (const row of rows) {
      yield row;
      if (++count === plan.limit) return;
    }
  }
}

/** Numbers of the days; without segments every thing of the resource has a row, numbers or not. */
function* itemsOf(plan: Plan, world: World): Iterable<Item> {
  const { from, isSegmented, metrics } = plan;
  if (!isSegmented && from.isListed) yield* listing(from.resource.name, world);
  const isAskedForNumbers = metrics.length > 0 || isSegmented || !from.isListed;
  if (!isAskedForNumbers || from.split === null || world.account.isManager) return;
  const days = plan.days ?? { from: world.market.firstDay, to: world.market.lastDay };
  if (from.split === "click") yield* clickedItems(world, days);
  else if (isByClaim(plan)) yield* claimedItems(world, days);
  else
    yield* deliveredItems(world, {
      split: from.split,
      days,
      isByAsset: from.resource.name === "ad_group_ad_asset_view",
      hasShares: metrics.some(({ name }) => SHARES.includes(name)),
    });
}

function isByClaim({ dimensions }: Plan): boolean {
  const segments: readonly string[] = [...CONVERSION_ACTION_SEGMENTS, LAG_SEGMENT];
  return dimensions.some(({ name }) => segments.includes(name));
}

function ordered({ orderBy }: Plan, rows: Iterable<ResultRow>): Iterable<ResultRow> {
  if (orderBy.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const { value, isDescending } of orderBy) {
      const difference = compare(value(a), value(b));
      if (difference !== 0) return isDescending ? -difference : difference;
    }
    return 0;
  });
}

/** Absent values come first. */
function compare(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}
