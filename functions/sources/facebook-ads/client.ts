import { AppError } from "../../lib/errors.ts";
import { egressFor } from "../../lib/http/egress.ts";
import type { ApiSource, ReadRequest, SourceBatch, SourceDependencies, SourcePorts } from "../source.ts";
import { discoverAccounts } from "./accounts.ts";
import { createGate, type Gate } from "./graph/gate.ts";
import { createGraph } from "./graph/graph.ts";
import { openSession } from "./graph/session.ts";
import { readInsights } from "./insights.ts";
import { insightsReport } from "./insights-reports.ts";
import { LISTINGS, type Listing } from "./listings.ts";
import { readAccount, readListing } from "./read-listing.ts";
import { reportDefinitions } from "./report.ts";
import type { FacebookAdsSettings } from "./settings.ts";
import { GRAPH_ORIGIN } from "./version.ts";

/** Facebook and Instagram ads by the Marketing API: results by jobs that run at Facebook, and lists of what the account holds. */
export function createFacebookAdsSource(settings: FacebookAdsSettings, dependencies: SourceDependencies): ApiSource {
  const { clock, sleep, secret } = dependencies;
  const graph = createGraph({
    baseUrl: settings.base_url ?? GRAPH_ORIGIN,
    rules: egressFor(settings.base_url, [new URL(GRAPH_ORIGIN).hostname]),
    accessToken: secret(settings.access_token),
    appSecret: settings.app_secret === undefined ? undefined : secret(settings.app_secret),
    requestsPerSecond: settings.requests_per_second,
    dependencies,
  });
  const gates = new Map<string, Gate>();
  const gateOf = (accountId: string): Gate => {
    const gate = gates.get(accountId) ?? createGate(() => clock.now().getTime(), sleep);
    gates.set(accountId, gate);
    return gate;
  };

  async function* read(request: ReadRequest, ports: SourcePorts): AsyncGenerator<SourceBatch> {
    try {
      yield* rows(request, ports);
    } catch (error) {
      request.signal.throwIfAborted();
      throw error;
    }
  }

  async function* rows(request: ReadRequest, ports: SourcePorts): AsyncGenerator<SourceBatch> {
    const { account, report: name, signal } = request;
    const { accountId } = account;
    const primaryActionType = settings.primary_action[accountId] ?? null;
    const open = (until: AbortSignal) => openSession(graph, gateOf(accountId), ports, { accountId, signal: until });
    const report = insightsReport(name);
    if (report !== null && request.grain === "days") {
      const { from, to } = request;
      const insights = { report, account, primaryActionType, from, to };
      yield* readInsights(insights, ports, dependencies, open, { signal, pollMs: settings.poll_ms });
      return;
    }
    const listing = (LISTINGS as Readonly<Record<string, Listing>>)[name];
    if (request.grain !== "listing" || (name !== "accounts" && listing === undefined))
      throw new AppError(`expected a report of facebook_ads, got ${name} by ${request.grain}`, { kind: "bug" });
    const session = open(signal);
    try {
      yield* listing === undefined
        ? readAccount(account, primaryActionType, session, ports)
        : readListing(listing, account, session, ports);
    } finally {
      session.report();
    }
  }

  return {
    name: "facebook_ads",
    reports: reportDefinitions(settings.reports),
    discover: (signal) => discoverAccounts(graph, settings.account_ids, signal),
    read,
  };
}
