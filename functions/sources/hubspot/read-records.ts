import { AppError } from "../../lib/errors.ts";
import type { HubspotApi } from "./api.ts";
import { type HistoryValue, recordBatch } from "./schema.ts";

/** HubSpot's most for a read with history. */
const IDS_PER_READ = 50;

/** A record as it came, with the history of the properties it was asked for. */
export interface ReadRecord {
  readonly id: string;
  readonly record: unknown;
  readonly history: Readonly<Record<string, readonly HistoryValue[]>>;
}

export interface RecordsWanted {
  readonly object: "contacts" | "deals";
  readonly properties: readonly string[];
  readonly withHistory: readonly string[];
  readonly isArchived: boolean;
}

/**
 * Records by id with their properties and histories. The search itself is asked for ids only: its body may have 3,000 characters, and what
 * it shows is older than what a read gives. Ids that a read leaves out are asked for once more; then they are gone (archived, merged).
 */
export async function readRecords(
  api: HubspotApi,
  wanted: RecordsWanted,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ReadRecord[]> {
  const records = new Map<string, ReadRecord>();
  const read = async (some: readonly string[]): Promise<void> => {
    for (let i = 0; i < some.length; i += IDS_PER_READ)
      for (const record of await readBatch(api, wanted, some.slice(i, i + IDS_PER_READ), signal))
        records.set(record.id, record);
  };
  await read(ids);
  await read(ids.filter((id) => !records.has(id)));
  return [...records.values()];
}

async function readBatch(
  api: HubspotApi,
  { object, properties, withHistory, isArchived }: RecordsWanted,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ReadRecord[]> {
  const path = `/crm/v3/objects/${object}/batch/read${isArchived ? "?archived=true" : ""}`;
  const body = { inputs: ids.map((id) => ({ id })), properties, propertiesWithHistory: withHistory };
  const batch = await api.post(path, body, recordBatch, signal);
  onlyMissing(batch.errors, `${object} batch/read`);
  return batch.results.map((record) => ({ id: record.id, record, history: record.propertiesWithHistory }));
}

/** A batch is complete but for ids that lead nowhere; any other error in it fails the read. */
export function onlyMissing(errors: readonly { readonly category?: string | null | undefined }[], where: string): void {
  const other = errors.find(({ category }) => category !== "OBJECT_NOT_FOUND");
  if (other !== undefined)
    throw new AppError(`expected a complete batch, got ${other.category ?? "an unnamed error"} in it`, {
      kind: "transient",
      where,
    });
}
