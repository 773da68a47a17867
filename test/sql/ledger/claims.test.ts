import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimWork } from "../../../functions/ledger/claim.ts";
import { type Ledger, type LedgerOptions, openLedger } from "../../../functions/ledger/ledger.ts";
import type { Claim, HeldWork, WorkUnit } from "../../../functions/ledger/work.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { openLedgerWarehouse } from "./ledger-warehouse.ts";

let warehouse: Warehouse;
let units = 0;

beforeAll(async () => {
  warehouse = await openLedgerWarehouse();
});
afterAll(() => warehouse.close());

function newUnit(): WorkUnit {
  units += 1;
  return { runId: "nightly:2026-02-10", step: `step_${units}`, inputSha256: "a" };
}

/** A clock and timers that the test moves. */
function testTime() {
  let now = Date.parse("2026-02-10T05:00:00Z");
  const ticks = new Set<() => void>();
  return {
    clock: { now: () => new Date(now) },
    timers: {
      every: (_ms: number, tick: () => void) => {
        ticks.add(tick);
        return () => ticks.delete(tick);
      },
      wait: async () => {},
    },
    pass: (minutes: number) => {
      now += minutes * 60_000;
    },
    /** Fires the timers, then waits until the warehouse has worked off what they asked for. */
    tick: async () => {
      for (const tick of [...ticks]) tick();
      await warehouse.query("select 1 as x");
      await new Promise(setImmediate);
    },
    running: () => ticks.size,
  };
}

function newLedger(options: Partial<LedgerOptions> & Pick<LedgerOptions, "clock">): Ledger {
  return openLedger({ warehouse, timers: testTime().timers, isSoleOwner: false, ...options });
}

function mustHold(claim: Claim): HeldWork {
  if (claim.kind !== "held") throw new Error(`expected the work, got ${claim.kind}`);
  return claim;
}

async function eventsOf(workKey: string): Promise<readonly Row[]> {
  const { rows } = await warehouse.query(
    "select attempt, event, seq, owner from ops.work_events where work_key = @key order by attempt, occurred_at, seq",
    { parameters: { key: { type: "STRING", value: workKey } } },
  );
  return rows;
}

async function* rowsOf(...rows: Row[]): AsyncGenerator<Row> {
  yield* rows;
}

describe("claims", () => {
  it("two owners: one holds, the other is told how long to wait, and is let in after the lease", async () => {
    const time = testTime();
    const unit = newUnit();
    const first = newLedger({ ...time, owner: "first" });
    const second = newLedger({ ...time, owner: "second" });
    mustHold(await claimWork(first, unit));
    expect(await claimWork(second, unit)).toMatchObject({ kind: "busy", retryAfterS: 300 });
    time.pass(5);
    expect(mustHold(await claimWork(second, unit)).attempt).toBe(2);
  });

  it("the same process asking twice holds once", async () => {
    const time = testTime();
    const ledger = newLedger(time);
    const unit = newUnit();
    const claims = await Promise.all([claimWork(ledger, unit), claimWork(ledger, unit)]);
    expect(claims.map(({ kind }) => kind).sort()).toEqual(["busy", "held"]);
  });

  it("a lost reply: the row is there with our owner, so the work is ours", async () => {
    const time = testTime();
    const lossy: Warehouse = {
      ...warehouse,
      execute: async (sql, options) => {
        await warehouse.execute(sql, options);
        throw new Error("connection reset");
      },
    };
    const unit = newUnit();
    const held = mustHold(await claimWork(newLedger({ ...time, warehouse: lossy, owner: "me" }), unit));
    expect(held.attempt).toBe(1);
    expect(await eventsOf(held.workKey)).toEqual([{ attempt: 1, event: "claimed", seq: 0, owner: "me" }]);
  });

  it("a claim that could not be written leaves the work free", async () => {
    const time = testTime();
    const broken: Warehouse = {
      ...warehouse,
      execute: async () => {
        throw new Error("disk full");
      },
    };
    const unit = newUnit();
    const ledger = newLedger({ ...time, warehouse: broken });
    await expect(claimWork(ledger, unit)).rejects.toThrow("disk full");
    expect(ledger.held.size).toBe(0);
    mustHold(await claimWork(newLedger(time), unit));
  });

  it("whoever has the file open alone takes over a dead owner's work at once", async () => {
    const time = testTime();
    const unit = newUnit();
    mustHold(await claimWork(newLedger({ ...time, owner: "killed" }), unit));
    const next = mustHold(await claimWork(newLedger({ ...time, isSoleOwner: true }), unit));
    expect(next.attempt).toBe(2);
  });
});

describe("leases", () => {
  it("are renewed every tick until the work ends", async () => {
    const time = testTime();
    const unit = newUnit();
    const held = mustHold(await claimWork(newLedger({ ...time, owner: "first" }), unit));
    for (let minute = 0; minute < 7; minute += 1) {
      time.pass(1);
      await time.tick();
    }
    expect(await claimWork(newLedger(time), unit)).toMatchObject({ kind: "busy", retryAfterS: 300 });
    time.pass(0.5);
    await held.done({ rowCount: 1 });
    expect(time.running()).toBe(0);
    expect((await eventsOf(held.workKey)).map(({ event, seq }) => `${event} ${seq}`)).toEqual([
      "claimed 0",
      ...[1, 2, 3, 4, 5, 6, 7].map((seq) => `renewed ${seq}`),
      "done 0",
    ]);
  });

  it("that pass unrenewed abort the work, where others could have taken it", async () => {
    const time = testTime();
    const held = mustHold(await claimWork(newLedger(time), newUnit()));
    time.pass(6);
    await time.tick();
    expect(held.signal.aborted).toBe(true);
    expect(time.running()).toBe(0);
  });

  it("may be renewed late by the only owner", async () => {
    const time = testTime();
    const held = mustHold(await claimWork(newLedger({ ...time, isSoleOwner: true }), newUnit()));
    time.pass(6);
    await time.tick();
    expect(held.signal.aborted).toBe(false);
    expect((await eventsOf(held.workKey)).at(-1)).toMatchObject({ event: "renewed", seq: 1 });
  });
});

describe("the fence", () => {
  it("keeps out an owner that woke up after another took its work: no rows, no done", async () => {
    const time = testTime();
    const unit = newUnit();
    const stalled = mustHold(await claimWork(newLedger({ ...time, owner: "stalled" }), unit));
    time.pass(6);
    const next = mustHold(await claimWork(newLedger({ ...time, owner: "next" }), unit));
    const load = (held: HeldWork, file: string) =>
      warehouse.load("raw.holidays", rowsOf({ file_key: file }), {
        kind: "replaceSlices",
        loadId: held.loadId("raw.holidays"),
        slices: [{ file_key: file }],
        fence: held.fence,
        also: held.doneStatements({ rowCount: 1 }),
      });
    await expect(load(stalled, unit.step)).rejects.toMatchObject({ kind: "transient", reason: "fenced" });
    await load(next, unit.step);
    await expect(stalled.done({})).rejects.toMatchObject({ kind: "transient" });
    const { rows } = await warehouse.query("select count(*) as n from raw.holidays where file_key = @key", {
      parameters: { key: { type: "STRING", value: unit.step } },
    });
    expect(rows).toEqual([{ n: 1 }]);
    expect((await eventsOf(next.workKey)).filter(({ event }) => event === "done")).toMatchObject([{ attempt: 2 }]);
  });

  it("load ids differ by attempt and by table, and are the same for the same attempt", async () => {
    const time = testTime();
    const unit = newUnit();
    const first = mustHold(await claimWork(newLedger(time), unit));
    time.pass(6);
    const second = mustHold(await claimWork(newLedger(time), unit));
    const ids = [first.loadId("raw.holidays"), first.loadId("raw.fx_daily"), second.loadId("raw.holidays")];
    expect(new Set(ids).size).toBe(3);
    expect(first.loadId("raw.holidays")).toBe(ids[0]);
  });
});
