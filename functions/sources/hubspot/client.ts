import { AppError } from "../../lib/errors.ts";
import { metered } from "../crm/metered.ts";
import type { ApiSource, SourceAccount, SourceDependencies, SourcePorts } from "../source.ts";
import { createHubspotApi, type HubspotApi } from "./api.ts";
import { listed } from "./listed.ts";
import { readChanges } from "./read-changes.ts";
import { HUBSPOT_REPORTS, type HubspotReport } from "./report.ts";
import { accountDetails } from "./schema.ts";
import type { HubspotSettings } from "./settings.ts";

/** Contacts and deals of a HubSpot portal, by the token of a private app. */
export function createHubspotSource(settings: HubspotSettings, dependencies: SourceDependencies): ApiSource {
  const api = createHubspotApi(settings, dependencies);
  return {
    name: "hubspot",
    reports: HUBSPOT_REPORTS,
    discover: async (signal) => [await portal(api, signal)],
    read: (request, ports) => {
      if (request.grain !== "changes") throw unknownReport(`${request.report} by ${request.grain}`);
      const { account, since, signal } = request;
      const report = reportOf(request.report);
      const changes = readChanges({ api, settings, dependencies, report, account, since, signal }, ports);
      return metered(changes, usageOf(api, account, ports));
    },
    ids: (request, ports) => {
      const pages = listed(api, reportOf(request.report), false, request.signal);
      return metered(idsOf(pages), usageOf(api, request.account, ports));
    },
  };
}

async function portal(api: HubspotApi, signal: AbortSignal): Promise<SourceAccount> {
  const { portalId, companyCurrency, timeZone } = await api.get("/account-info/v3/details", accountDetails, signal);
  return {
    accountId: portalId,
    name: null,
    currencyCode: companyCurrency ?? null,
    timeZone: timeZone ?? null,
    via: null,
    problem: null,
  };
}

async function* idsOf(pages: AsyncIterable<readonly { readonly id: string }[]>): AsyncGenerator<readonly string[]> {
  for await (const page of pages) yield page.map(({ id }) => id);
}

/** Tells the calls that were made since they were last told. */
function usageOf(api: HubspotApi, { accountId }: SourceAccount, ports: SourcePorts): () => void {
  return () => {
    const { calls, dailyLimit: limit, dailyRemaining: remaining } = api.takeUsage();
    ports.usage({
      scope: `hubspot portal ${accountId}`,
      accountId,
      limitName: "daily",
      calls,
      limit,
      windowSeconds: 86_400,
      usedShare: limit === null || remaining === null || limit === 0 ? null : 1 - remaining / limit,
    });
  };
}

function reportOf(report: string): HubspotReport {
  const known = HUBSPOT_REPORTS.find((definition) => definition.report === report);
  if (known === undefined) throw unknownReport(report);
  return known.report;
}

function unknownReport(report: string): AppError {
  return new AppError(`expected contacts or deals by changes, got ${report}`, { kind: "bug", where: "hubspot" });
}
