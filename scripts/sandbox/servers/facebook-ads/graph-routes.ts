import type { Market } from "../../market/market.ts";
import type { AccountSettings } from "../../market/settings.ts";
import type { Fault } from "../faults.ts";
import { localDay } from "../local-time.ts";
import { parseFields, selectFields } from "./graph/field-selection.ts";
import { invalidParameter, unknownObject } from "./graph/graph-error.ts";
import { type GraphRequest, textParam } from "./graph/graph-request.ts";
import { type Page, pageOf } from "./graph/page.ts";
import { type InsightsScope, readInsightsQuery, scopeOf } from "./insights/insights-query.ts";
import { asksForOldReach, insightsRows } from "./insights/insights-rows.ts";
import {
  type JobFailure,
  type JobPace,
  mustBeCompleted,
  pollRun,
  type ReportRun,
  runId,
  runNode,
} from "./insights/report-runs.ts";
import type { GraphOperation } from "./known-faults.ts";
import { accountNode, accountSource } from "./nodes/account-node.ts";
import { fieldText, OBJECT_EDGES, objectPage, showObject } from "./nodes/object-edge.ts";
import { objectCreatedMs, type World } from "./nodes/world.ts";

export interface GraphRoutes {
  describe(request: GraphRequest): { readonly operation: GraphOperation; readonly accountId: string | null };
  /** Body of the answer. @throws GraphError for everything Graph refuses */
  answer(request: GraphRequest, fault: Fault | null): unknown;
}

export interface RoutesOptions {
  readonly world: World;
  readonly market: Market;
  readonly nowMs: () => number;
  readonly jobPace: JobPace;
  readonly jobFailures: readonly (JobFailure | null)[];
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Requests a day and account that still get reach of old broken-down rows. */
const REACH_EXEMPTIONS = 10;
/** A report can be loaded this long. */
const RUN_LIFE_MS = 30 * 86_400_000;

/** Paths to answers. Report runs live here, for as long as the server does or Meta keeps them. */
export function createGraphRoutes({ world, market, nowMs, jobPace, jobFailures }: RoutesOptions): GraphRoutes {
  const runs = new Map<string, ReportRun>();
  const rowsOfRun = new Map<string, Rows>();
  const oldReachByDay = new Map<string, number>();
  let failed = 0;

  const accountOf = (node: string): AccountSettings | undefined =>
    world.accounts.find(({ accountId }) => node === `act_${accountId}`);
  const runOf = (node: string): ReportRun | undefined => {
    const run = runs.get(node);
    return run && nowMs() - run.createdMs < RUN_LIFE_MS ? run : undefined;
  };
  const fail = (run: ReportRun): void => {
    run.failure = { reason: jobFailures[failed++ % jobFailures.length] ?? null };
  };

  function describe({ node, edge, method }: GraphRequest): ReturnType<GraphRoutes["describe"]> {
    if (node === "me") return { operation: "accounts", accountId: null };
    const run = runOf(node);
    if (run)
      return {
        operation: edge === null ? "job" : "job_insights",
        accountId: run.query.scope.account.accountId,
      };
    const account = accountOf(node);
    const accountId = account?.accountId ?? world.objects.get(node)?.account.accountId ?? null;
    if (edge === "insights") return { operation: method === "POST" ? "insights_job" : "insights", accountId };
    if (edge !== null) return { operation: "objects", accountId };
    return { operation: account ? "account" : "object", accountId };
  }

  function createRun(request: GraphRequest, scope: InsightsScope, isToFail: boolean): ReportRun {
    const query = readInsightsQuery(request, scope, nowMs());
    const run: ReportRun = {
      id: runId(query, nowMs(), runs.size),
      query,
      createdMs: nowMs(),
      isReachExempt: asksForOldReach(query, nowMs()) && takeExemption(scope.account),
      failure: null,
      polls: 0,
      completedMs: null,
    };
    if (isToFail) fail(run);
    runs.set(run.id, run);
    return run;
  }

  function takeExemption({ accountId, timeZone }: AccountSettings): boolean {
    const key = `${accountId} ${localDay(nowMs(), timeZone)}`;
    const taken = oldReachByDay.get(key) ?? 0;
    oldReachByDay.set(key, taken + 1);
    return taken < REACH_EXEMPTIONS;
  }

  function rowsOf(run: ReportRun): Rows {
    const rows =
      rowsOfRun.get(run.id) ??
      insightsRows(run.query, { world, market, observedMs: run.createdMs, isReachExempt: run.isReachExempt });
    rowsOfRun.set(run.id, rows);
    return rows;
  }

  function accountShown(account: AccountSettings, request: GraphRequest): object {
    const text = textParam(request, "fields");
    const source = accountSource(account, [...market.facebook.campaigns(account.accountId)], nowMs());
    return selectFields(source, accountNode, text === undefined ? undefined : parseFields(fieldText(text)));
  }

  function answerRun(run: ReportRun, request: GraphRequest, fault: Fault | null): unknown {
    if (request.edge === null) {
      if (fault === "job_failed") fail(run);
      return runNode(run, pollRun(run, jobPace, nowMs()));
    }
    if (request.edge !== "insights") throw unknownEdge(request.edge, "AdReportRun");
    mustBeCompleted(run);
    return page(rowsOf(run), request, fault);
  }

  function answerInsights(request: GraphRequest, scope: InsightsScope, fault: Fault | null): unknown {
    if (request.method === "POST") return { report_run_id: createRun(request, scope, fault === "job_failed").id };
    const query = readInsightsQuery(request, scope, nowMs());
    const rows = insightsRows(query, { world, market, observedMs: nowMs(), isReachExempt: false });
    return page(rows, request, fault);
  }

  function answer(request: GraphRequest, fault: Fault | null): unknown {
    const { node, edge, method } = request;
    if (method !== "GET" && edge !== "insights") throw unknownObject(node, method);
    const isRepeated = fault === "duplicate_page";
    if (node === "me") {
      if (edge !== "adaccounts") throw unknownEdge(edge ?? "", "User");
      return pageOf(world.accounts, request, (account) => accountShown(account, request), { isRepeated });
    }
    const run = runOf(node);
    if (run) return answerRun(run, request, fault);
    const account = accountOf(node);
    const object = world.objects.get(node);
    if (!account && (!object || objectCreatedMs(object) > nowMs())) throw unknownObject(node, method);
    if (edge === null) return account ? accountShown(account, request) : object && showObject(object, request, nowMs());
    if (edge === "insights") {
      const scope = scopeOf(world, node, account);
      if (!scope) throw unknownEdge(edge, "AdCreative");
      return answerInsights(request, scope, fault);
    }
    const kind = OBJECT_EDGES[edge];
    if (!kind) throw unknownEdge(edge, account ? "AdAccount" : "Object");
    const all = world.of(account?.accountId ?? object?.account.accountId ?? "");
    const below = account ? all : all.filter((one) => one.id !== node && isBelow(one, node));
    return objectPage(below, kind, request, nowMs(), { isRepeated });
  }

  return { describe, answer };
}

function page(rows: Rows, request: GraphRequest, fault: Fault | null): Page {
  return pageOf(rows, request, (row) => row, { isRepeated: fault === "duplicate_page" });
}

function isBelow(object: ReturnType<World["of"]>[number], parentId: string): boolean {
  return (
    object.campaign.id === parentId ||
    ("adSet" in object && object.adSet.id === parentId) ||
    ("ad" in object && object.ad.id === parentId)
  );
}

function unknownEdge(edge: string, typeName: string): Error {
  return invalidParameter(`Tried accessing nonexisting field (${edge}) on node type (${typeName})`);
}
