import type { Ledger } from "../../ledger/ledger.ts";
import type { ApiSource } from "../../sources/source.ts";
import type { JobContext } from "../job.ts";
import type { UnitEnd } from "./unit.ts";

/** What the units of one call share: a night's step, or a backfill. */
export interface IngestCall {
  readonly context: JobContext;
  readonly ledger: Ledger;
  readonly source: ApiSource;
  readonly runId: string;
  /** `ingest_<source>`, also of a backfill: the step part of work keys. */
  readonly step: string;
  /** Try again what failed for good. */
  readonly retryFailed: boolean;
  /** Work again on what was done. */
  readonly redo: boolean;
  /** Believe a listing that lacks most of the records there are. */
  readonly believeDeletions: boolean;
  /** No unit is begun after this; null: no limit. */
  readonly deadline: Date | null;
  /** Aborts at the deadline: a unit whose reports are made at the platform meanwhile stops waiting for them. */
  readonly timeUp: AbortSignal;
  readonly onRows: (rows: number) => void;
  readonly onEnd: (end: UnitEnd) => void;
}

export function stepOf(source: ApiSource): string {
  return `ingest_${source.name}`;
}
