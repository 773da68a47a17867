import { AppError } from "../../lib/errors.ts";
import { egressFor } from "../../lib/http/egress.ts";
import { createHttp } from "../../lib/http/http.ts";
import { createLimiter } from "../../lib/http/limiter.ts";
import { dayText } from "../../lib/instants.ts";
import { createGoogleToken } from "../google-auth/token.ts";
import type { ApiSource, ReadRequest, SourceDependencies } from "../source.ts";
import { createGa4Api } from "./api.ts";
import { discoverProperties } from "./discover.ts";
import { classifyGa4 } from "./errors.ts";
import { PAGE_ROWS, readTraffic, trafficDaily } from "./report.ts";
import type { Ga4Settings } from "./settings.ts";

const DAY_MS = 86_400_000;
const BASE_URL = "https://analyticsdata.googleapis.com";
const SCOPE = "https://www.googleapis.com/auth/analytics.readonly";

/** Web traffic of GA4, read through the Data API. Aggregates: no row belongs to a person. */
export function createGa4Source(
  settings: Ga4Settings,
  dependencies: SourceDependencies,
  pageRows: number = PAGE_ROWS,
): ApiSource {
  const { clock, sleep, random, timeouts } = dependencies;
  const nowMs = (): number => clock.now().getTime();
  const http = createHttp({
    rules: egressFor(settings.base_url, [new URL(BASE_URL).hostname]),
    clock,
    sleep,
    random,
    limiter: createLimiter(settings.requests_per_second, nowMs, sleep),
    auth: createGoogleToken(settings, SCOPE, dependencies),
    classify: classifyGa4(nowMs),
    ...(timeouts === undefined ? {} : { totalTimeoutMs: timeouts.totalMs, idleTimeoutMs: timeouts.idleMs }),
  });
  const api = createGa4Api({ http, baseUrl: settings.base_url ?? BASE_URL, clock, sleep, random });
  return {
    name: "ga4",
    reports: [trafficDaily],
    discover: (signal) => {
      const yesterday = dayText(Math.floor(nowMs() / DAY_MS) - 1);
      return discoverProperties(api, settings.property_ids, yesterday, signal);
    },
    read: (request, ports) => {
      if (request.report !== trafficDaily.report || request.grain !== "days") throw unknownReport(request);
      const { account, from, to, signal } = request;
      return readTraffic({ api, account, from, to, signal, ports, pageRows });
    },
  };
}

function unknownReport({ report, grain }: ReadRequest): AppError {
  return new AppError(`expected a report of ga4 with grain ${grain}, got ${report}`, { kind: "bug" });
}
