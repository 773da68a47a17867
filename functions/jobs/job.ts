import type { Settings } from "../config/settings.ts";
import type { Clock } from "../lib/clock.ts";
import type { ErrorKind } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { ApiSource } from "../sources/source.ts";
import type { SqlProject } from "../warehouse/project.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";

/** What every job is handed; built in one place (`compose.ts`). */
export interface JobContext {
  readonly warehouse: Warehouse;
  readonly project: SqlProject;
  readonly settings: Settings;
  /** APIs that settings name; none for a company that works with files only. */
  readonly sources: readonly ApiSource[];
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the run: spool files, report, exports. */
  readonly dataDir: string;
  /** Package version + `+` + 8 hex of SHA-256 over functions/ and sql/. */
  readonly codeVersion: string;
  /** A test's hook, passed at named points of a job; a crash test kills the process there. Empty in production. */
  readonly checkpoint: (name: string) => Promise<void>;
}

/** The run and step a job works for. */
export interface StepRun {
  /** `nightly:<UTC day>`. */
  readonly runId: string;
  /** UTC day of the run, `2026-01-31`. */
  readonly logicalDate: string;
  /** Data clock: the last complete day of data, `2026-01-31`; windows count back from it. */
  readonly asOf: string;
  readonly step: string;
  readonly attempt: number;
  /** Try again what failed for good. */
  readonly retryFailed?: boolean;
}

/** How a step ended. `refused` is a model that says why the data do not allow it; the run goes on. */
export interface StepResult {
  readonly status: "done" | "skipped" | "partial" | "refused" | "continue" | "failed";
  readonly reason?: string;
  readonly detail?: string;
  readonly rowCount?: number;
  readonly errorKind?: ErrorKind;
  /** Of a partial step: a later firing with the same input goes on with it, since it may get further. */
  readonly isUnfinished?: boolean;
  /** Hash of what the step wrote, for the steps that read it. */
  readonly outputSha256?: string;
  readonly refusals?: readonly { readonly model: string; readonly reason: string; readonly detail: string }[];
}

export type Job = (context: JobContext, run: StepRun) => Promise<StepResult>;
