import type { Dimension } from "./catalogue/field.ts";
import type { Plan, ResultRow } from "./plan/plan.ts";
import type { Item } from "./rows/item.ts";
import { addMeasures, type Measures, type Mutable, NO_MEASURES } from "./rows/measures.ts";

interface Group {
  readonly things: string;
  readonly item: Item;
  readonly total: Mutable<Measures>;
}

/**
 * Adds items up by the things that are selected of and by the selected segments. Delivery comes day by day, so with a date selected a day's groups
 * are given out when the next day begins.
 */
export function* groupItems(plan: Plan, items: Iterable<Item>): Iterable<ResultRow> {
  const segments = plan.dimensions.filter(({ name }) => name.startsWith("segments."));
  const isByDay = plan.hasDate && isInDayOrder(plan);
  let groups = new Map<string, Group>();
  let day: string | undefined;
  for (const item of items) {
    if (plan.from.resource.resourceName(item) === undefined || !plan.keeps(item)) continue;
    if (isByDay && item.day !== day) {
      yield* given(plan, groups);
      groups = new Map();
      day = item.day;
    }
    const things = joined(plan.things, item);
    const key = `${things}${joined(segments, item)}`;
    let group = groups.get(key);
    if (!group) {
      group = { things, item, total: { ...NO_MEASURES } };
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

function joined(fields: readonly Dimension[], item: Item): string {
  let text = "";
  for (const { value } of fields) text += `${value(item)}\u0000`;
  return text;
}

/** Rows with segments whose selected metrics are all zero are not sent. */
function* given(plan: Plan, groups: ReadonlyMap<string, Group>): Iterable<ResultRow> {
  for (const { things, item, total } of groups.values()) {
    const isAllZero = plan.metrics.length > 0 && plan.metrics.every(({ value }) => (value(total) ?? 0) === 0);
    if ((plan.isSegmented && isAllZero) || !plan.keepsTotal(total)) continue;
    yield { things, item, total };
  }
}
