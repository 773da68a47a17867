/**
 * One night of a chaos run, in a process that may be killed: pulls the sources of a folder's settings and ends, or kills itself on passing a
 * checkpoint for the nth time. Waits are cut short and servers that hang are given up early: what is tried is what comes of it, not how long it takes.
 * Argument: a `NightOrder` as JSON.
 */
import { setTimeout as delay } from "node:timers/promises";
import { compose } from "../../functions/compose.ts";
import { environment } from "../../functions/config/environment.ts";
import { openLedger } from "../../functions/ledger/ledger.ts";
import { systemTimers } from "../../functions/ledger/timers.ts";
import { clockFrom } from "../../functions/lib/clock.ts";
import { nightlyGraph } from "../../functions/nightly/graph.ts";
import { nightlyJobs } from "../../functions/nightly/nightly.ts";
import { runNight } from "../../functions/nightly/runner.ts";

export interface NightOrder {
  readonly root: string;
  readonly dataDir: string;
  readonly settingsFile: string;
  /** Instant that the night begins. */
  readonly at: string;
  /** The checkpoint, counted from 1, at which the process kills itself; null lets it end. */
  readonly killAt: number | null;
  /** Also what comes after the sources: views, attribution, assertions. */
  readonly isWhole: boolean;
}

const LONGEST_WAIT_MS = 20;
const TIMEOUTS = { totalMs: 20_000, idleMs: 2_000 };

const order = JSON.parse(process.argv[2] ?? "") as NightOrder;
let passed = 0;
const { context, close } = await compose({
  root: order.root,
  settingsFile: order.settingsFile,
  dataDir: order.dataDir,
  environment,
  clock: clockFrom(order.at),
  sleep: async (ms, signal) => void (await delay(Math.min(ms, LONGEST_WAIT_MS), undefined, { signal })),
  timeouts: TIMEOUTS,
  checkpoint: async () => {
    passed += 1;
    if (passed === order.killAt) process.kill(process.pid, "SIGKILL");
  },
});
const ledger = openLedger({
  ...context,
  timers: { ...systemTimers, wait: (ms) => delay(Math.min(ms, LONGEST_WAIT_MS)) },
});
const after = order.isWhole ? ["marts", "attribution", "assertions"] : [];
const { steps } = await runNight(
  context,
  { jobs: nightlyJobs, ledger },
  {
    data: "demo",
    only: [...nightlyGraph.filter(({ group }) => group === "ingest").map(({ id }) => id), ...after],
    retryFailed: true,
  },
  () => {},
);
await close();
process.stdout.write(JSON.stringify({ passed, steps }));
