import type { SandboxReply } from "../serve.ts";
import { objectJson } from "./object-json.ts";
import { DEFAULT_PROPERTIES, type HubspotObject, PROPERTIES, type Property } from "./properties.ts";
import { type HubspotBook, type HubspotRecord, isLive, shareOf } from "./records.ts";
import { invalid, json } from "./replies.ts";
import type { SearchBody } from "./requests.ts";
import { comparable, matches } from "./search-filter.ts";

/** Most results of a page, and of a query over all its pages. */
export const SEARCH_LIMITS = { page: 200, query: 10_000, bodyCharacters: 3000, groups: 5, perGroup: 10, filters: 25 };

export interface SearchIndex {
  readonly book: HubspotBook;
  readonly observedMs: number;
  /** Longest time until the index shows a change; each record has its own. */
  readonly lagMs: number;
  /** Most results of a query over all its pages. */
  readonly queryRows: number;
}

/**
 * One page of a search, or the refusal: groups are joined by OR, the filters of a group by AND.
 * `isRepeated` gives the rows of the page before (a fault).
 */
export function search(object: HubspotObject, body: SearchBody, index: SearchIndex, isRepeated = false): SandboxReply {
  const wrong = refusal(object, body, index.queryRows);
  if (wrong !== null) return invalid(wrong);
  const after = Number(body.after ?? 0);
  const records = index.book.records(object, index.observedMs, index.lagMs);
  const found = sorted(
    object,
    body,
    records.filter((record) => isLive(record) && isFound(object, body, record)),
  );
  const from = isRepeated ? Math.max(0, after - body.limit) : after;
  const names = body.properties ?? DEFAULT_PROPERTIES[object];
  const next = after + body.limit;
  return json({
    total: found.length,
    results: found.slice(from, from + body.limit).map((record) => objectJson(object, record, names)),
    ...(next < found.length ? { paging: { next: { after: String(next) } } } : {}),
  });
}

function refusal(
  object: HubspotObject,
  { limit, after, sorts, filterGroups }: SearchBody,
  queryRows: number,
): string | null {
  const filters = filterGroups.flatMap((group) => group.filters);
  const start = Number(after ?? 0);
  if (limit < 1 || limit > SEARCH_LIMITS.page) return `limit must be between 1 and ${SEARCH_LIMITS.page}, got ${limit}`;
  if (!Number.isInteger(start) || start < 0) return `after must be a number, got ${after}`;
  if (start + limit > queryRows)
    return `Paging beyond ${queryRows} results is not supported: after ${start}, limit ${limit}`;
  if (sorts.length > 1) return `Only one sort is supported, got ${sorts.length}`;
  if (filterGroups.length > SEARCH_LIMITS.groups) return `Too many filterGroups: ${filterGroups.length}`;
  if (filters.length > SEARCH_LIMITS.filters) return `Too many filters: ${filters.length}`;
  if (filterGroups.some((group) => group.filters.length > SEARCH_LIMITS.perGroup)) return "Too many filters in a group";
  const named = [...filters.map(({ propertyName }) => propertyName), ...sorts.map((sort) => sortOf(sort).name)];
  const unknown = named.find((name) => PROPERTIES[object].every((property) => property.name !== name));
  if (unknown !== undefined) return `Property "${unknown}" does not exist`;
  const bad = filters.find((filter) => matches(propertyOf(object, filter.propertyName), undefined, filter) === null);
  return bad === undefined ? null : `Filter on "${bad.propertyName}" by ${bad.operator} lacks a value it can use`;
}

/** Ties stand in no useful order, as in any search engine, but in the same one for every page. */
function sorted(
  object: HubspotObject,
  { sorts }: SearchBody,
  records: readonly HubspotRecord[],
): readonly HubspotRecord[] {
  const { name, isDescending } =
    sorts[0] === undefined ? { name: "createdate", isDescending: false } : sortOf(sorts[0]);
  const property = propertyOf(object, name);
  return records
    .map((record) => ({ record, key: comparable(property, record.values[name]), tie: shareOf(record.id) }))
    .sort((a, b) => (isDescending ? -1 : 1) * order(a.key, b.key) || a.tie - b.tie)
    .map(({ record }) => record);
}

/** Records without a value come last. */
function order(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function sortOf(sort: SearchBody["sorts"][number]): { readonly name: string; readonly isDescending: boolean } {
  if (typeof sort !== "string") return { name: sort.propertyName, isDescending: sort.direction === "DESCENDING" };
  return sort.startsWith("-") ? { name: sort.slice(1), isDescending: true } : { name: sort, isDescending: false };
}

function isFound(object: HubspotObject, { filterGroups, query }: SearchBody, { values }: HubspotRecord): boolean {
  const text = query?.toLowerCase();
  if (text && !Object.values(values).some((value) => value.toLowerCase().includes(text))) return false;
  const isIn = (filters: (typeof filterGroups)[number]["filters"]): boolean =>
    filters.every((filter) => {
      const { propertyName: name } = filter;
      return matches(propertyOf(object, name), values[name], filter) === true;
    });
  return filterGroups.length === 0 || filterGroups.some(({ filters }) => isIn(filters));
}

function propertyOf(object: HubspotObject, name: string): Property {
  const property = PROPERTIES[object].find((candidate) => candidate.name === name);
  if (!property) throw new RangeError(`expected a property of ${object}, got "${name}"`);
  return property;
}
