import type { Market } from "../../../market/market.ts";
import type { AccountSettings } from "../../../market/settings.ts";
import { localDay } from "../../local-time.ts";
import type { GraphRequest } from "../graph/graph-request.ts";
import type { World } from "../nodes/world.ts";
import { type InsightsScope, readInsightsQuery } from "./insights-query.ts";
import { asksForOldReach, type InsightsRow, insightsRows } from "./insights-rows.ts";
import { type JobEnd, type ReportRun, runId } from "./report-runs.ts";

/** Report runs of a server: they live as long as it does, or Meta keeps them. */
export interface RunStore {
  /** @throws GraphError for a request that Graph refuses */
  create(request: GraphRequest, scope: InsightsScope): ReportRun;
  find(id: string): ReportRun | undefined;
  /** The run fails where it would have completed. */
  fail(run: ReportRun): void;
  /** Rows as they were known when the run was created. */
  rows(run: ReportRun): readonly InsightsRow[];
}

export interface RunStoreOptions {
  readonly world: World;
  readonly market: Market;
  readonly nowMs: () => number;
  /** How failing runs end, in turn. */
  readonly jobFailures: readonly JobEnd[];
}

/** Requests a day and account that still get reach of old broken-down rows. */
const REACH_EXEMPTIONS = 10;
const RUN_LIFE_MS = 30 * 86_400_000;

export function createRunStore({ world, market, nowMs, jobFailures }: RunStoreOptions): RunStore {
  const runs = new Map<string, ReportRun>();
  const rowsById = new Map<string, readonly InsightsRow[]>();
  const oldReachByDay = new Map<string, number>();
  let created = 0;
  let failed = 0;

  function takeExemption({ accountId, timeZone }: AccountSettings): boolean {
    const key = `${accountId} ${localDay(nowMs(), timeZone)}`;
    const taken = oldReachByDay.get(key) ?? 0;
    oldReachByDay.set(key, taken + 1);
    return taken < REACH_EXEMPTIONS;
  }

  return {
    create(request, scope) {
      const createdMs = nowMs();
      const query = readInsightsQuery(request, scope, createdMs);
      const run: ReportRun = {
        id: runId(query, createdMs, created++),
        query,
        createdMs,
        isReachExempt: asksForOldReach(query, createdMs) && takeExemption(scope.account),
        badEnd: undefined,
        polls: 0,
        completedMs: null,
      };
      runs.set(run.id, run);
      return run;
    },
    find(id) {
      const run = runs.get(id);
      if (!run || nowMs() - run.createdMs < RUN_LIFE_MS) return run;
      runs.delete(id);
      rowsById.delete(id);
      return undefined;
    },
    fail(run) {
      run.badEnd = jobFailures[failed++ % jobFailures.length] ?? null;
    },
    rows({ id, query, createdMs, isReachExempt }) {
      const rows = rowsById.get(id) ?? insightsRows(query, { world, market, observedMs: createdMs, isReachExempt });
      rowsById.set(id, rows);
      return rows;
    },
  };
}
