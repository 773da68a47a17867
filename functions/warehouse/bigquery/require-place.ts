import { AppError } from "../../lib/errors.ts";
import { WarehouseError } from "../warehouse-error.ts";
import type { RestCalls } from "./rest-calls.ts";

const ELSEWHERE = /^Not found: (?:Dataset|Table) [^:]+:([\w-]+).* was not found in location/;

interface DatasetPlace {
  readonly location: string;
}

/**
 * A job sees the datasets of its own location only: one that lies elsewhere is "not found", which sounds like a missing table.
 * Throws `settings` where that is what an error means.
 */
export async function requirePlace({ callOnce, transport }: RestCalls, error: unknown): Promise<void> {
  if (!(error instanceof WarehouseError) || error.reason !== "not-found") return;
  const dataset = ELSEWHERE.exec(error.message)?.[1];
  if (dataset === undefined) return;
  const path = `/datasets/${dataset}`;
  const place = await callOnce<DatasetPlace>({ method: "GET", path }, path).catch(() => null);
  if (place === null || place.location.toLowerCase() === transport.location.toLowerCase()) return;
  throw new AppError(`expected the dataset ${dataset} in ${transport.location}, got it in ${place.location}`, {
    kind: "settings",
    where: "warehouse.location",
    fix: `set warehouse.location to ${place.location}, or choose another warehouse.dataset_prefix`,
    cause: error,
  });
}
