import { AppError } from "../lib/errors.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";

/**
 * The warehouse for as long as somebody waits for the result: once the signal aborts, the next statement throws
 * `transient` instead of being sent, so that a job whose caller is gone stops and the ledger says so.
 */
export function untilAborted(warehouse: Warehouse, signal: AbortSignal): Warehouse {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (signal.aborted) {
      throw new AppError("stopped: the caller no longer waits for this step", {
        kind: "transient",
        fix: "ask for the step again; what was published stays",
        cause: signal.reason,
      });
    }
    return work();
  };
  return {
    engine: warehouse.engine,
    query: (sql, options) => guarded(() => warehouse.query(sql, options)),
    execute: (sql, options) => guarded(() => warehouse.execute(sql, options)),
    load: (table, data, how) => guarded(() => warehouse.load(table, data, how)),
    describe: (table) => guarded(() => warehouse.describe(table)),
    check: (sql) => guarded(() => warehouse.check(sql)),
    migrate: (project) => guarded(() => warehouse.migrate(project)),
    close: () => warehouse.close(),
  };
}
