import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import type { JobContext, StepRun } from "../../../functions/jobs/job.ts";
import { claimWork } from "../../../functions/ledger/claim.ts";
import { openLedger } from "../../../functions/ledger/ledger.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { nightlyGraph, type Step } from "../../../functions/nightly/graph.ts";
import { runStep } from "../../../functions/nightly/run-step.ts";
import { ledgerProject, openLedgerWarehouse } from "../ledger/ledger-warehouse.ts";

const run = { runId: "nightly:2026-02-10", logicalDate: "2026-02-10", asOf: "2026-02-09" };
const marts = nightlyGraph.find(({ id }) => id === "marts") as Step;

/** A step that another live process holds; `minutesPerWait` is how much time passes when the runner waits. */
async function heldElsewhere(minutesPerWait: number) {
  let now = Date.parse("2026-02-10T05:00:00Z");
  const waitsS: number[] = [];
  const attempts: number[] = [];
  const warehouse = await openLedgerWarehouse();
  const clock = { now: () => new Date(now) };
  const timers = {
    every: () => () => {},
    wait: async (ms: number) => {
      waitsS.push(ms / 1000);
      now += minutesPerWait * 60_000;
    },
  };
  const context: JobContext = {
    warehouse,
    project: await ledgerProject(),
    settings: defaultSettings,
    sources: [],
    clock,
    log: silentLog,
    dataDir: "",
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
  };
  const ledgerOf = (owner: string) => openLedger({ ...context, owner, timers, isSoleOwner: false });
  await claimWork(ledgerOf("other"), { runId: run.runId, step: "marts", inputSha256: "a" });
  const end = await runStep({
    step: marts,
    job: async (_context, { attempt }: StepRun) => {
      attempts.push(attempt);
      return { status: "done" };
    },
    context,
    ledger: ledgerOf("me"),
    run,
    inputSha256: "a",
    retryFailed: false,
    onHeld: async () => {},
    onWait: () => {},
  });
  await warehouse.close();
  return { end, waitsS, attempts };
}

describe("a step that another process holds", () => {
  it("is waited for as long as the answer says, then taken over when its lease has passed", async () => {
    const { end, waitsS, attempts } = await heldElsewhere(3);
    expect(waitsS).toEqual([300, 120]);
    expect(attempts).toEqual([2]);
    expect(end.status).toBe("done");
  });

  it("and never gives back is given up after twenty answers", async () => {
    const { end, waitsS, attempts } = await heldElsewhere(0);
    expect(waitsS).toHaveLength(20);
    expect(attempts).toEqual([]);
    expect(end).toMatchObject({ status: "failed", reason: "busy", errorKind: "transient" });
  });
});
