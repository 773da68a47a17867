import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { metered } from "../crm/metered.ts";
import type { ApiSource, SourceAccount, SourceDependencies, SourcePorts } from "../source.ts";
import { createSalesforceApi, type SalesforceApi } from "./api.ts";
import { queryPages } from "./query-pages.ts";
import { readChanges } from "./read-changes.ts";
import { textOf } from "./record-row.ts";
import { SALESFORCE_OBJECTS, SALESFORCE_REPORTS, type SalesforceReport } from "./report.ts";
import { organizationFeatures } from "./schema.ts";
import type { SalesforceSettings } from "./settings.ts";

/** Leads, contacts and opportunities of a Salesforce organisation, by an app with the client credentials flow. */
export function createSalesforceSource(settings: SalesforceSettings, dependencies: SourceDependencies): ApiSource {
  const api = createSalesforceApi(settings, dependencies);
  return {
    name: "salesforce",
    reports: SALESFORCE_REPORTS,
    discover: async (signal) => [await organization(api, settings, signal)],
    read: (request, ports) => {
      if (request.grain !== "changes") throw unknownReport(`${request.report} by ${request.grain}`);
      const { account, since, signal } = request;
      const report = reportOf(request.report);
      const changes = readChanges({ api, settings, dependencies, report, account, since, signal }, ports);
      return metered(changes, usageOf(api, account, ports));
    },
    ids: (request, ports) =>
      metered(liveIds(api, reportOf(request.report), request.signal), usageOf(api, request.account, ports)),
  };
}

async function organization(
  api: SalesforceApi,
  settings: SalesforceSettings,
  signal: AbortSignal,
): Promise<SourceAccount> {
  const soql = "SELECT Id, Name, TimeZoneSidKey FROM Organization";
  for await (const [record] of queryPages(api, "query", soql, signal)) {
    const [id, name, timeZone] = ["Id", "Name", "TimeZoneSidKey"].map((field) => textOf(record?.[field]));
    if (id == null) break;
    const currencyCode = settings.currency ?? (await defaultCurrency(api, signal));
    return { accountId: id, name: name ?? null, currencyCode, timeZone: timeZone ?? null, via: null, problem: null };
  }
  throw new AppError("expected one Organization, got none", {
    kind: "auth",
    where: "Organization",
    fix: "give the app's run-as user the right to view setup and configuration",
  });
}

/** Null where the organisation does not say: with several currencies each opportunity has its own. */
async function defaultCurrency(api: SalesforceApi, signal: AbortSignal): Promise<string | null> {
  try {
    const { features } = await api.get("connect/organization", organizationFeatures, signal);
    return features?.defaultCurrencyIsoCode ?? null;
  } catch (error) {
    if (error instanceof HttpError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}

async function* liveIds(
  api: SalesforceApi,
  { object }: SalesforceReport,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  if ((await api.describe(object, signal)) === null)
    throw new AppError(`expected to see ${object}, got no such object`, {
      kind: "auth",
      where: object,
      fix: `give the app's run-as user read access to ${object}`,
    });
  for await (const page of queryPages(api, "query", `SELECT Id FROM ${object} ORDER BY Id`, signal))
    yield page.map((record) => {
      const id = textOf(record.Id);
      if (id === null)
        throw new AppError("expected a record with an Id, got one without", { kind: "data", where: object });
      return id;
    });
}

/** Tells the calls that were made since they were last told. */
function usageOf(api: SalesforceApi, { accountId }: SourceAccount, ports: SourcePorts): () => void {
  return () => {
    const { calls, used, limit } = api.takeUsage();
    ports.usage({
      scope: `salesforce organisation ${accountId}`,
      accountId,
      limitName: "daily_api_requests",
      calls,
      limit,
      windowSeconds: 86_400,
      usedShare: used === null || limit === null || limit === 0 ? null : used / limit,
    });
  };
}

function reportOf(report: string): SalesforceReport {
  const known = SALESFORCE_OBJECTS.find((definition) => definition.report === report);
  if (known === undefined) throw unknownReport(report);
  return known;
}

function unknownReport(report: string): AppError {
  return new AppError(`expected leads, contacts, opportunities or contact_roles by changes, got ${report}`, {
    kind: "bug",
    where: "salesforce",
  });
}
