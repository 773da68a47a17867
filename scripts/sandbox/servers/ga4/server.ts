import type { Fault } from "../faults.ts";
import { createTokenService, type OAuthClient, revoked, SANDBOX_OAUTH } from "../google-ads/oauth.ts";
import { localDay } from "../local-time.ts";
import { type SandboxOptions, type SandboxReply, type SandboxRequest, type SandboxServer, serve } from "../serve.ts";
import { ApiError, errorReply } from "./api-error.ts";
import { faultError, forbiddenProperty, unauthenticated } from "./fault-errors.ts";
import { GA4_FAULTS } from "./known-faults.ts";
import { createPropertyQuota } from "./property-quota.ts";
import { type Inexactness, reportBody, tokensOf } from "./report.ts";
import { readReportRequest } from "./report-request.ts";
import { reportRows } from "./report-rows.ts";

export interface Ga4SandboxOptions extends SandboxOptions {
  /** What differs from the sandbox's own credential at Google. */
  readonly oauth?: Partial<OAuthClient>;
  /** Why figures of a day are not exact; by default they all are. */
  readonly inexact?: (day: string) => readonly Inexactness[];
}

const SCOPE = "https://www.googleapis.com/auth/analytics.readonly";
const REPORT_PATH = /^\/v1beta\/properties\/([^/:]+):runReport$/;

/** Google Analytics Data API on loopback: `POST /token` and `POST /v1beta/properties/{id}:runReport` over the market's web property. */
export function serveGa4(options: Ga4SandboxOptions): Promise<SandboxServer> {
  const { market, nowMs, hasLimits = false, inexact = () => [] } = options;
  const tokens = createTokenService({ ...SANDBOX_OAUTH, ...options.oauth }, nowMs, SCOPE);
  const quota = createPropertyQuota(nowMs, hasLimits);

  function answerToken(request: SandboxRequest, fault: Fault | null): SandboxReply {
    if (fault === "revoked_token") return revoked();
    if (fault === "server_error_json") return { status: 500, body: JSON.stringify({ error: "internal_failure" }) };
    return tokens.grant(request);
  }

  function answerReport(request: SandboxRequest, propertyId: string): SandboxReply {
    checkToken(bearerOf(request));
    const { web } = market;
    if (propertyId !== web.propertyId) throw forbiddenProperty();
    const report = readReportRequest(request.body, localDay(nowMs(), web.timeZone));
    const left = quota.spend(tokensOf(report));
    const rows = reportRows(report, web, nowMs());
    return { status: 200, body: JSON.stringify(reportBody({ request: report, rows, web, inexact, quota: left })) };
  }

  function checkToken(token: string): void {
    if (token === "") throw unauthenticated("CREDENTIALS_MISSING");
    const state = tokens.stateOf(token);
    if (state === "expired") throw unauthenticated("ACCESS_TOKEN_EXPIRED");
    if (state === "unknown") throw unauthenticated("ACCESS_TOKEN_INVALID");
  }

  return serve(
    {
      name: "ga4",
      knownFaults: GA4_FAULTS,
      describe: routeOf,
      answer(request, fault) {
        const { operation, accountId } = routeOf(request);
        if (operation === "token") return answerToken(request, fault);
        if (fault === "expired_token") tokens.expire(bearerOf(request));
        try {
          if (fault) throw faultError(fault);
          if (accountId === null) throw new ApiError(404, "Requested entity was not found.");
          return answerReport(request, accountId);
        } catch (error) {
          if (error instanceof ApiError) return errorReply(error);
          throw error;
        }
      },
    },
    options,
  );
}

function routeOf({ method, url }: SandboxRequest): { readonly operation: string; readonly accountId: string | null } {
  if (method !== "POST") return { operation: "unknown", accountId: null };
  if (url.pathname === "/token") return { operation: "token", accountId: null };
  const [, propertyId = null] = REPORT_PATH.exec(url.pathname) ?? [];
  return { operation: propertyId === null ? "unknown" : "runReport", accountId: propertyId };
}

function bearerOf({ headers }: SandboxRequest): string {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
}
