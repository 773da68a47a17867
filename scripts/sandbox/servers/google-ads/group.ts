import type { Plan, ResultRow } from "./plan/plan.ts";
import type { Item } from "./rows/item.ts";
import { addMeasures, type Measures, type Mutable, NO_MEASURES } from "./rows/measures.ts";

interface Group {
  readonly item: Item;
  readonly total: Mutable<Measures>;
}

/**
 * Adds items up by the resource in FROM and everything selected beside metrics. Delivery comes day by day, so with a date selected a day's groups
 * are given out when the next day begins.
 */
export function* groupItems(plan: Plan, items: Iterable<Item>): Iterable<ResultRow> {
  const isByDay = plan.hasDate && isInDayOrder(plan);
  let groups = new Map<string, Group>();
  let day: string | undefined;
  for (const item of items) {
    const name = plan.from.resource.resourceName(item);
    if (name === undefined || !plan.keeps(item)) continue;
    if (isByDay && item.day !== day) {
      yield* given(plan, groups);
      groups = new Map();
      day = item.day;
    }
    const key = `${name}\u0000${plan.dimensions.map(({ value }) => keyOf(value(item))).join("\u0000")}`;
    let group = groups.get(key);
    if (!group) {
      group = { item, total: { ...NO_MEASURES } };
      groups.set(key, group);
    }
    if (item.measures) addMeasures(group.total, item.measures);
  }
  yield* given(plan, groups);
}

/** Conversions come twice, by click and by conversion day, so their days are not in order. */
function isInDayOrder({ dimensions }: Plan): boolean {
  return !dimensions.some(({ name }) => name.startsWith("segments.conversion_"));
}

function keyOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Rows with segments whose selected metrics are all zero are not sent. */
function* given(plan: Plan, groups: ReadonlyMap<string, Group>): Iterable<ResultRow> {
  for (const { item, total } of groups.values()) {
    const isAllZero = plan.metrics.length > 0 && plan.metrics.every(({ value }) => (value(total) ?? 0) === 0);
    if ((plan.isSegmented && isAllZero) || !plan.keepsTotal(total)) continue;
    yield { item, total };
  }
}
