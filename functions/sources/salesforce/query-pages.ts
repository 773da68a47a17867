import { AppError } from "../../lib/errors.ts";
import type { SalesforceApi } from "./api.ts";
import { queryPage, type SalesforceRecord } from "./schema.ts";

/** `queryAll` shows deleted records too, as long as they are in the recycle bin. */
export type QueryResource = "query" | "queryAll";

/**
 * All rows of a query, page by page, in its order. The address of the next page says `query` also for a `queryAll`, and belongs to it all
 * the same: it is followed as it is. Throws where a page comes twice, or the rows are not as many as the first page promised.
 */
export async function* queryPages(
  api: SalesforceApi,
  resource: QueryResource,
  soql: string,
  signal: AbortSignal,
): AsyncGenerator<readonly SalesforceRecord[]> {
  let path = `${resource}?q=${encodeURIComponent(soql)}`;
  let before = new Set<unknown>();
  let rows = 0;
  for (;;) {
    const page = await api.get(path, queryPage, signal);
    if (page.records.some(({ Id }) => Id !== undefined && before.has(Id)))
      throw incomplete("expected the next page of a query, got the one before again");
    rows += page.records.length;
    if (rows > page.totalSize || (page.done && rows !== page.totalSize))
      throw incomplete(`expected ${page.totalSize} rows, got ${rows}`);
    if (page.records.length > 0) yield page.records;
    if (page.done) return;
    if (!page.nextRecordsUrl) throw incomplete("expected nextRecordsUrl on a page that is not the last, got none");
    path = page.nextRecordsUrl;
    before = new Set(page.records.map(({ Id }) => Id));
  }
}

function incomplete(message: string): AppError {
  return new AppError(message, { kind: "transient", where: "Salesforce query" });
}
