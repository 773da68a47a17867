import { WarehouseError } from "../warehouse-error.ts";
import type { Session } from "./session.ts";

/** Stages are of no use once published; what is left of a broken load goes after this time. */
const SCRATCH_DAYS = 3;
const DAY_MS = 86_400_000;

/** Creates a dataset in the session's location unless it is there. Asks first: a run may lack the right to create one. */
export async function ensureDataset(session: Session, name: string): Promise<void> {
  const { calls, names } = session;
  const datasetId = names.dataset(name);
  const subject = `create schema ${datasetId}`;
  try {
    await calls.call({ method: "GET", path: `/datasets/${datasetId}` }, subject);
    return;
  } catch (error) {
    if (!(error instanceof WarehouseError) || error.reason !== "not-found") throw error;
  }
  try {
    await calls.call(
      {
        method: "POST",
        path: "/datasets",
        body: {
          datasetReference: { projectId: calls.transport.project, datasetId },
          location: calls.transport.location,
          ...(name === "scratch" ? { defaultTableExpirationMs: String(SCRATCH_DAYS * DAY_MS) } : {}),
        },
      },
      subject,
    );
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof WarehouseError) || error.reason !== "conflict") throw error;
  }
}
