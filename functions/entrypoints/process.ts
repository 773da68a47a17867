import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DataKind } from "../config/data-kind.ts";
import { environment } from "../config/environment.ts";
import type { Job, JobContext } from "../jobs/job.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What a function's process opens once and keeps between requests. */
export interface FunctionProcess {
  readonly context: JobContext;
  readonly jobs: Readonly<Record<string, Job>>;
  readonly ledger: Ledger;
  readonly data: DataKind;
  /** Names the traces in its logs; null where nobody said. */
  readonly projectId: string | null;
}

export type OpenProcess = () => Promise<FunctionProcess>;

/**
 * Settings and data folder as the environment names them: MARKETING_WAREHOUSE_SETTINGS (else settings.yaml beside the
 * code, if there is one), MARKETING_WAREHOUSE_DATA_DIR, GOOGLE_CLOUD_PROJECT. Loads clients and models, so a function
 * starts without it.
 */
export const openProcess: OpenProcess = async () => {
  const [{ compose }, { disklessJobs, nightlyJobs }, { openLedger }, { dataKindOf }, { createLog }] = await Promise.all(
    [
      import("../compose.ts"),
      import("../nightly/nightly.ts"),
      import("../ledger/ledger.ts"),
      import("../config/data-kind.ts"),
      import("../lib/log.ts"),
    ],
  );
  const root = resolve(import.meta.dirname, "..", "..");
  const beside = join(root, "settings.yaml");
  const { context } = await compose({
    root,
    settingsFile: environment.MARKETING_WAREHOUSE_SETTINGS ?? (existsSync(beside) ? beside : null),
    dataDir: resolve(environment.MARKETING_WAREHOUSE_DATA_DIR ?? ".marketing-warehouse"),
    environment,
    log: createLog(),
  });
  return {
    context,
    jobs: context.warehouse.engine === "duckdb" ? nightlyJobs : disklessJobs,
    ledger: openLedger(context),
    data: dataKindOf(context.settings),
    projectId: environment.GOOGLE_CLOUD_PROJECT ?? null,
  };
};

/** Opens once; a failure is not kept, so that the next request tries again. */
export function once(open: OpenProcess): OpenProcess {
  let opened: Promise<FunctionProcess> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
