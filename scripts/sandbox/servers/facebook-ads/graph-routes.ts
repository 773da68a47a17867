import type { AccountSettings } from "../../market/settings.ts";
import type { Fault } from "../faults.ts";
import { selectFields, selectionOf } from "./graph/field-selection.ts";
import { invalidParameter, unknownObject } from "./graph/graph-error.ts";
import type { GraphRequest } from "./graph/graph-request.ts";
import { type Page, pageOf } from "./graph/page.ts";
import { type InsightsScope, readInsightsQuery, scopeOf } from "./insights/insights-query.ts";
import { type InsightsRow, insightsRows } from "./insights/insights-rows.ts";
import { type JobPace, mustBeCompleted, pollRun, type ReportRun, reportRunNode } from "./insights/report-runs.ts";
import { createRunStore, type RunStoreOptions } from "./insights/run-store.ts";
import type { GraphOperation } from "./known-faults.ts";
import { accountNode, accountSource } from "./nodes/account-node.ts";
import { OBJECT_EDGES, objectPage, showObject } from "./nodes/object-edge.ts";
import { objectCreatedMs, type World } from "./nodes/world.ts";

export interface GraphRoutes {
  describe(request: GraphRequest): { readonly operation: GraphOperation; readonly accountId: string | null };
  /** Body of the answer. @throws GraphError for everything Graph refuses */
  answer(request: GraphRequest, fault: Fault | null): unknown;
}

export interface RoutesOptions extends RunStoreOptions {
  readonly jobPace: JobPace;
}

/** Paths to answers. */
export function createGraphRoutes(options: RoutesOptions): GraphRoutes {
  const { world, market, nowMs, jobPace } = options;
  const runs = createRunStore(options);
  const accountOf = (node: string): AccountSettings | undefined =>
    world.accounts.find(({ accountId }) => node === `act_${accountId}`);

  function describe({ node, edge, method }: GraphRequest): ReturnType<GraphRoutes["describe"]> {
    if (node === "me") return { operation: "accounts", accountId: null };
    const run = runs.find(node);
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

  function accountShown(account: AccountSettings, request: GraphRequest): object {
    const source = accountSource(account, market.facebook.campaigns(account.accountId), nowMs());
    return selectFields(source, accountNode, selectionOf(request));
  }

  function answerRun(run: ReportRun, request: GraphRequest, fault: Fault | null): unknown {
    if (request.edge === null) {
      if (fault === "job_failed") runs.fail(run);
      return selectFields(pollRun(run, jobPace, nowMs()), reportRunNode, selectionOf(request));
    }
    if (request.edge !== "insights") throw unknownEdge(request.edge, "AdReportRun");
    mustBeCompleted(run);
    return page(runs.rows(run), request, fault);
  }

  function answerInsights(request: GraphRequest, scope: InsightsScope, fault: Fault | null): unknown {
    if (request.method === "POST") {
      const run = runs.create(request, scope);
      if (fault === "job_failed") runs.fail(run);
      return { report_run_id: run.id };
    }
    const query = readInsightsQuery(request, scope, nowMs());
    const rows = insightsRows(query, { world, market, observedMs: nowMs(), isReachExempt: false });
    return page(rows, request, fault);
  }

  function answer(request: GraphRequest, fault: Fault | null): unknown {
    const { node, edge, method } = request;
    if (method !== "GET" && edge !== "insights") throw unknownObject(node, method);
    const isRepeated = fault === "duplicate_page";
    if (node === "me") {
      if (edge === null) throw unknownObject(node, method);
      if (edge !== "adaccounts") throw unknownEdge(edge, "User");
      return pageOf(world.accounts, request, (account) => accountShown(account, request), { isRepeated });
    }
    const run = runs.find(node);
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

function page(rows: readonly InsightsRow[], request: GraphRequest, fault: Fault | null): Page {
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
