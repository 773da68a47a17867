import type { RawRow } from "../source.ts";
import type { HubspotApi } from "./api.ts";
import { onlyMissing } from "./read-records.ts";
import { associationBatch } from "./schema.ts";

/** HubSpot's most per read. */
const IDS_PER_READ = 1000;

/** Rows of `raw.hubspot_associations`: the contacts of each deal; a deal without any has one row without a contact. */
export async function dealContacts(
  api: HubspotApi,
  accountId: string,
  dealIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for (let i = 0; i < dealIds.length; i += IDS_PER_READ) {
    const ids = dealIds.slice(i, i + IDS_PER_READ);
    const links = await linksOf(api, ids, signal);
    for (const dealId of ids) {
      const contacts = links.get(dealId) ?? new Map<string, Set<string>>();
      if (contacts.size === 0)
        rows.push({ account_id: accountId, deal_id: dealId, contact_id: null, association_types: null });
      for (const [contactId, types] of contacts)
        rows.push({
          account_id: accountId,
          deal_id: dealId,
          contact_id: contactId,
          association_types: [...types].sort().join(","),
        });
    }
  }
  return rows;
}

type Links = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Deal → contact → kinds of link. Deals with more contacts than one page holds are asked for again from where the page ended. */
async function linksOf(api: HubspotApi, dealIds: readonly string[], signal: AbortSignal): Promise<Links> {
  const links = new Map<string, Map<string, Set<string>>>();
  let inputs: readonly { readonly id: string; readonly after?: string }[] = dealIds.map((id) => ({ id }));
  while (inputs.length > 0) {
    const batch = await api.post(
      "/crm/v4/associations/deals/contacts/batch/read",
      { inputs },
      associationBatch,
      signal,
    );
    onlyMissing(batch.errors, "associations batch/read");
    for (const { from, to } of batch.results) {
      const contacts = links.get(from.id) ?? new Map<string, Set<string>>();
      for (const { toObjectId, associationTypes } of to) {
        const types = contacts.get(toObjectId) ?? new Set<string>();
        for (const { category, typeId } of associationTypes) types.add(`${category}:${typeId}`);
        contacts.set(toObjectId, types);
      }
      links.set(from.id, contacts);
    }
    inputs = batch.results.flatMap(({ from, paging }) =>
      paging?.next ? [{ id: from.id, after: paging.next.after }] : [],
    );
  }
  return links;
}
