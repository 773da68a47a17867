import { AppError } from "../../lib/errors.ts";
import type { HubspotApi } from "./api.ts";
import { recordPage } from "./schema.ts";

/** HubSpot's most per page of a listing. */
const PAGE_ROWS = 100;

export interface ListedRecord {
  readonly id: string;
  readonly archivedMs: number | null;
}

/**
 * Pages of all live, or all archived records, by id. A page that repeats an id of the one before stands in the place of another page: the
 * listing would not be complete, and is refused.
 */
export async function* listed(
  api: HubspotApi,
  object: "contacts" | "deals",
  isArchived: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly ListedRecord[]> {
  // One property is named, since a listing that names none brings e-mails and names along.
  const query = new URLSearchParams({
    limit: String(PAGE_ROWS),
    archived: String(isArchived),
    properties: "hs_object_id",
  });
  let before = new Set<string>();
  for (;;) {
    const page = await api.get(`/crm/v3/objects/${object}?${query}`, recordPage, signal);
    const records = page.results.map(record);
    if (records.some(({ id }) => before.has(id)))
      throw new AppError("expected the next page of a listing, got the one before again", {
        kind: "transient",
        where: `${object} listing`,
      });
    if (records.length > 0) yield records;
    const after = page.paging?.next?.after;
    if (after === undefined) return;
    query.set("after", after);
    before = new Set(records.map(({ id }) => id));
  }
}

function record(value: unknown): ListedRecord {
  const { id, archivedAt } = (value ?? {}) as { readonly id?: unknown; readonly archivedAt?: unknown };
  if (typeof id !== "string")
    throw new AppError("expected a record with an id, got one without", {
      kind: "data",
      where: "HubSpot listing",
      fix: "the API changed: this version of the source cannot read it",
    });
  const archivedMs = typeof archivedAt === "string" ? Date.parse(archivedAt) : Number.NaN;
  return { id, archivedMs: Number.isNaN(archivedMs) ? null : archivedMs };
}
