import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimWork } from "../../../functions/ledger/claim.ts";
import { openLedger } from "../../../functions/ledger/ledger.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { openLedgerWarehouse } from "./ledger-warehouse.ts";
import { everySchedule, startWorker, type Worker } from "./schedules.ts";

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openLedgerWarehouse();
});
afterAll(() => warehouse.close());

const noTimers = { every: () => () => {}, wait: async () => {} };

/** An effect that is seen when it happens twice: a row appended, not a slice replaced. */
async function* effect(workKey: string): AsyncGenerator<Row> {
  yield { file_key: workKey };
}

type Ending = "effect" | "skipped" | "busy" | "fenced";

/** Claims the work and, when it holds it, appends one row with `done` in the same transaction. */
async function workOnce(on: Warehouse, owner: string, clock: { now(): Date }, step: string): Promise<Ending> {
  const ledger = openLedger({ warehouse: on, clock, owner, timers: noTimers, isSoleOwner: false });
  const claim = await claimWork(ledger, { runId: "nightly:2026-02-10", step, inputSha256: "a" });
  if (claim.kind === "skipped" || claim.kind === "busy") return claim.kind;
  if (claim.kind === "failed") throw new Error(`expected no remembered failure, got ${claim.errorMessage}`);
  const table = "raw.holidays";
  return on
    .load(table, effect(claim.workKey), {
      kind: "append",
      loadId: claim.loadId(table),
      fence: claim.fence,
      also: claim.doneStatements({ rowCount: 1 }),
    })
    .then(
      () => "effect",
      (error: { reason?: string }) => {
        if (error.reason !== "fenced") throw error;
        return "fenced";
      },
    );
}

describe("two workers on one piece of work", () => {
  it("in every order of their actions, with a crash and a passed lease at every point: one effect, no deadlock", async () => {
    let runs = 0;
    const endings = new Set<string>();
    const total = await everySchedule(async (choose) => {
      runs += 1;
      const step = `step_${runs}`;
      let now = Date.parse("2026-02-10T05:00:00Z");
      const clock = { now: () => new Date(now) };
      const ended: string[] = [];
      const start = (owner: string) =>
        startWorker(warehouse, async (on) => {
          ended.push(`${owner} ${await workOnce(on, owner, clock, step)}`);
        });
      let workers: readonly Worker[] = await Promise.all([start("a"), start("b")]);
      let lapses = 1;
      let crashes = 1;
      while (workers.some((worker) => worker.isAlive())) {
        const alive = workers.filter((worker) => worker.isAlive());
        const actions = [
          ...alive.map((worker) => () => worker.step()),
          ...(crashes > 0 ? alive.map((worker) => () => crash(worker)) : []),
          ...(lapses > 0 ? [lapse] : []),
        ];
        await actions[choose(actions.length)]?.();
      }
      now += 6 * 60_000;
      const last = await workOnce(warehouse, "c", clock, step);
      expect(["effect", "skipped"], ended.join(", ")).toContain(last);
      expect(await effects(step), `${ended.join(", ")}, c ${last}`).toBe(1);
      endings.add([...ended].sort().join(", "));

      async function crash(worker: Worker): Promise<void> {
        crashes -= 1;
        workers = workers.filter((other) => other !== worker);
      }
      async function lapse(): Promise<void> {
        lapses -= 1;
        now += 6 * 60_000;
      }
    });
    expect(total).toBe(runs);
    // The schedules do reach the cases that matter.
    for (const ending of [
      "a effect, b busy",
      "a effect, b skipped",
      "a fenced, b effect",
      "b busy",
      "a skipped, b effect",
    ])
      expect(endings).toContain(ending);
  });
});

async function effects(step: string): Promise<number> {
  const { rows } = await warehouse.query("select count(*) as n from raw.holidays where file_key = @key", {
    parameters: { key: { type: "STRING", value: `nightly:2026-02-10/${step}` } },
  });
  return Number(rows[0]?.n);
}
