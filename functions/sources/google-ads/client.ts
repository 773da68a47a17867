import { AppError } from "../../lib/errors.ts";
import { egressFor } from "../../lib/http/egress.ts";
import { createHttp, type HttpOptions } from "../../lib/http/http.ts";
import { createLimiter } from "../../lib/http/limiter.ts";
import { DEFAULT_RETRY } from "../../lib/http/retry.ts";
import { googleProject } from "../google-auth/project.ts";
import { createGoogleToken } from "../google-auth/token.ts";
import type { ApiSource, ReadRequest, SourceBatch, SourceDependencies, SourcePorts } from "../source.ts";
import { createGoogleAdsApi } from "./api.ts";
import { type DayLimits, readDays } from "./day-ranges.ts";
import { discoverAccounts } from "./discover.ts";
import { classifyGoogleAds, ofAccount } from "./errors.ts";
import { readGeoTargets } from "./geo-targets.ts";
import { countOperations, operationsUsage } from "./quota.ts";
import { type ReportCall, readQuery } from "./report.ts";
import { geoTargetConstants } from "./reports/geo-target-constants.ts";
import { GOOGLE_ADS_REPORTS } from "./reports/index.ts";
import type { GoogleAdsSettings } from "./settings.ts";

const BASE_URL = "https://googleads.googleapis.com";
const SCOPE = "https://www.googleapis.com/auth/adwords";

/** Google Ads, read through its REST interface. */
export function createGoogleAdsSource(settings: GoogleAdsSettings, dependencies: SourceDependencies): ApiSource {
  const { clock, sleep, random, secret, timeouts } = dependencies;
  const limiter = createLimiter(settings.requests_per_second, () => clock.now().getTime(), sleep);
  const operations = countOperations(limiter);
  const options: HttpOptions = {
    rules: egressFor(settings.base_url, [new URL(BASE_URL).hostname]),
    clock,
    sleep,
    random,
    limiter: operations,
    auth: createGoogleToken(settings, SCOPE, dependencies),
    classify: classifyGoogleAds,
    ...(timeouts === undefined ? {} : { totalTimeoutMs: timeouts.totalMs, idleTimeoutMs: timeouts.idleMs }),
  };
  const developerToken = (): string | undefined => settings.developer_token && secret(settings.developer_token);
  const api = createGoogleAdsApi({
    http: createHttp(options),
    streamHttp: createHttp({ ...options, retry: { ...DEFAULT_RETRY, attempts: 1 } }),
    sleep,
    random,
    baseUrl: settings.base_url ?? BASE_URL,
    developerToken,
    secrets: () =>
      [settings.developer_token, settings.client_secret, settings.refresh_token].flatMap((name) =>
        name === undefined ? [] : secret(name),
      ),
  });
  const reports = GOOGLE_ADS_REPORTS.filter(({ definition }) => settings.reports?.includes(definition.report) ?? true);
  const limits: DayLimits = new Map();

  async function* read(request: ReadRequest, ports: SourcePorts): AsyncGenerator<SourceBatch> {
    const report = reports.find(({ definition }) => definition.report === request.report);
    if (report === undefined || report.definition.grain !== request.grain) throw unknownReport(request);
    const call: ReportCall = { api, report, account: request.account, signal: request.signal, ports };
    const project = await googleProject(settings, secret);
    try {
      if (request.grain === "days") {
        const chunkDays = report.definition.chunkDays ?? Number.POSITIVE_INFINITY;
        yield* readDays(call, { from: request.from, to: request.to, chunkDays }, limits);
      } else if (report.table === geoTargetConstants.table)
        yield* readGeoTargets(call, clock.now().toISOString().slice(0, 10));
      else yield* readQuery(call, []);
    } catch (error) {
      throw ofAccount(error);
    } finally {
      ports.usage(operationsUsage(project, operations.take()));
    }
  }

  return {
    name: "google_ads",
    reports: reports.map(({ definition }) => definition),
    discover: (signal) =>
      discoverAccounts(
        { api, customerIds: settings.customer_ids, loginCustomerId: settings.login_customer_id },
        signal,
      ),
    read,
  };
}

function unknownReport({ report, grain }: ReadRequest): AppError {
  return new AppError(`expected a report of google_ads with grain ${grain}, got ${report}`, { kind: "bug" });
}
