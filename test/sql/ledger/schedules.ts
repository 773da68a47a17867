import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";

/** A worker whose every action on the warehouse waits for a turn, so that a test chooses the order of actions. */
export interface Worker {
  /** False once it has ended. */
  isAlive(): boolean;
  /** Lets it do its next action and runs it up to the one after. */
  step(): Promise<void>;
}

/** Starts a program on a warehouse whose calls are its actions; it stands before the first one. */
export async function startWorker(
  warehouse: Warehouse,
  program: (warehouse: Warehouse) => Promise<void>,
): Promise<Worker> {
  let isAlive = true;
  let go = (): void => {};
  let arrived = (): void => {};
  const arrival = (): Promise<void> =>
    new Promise((resolve) => {
      arrived = resolve;
    });
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      go = resolve;
      arrived();
    });
  const gated: Warehouse = {
    ...warehouse,
    query: (sql, options) => turn().then(() => warehouse.query(sql, options)),
    execute: (sql, options) => turn().then(() => warehouse.execute(sql, options)),
    load: (table, data, how) => turn().then(() => warehouse.load(table, data, how)),
  };
  const first = arrival();
  program(gated).finally(() => {
    isAlive = false;
    arrived();
  });
  await first;
  return {
    isAlive: () => isAlive,
    step: () => {
      const next = arrival();
      go();
      return next;
    },
  };
}

/**
 * Runs a scenario once for every sequence of choices: `choose(n)` gives 0 … n − 1, and every combination comes up
 * exactly once. The scenario must ask the same questions after the same answers. Gives the number of runs.
 */
export async function everySchedule(scenario: (choose: (options: number) => number) => Promise<void>): Promise<number> {
  let path: { readonly options: number; readonly taken: number }[] = [];
  for (let runs = 1; ; runs += 1) {
    let depth = 0;
    const choose = (options: number): number => {
      const point = path[depth] ?? { options, taken: 0 };
      if (point.options !== options) throw new Error(`expected ${point.options} options again, got ${options}`);
      path[depth] = point;
      depth += 1;
      return point.taken;
    };
    await scenario(choose);
    while (path.length > 0 && isLast(path.at(-1))) path.pop();
    const last = path.pop();
    if (last === undefined) return runs;
    path = [...path, { ...last, taken: last.taken + 1 }];
  }
}

function isLast(point: { readonly options: number; readonly taken: number } | undefined): boolean {
  return point !== undefined && point.taken === point.options - 1;
}
