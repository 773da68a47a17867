import { AppError } from "../../lib/errors.ts";
import type { ApiSource, SourceAccount, SourceDependencies, SourcePorts } from "../source.ts";
import { createHubspotApi, type HttpWaits, type HubspotApi } from "./api.ts";
import { listed } from "./listed.ts";
import { readChanges } from "./read-changes.ts";
import { HUBSPOT_REPORTS, type HubspotReport } from "./report.ts";
import { accountDetails } from "./schema.ts";
import type { HubspotSettings } from "./settings.ts";

/** Contacts and deals of a HubSpot portal, by the token of a private app. */
export function createHubspotSource(
  settings: HubspotSettings,
  dependencies: SourceDependencies,
  waits: HttpWaits = {},
): ApiSource {
  const api = createHubspotApi(settings, dependencies, waits);
  return {
    name: "hubspot",
    reports: HUBSPOT_REPORTS,
    discover: async (signal) => [await portal(api, signal)],
    read: (request, ports) => {
      if (request.grain !== "changes") throw unknownReport(`${request.report} by ${request.grain}`);
      const { account, since, signal } = request;
      const report = reportOf(request.report);
      const changes = readChanges({ api, settings, dependencies, report, account, since, signal }, ports);
      return metered(api, request.account, ports, changes);
    },
    ids: (request, ports) => {
      const pages = listed(api, reportOf(request.report), false, request.signal);
      return metered(api, request.account, ports, idsOf(pages));
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

/** Reports the calls a reading took, also where it failed. */
async function* metered<T>(
  api: HubspotApi,
  { accountId }: SourceAccount,
  ports: SourcePorts,
  items: AsyncIterable<T>,
): AsyncGenerator<T> {
  const callsBefore = api.usage().calls;
  try {
    yield* items;
  } finally {
    const { calls, dailyLimit: limit, dailyRemaining: remaining } = api.usage();
    ports.usage({
      scope: `hubspot portal ${accountId}`,
      accountId,
      limitName: "daily",
      calls: calls - callsBefore,
      limit,
      windowSeconds: 86_400,
      usedShare: limit === null || remaining === null || limit === 0 ? null : 1 - remaining / limit,
    });
  }
}

function reportOf(report: string): HubspotReport {
  const known = HUBSPOT_REPORTS.find((definition) => definition.report === report);
  if (known === undefined) throw unknownReport(report);
  return known.report;
}

function unknownReport(report: string): AppError {
  return new AppError(`expected contacts or deals by changes, got ${report}`, { kind: "bug", where: "hubspot" });
}
