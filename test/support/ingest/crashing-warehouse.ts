import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";

/** When a process dies: at its nth call to the warehouse, before that call is made or once it has taken effect. */
export interface Crash {
  readonly atCall: number;
  readonly isAfterEffect: boolean;
}

/**
 * The warehouse as a process sees it that dies at a call: from then on no call has an effect, so that nothing that the
 * process still does, its error handling included, leaves a trace.
 */
export function crashingWarehouse(
  warehouse: Warehouse,
  crash: Crash | null,
  before: () => Promise<void> = async () => {},
): Warehouse {
  let calls = 0;
  let isDead = false;
  const die = (): never => {
    isDead = true;
    throw new Error("the process is dead");
  };
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) return die();
    calls += 1;
    const isLast = crash !== null && calls >= crash.atCall;
    await before();
    if (isDead || (isLast && !crash.isAfterEffect)) return die();
    const result = await work();
    return isDead || isLast ? die() : result;
  };
  return {
    ...warehouse,
    query: (sql, options) => call(() => warehouse.query(sql, options)),
    execute: (sql, options) => call(() => warehouse.execute(sql, options)),
    load: (table, data, how) => call(() => warehouse.load(table, data, how)),
    describe: (table) => call(() => warehouse.describe(table)),
  };
}
