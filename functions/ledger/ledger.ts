import { randomUUID } from "node:crypto";
import type { Clock } from "../lib/clock.ts";
import { type Log, silentLog } from "../lib/log.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** The run ledger as one process sees it: who it is, what time it is, and where the events are kept. */
export interface Ledger {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers: Timers;
  /** Random id of this process; a claim belongs to the owner written in it. */
  readonly owner: string;
  /** True where the warehouse has a single process owner (a DuckDB file): every other owner is dead, its claims are void at once. */
  readonly isSoleOwner: boolean;
  /** Work keys that this process holds now. */
  readonly held: Set<string>;
  readonly checkpoint: (name: string) => Promise<void>;
}

export interface LedgerOptions {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly log?: Log;
  readonly checkpoint?: (name: string) => Promise<void>;
  readonly owner?: string;
  readonly timers?: Timers;
  readonly isSoleOwner?: boolean;
}

/** One per process. A job context can be passed as it is. */
export function openLedger(options: LedgerOptions): Ledger {
  return {
    warehouse: options.warehouse,
    clock: options.clock,
    log: options.log ?? silentLog,
    timers: options.timers ?? systemTimers,
    owner: options.owner ?? randomUUID(),
    isSoleOwner: options.isSoleOwner ?? options.warehouse.engine === "duckdb",
    held: new Set(),
    checkpoint: options.checkpoint ?? (async () => {}),
  };
}
