import type { DataKind } from "../config/data-kind.ts";
import { noteCode, readMeta, stateMeta } from "../ledger/meta.ts";
import type { JobContext } from "./job.ts";

export type Preparation =
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly reason: "mixed_data"; readonly detail: string; readonly fix: string };

/**
 * What every command that writes does first: refuses to mix demo and own data in one folder, before it changes
 * anything; then brings the schema to the project's state and records whose data the folder holds.
 */
export async function prepareWarehouse(
  context: Pick<JobContext, "warehouse" | "project" | "codeVersion" | "clock" | "dataDir">,
  data: DataKind,
): Promise<Preparation> {
  const { warehouse } = context;
  const held = await readMeta(warehouse, "data");
  if (held !== null && held !== data) {
    return {
      kind: "refused",
      reason: "mixed_data",
      detail: `expected a folder with ${data} data, got one with ${held} data: ${context.dataDir}`,
      fix: "name another folder with --data-dir: simulated and real spend never meet",
    };
  }
  const isNew = (await warehouse.describe("ops.meta")) === null;
  if (!isNew) await noteCode(warehouse, context.codeVersion, context.clock);
  await warehouse.migrate(context.project);
  if (isNew) await noteCode(warehouse, context.codeVersion, context.clock);
  if (held === null) await stateMeta(warehouse, "data", data);
  return { kind: "ready" };
}
