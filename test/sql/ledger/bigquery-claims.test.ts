import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimWork } from "../../../functions/ledger/claim.ts";
import { sha256Of } from "../../../functions/ledger/hash.ts";
import { type Ledger, openLedger } from "../../../functions/ledger/ledger.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { type BigQueryDouble, startBigQueryDouble } from "../../../scripts/bigquery-double/double.ts";
import { openOnDouble } from "../../support/bigquery-double.ts";
import { ledgerProject } from "./ledger-warehouse.ts";

const RACES = 50;
const UNIT = { runId: "nightly:2026-02-10", inputSha256: "a" };

let double: BigQueryDouble;
let warehouses: readonly Warehouse[];

beforeAll(async () => {
  double = await startBigQueryDouble();
  warehouses = await Promise.all([openOnDouble(double), openOnDouble(double)]);
  await warehouses[0]?.migrate(await ledgerProject());
});
afterAll(() => double.stop());

/** One process each, with a clock of its own: leases must not decide a race. */
function ledgers(): readonly Ledger[] {
  const timers = { every: () => () => {}, wait: async () => {} };
  return warehouses.map((warehouse, index) =>
    openLedger({ warehouse, timers, clock: fixedClock(`2026-02-10T05:00:0${index}Z`) }),
  );
}

const attempts = async (step: string): Promise<readonly unknown[]> => {
  const { rows } = (await warehouses[0]?.query(
    "select w.attempt from ops.work_events as w where w.step = @step and w.event = 'claimed' order by w.attempt",
    { parameters: { step: { type: "STRING", value: step } } },
  )) ?? { rows: [] };
  return rows.map(({ attempt }) => attempt);
};

describe("claims on BigQuery, which enforces no key", () => {
  it("two processes race fifty times, each time with one holder", async () => {
    for (let race = 1; race <= RACES; race += 1) {
      const step = `race_${race}`;
      const claims = await Promise.all(ledgers().map((ledger) => claimWork(ledger, { ...UNIT, step })));
      expect(claims.map(({ kind }) => kind).sort(), step).toEqual(["busy", "held"]);
      expect(await attempts(step), step).toEqual([1]);
      // The double runs one job at a time, BigQuery does not: the id must have decided, not the statement's condition.
      const sent = [...double.jobs.keys()].filter((id) => id.startsWith(jobIdOf(step, 1).slice(0, -1)));
      expect(sent, step).toEqual([jobIdOf(step, 1)]);
    }
  });

  it("a claim whose answer was lost is held by the one who sent it", async () => {
    // The first job reads the events, the second is the claim.
    let inserts = 0;
    double.setFaults((at) =>
      at === "insert" && ++inserts === 2 ? { reason: "backendError", isAnswerLost: true } : null,
    );
    const [ledger] = ledgers();
    if (ledger === undefined) throw new Error("expected a ledger");
    expect((await claimWork(ledger, { ...UNIT, step: "lost" })).kind).toBe("held");
    double.setFaults(() => null);
    expect(await attempts("lost")).toEqual([1]);
  });

  it("a claim whose job failed or wrote nothing is followed by the next number", async () => {
    await warehouses[0]
      ?.execute("select cast('x' as int64) as x", { jobId: jobIdOf("spent", 1) })
      .catch(() => undefined);
    const [ledger] = ledgers();
    if (ledger === undefined) throw new Error("expected a ledger");
    expect(await claimWork(ledger, { ...UNIT, step: "spent" })).toMatchObject({ kind: "held", attempt: 2 });
  });
});

/** The id of the job that claims this step. */
function jobIdOf(step: string, attempt: number): string {
  return `mw_claim_${sha256Of(`${UNIT.runId}/${step}`).slice(0, 40)}_${attempt}`;
}
