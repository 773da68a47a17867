import type { Fault } from "../faults.ts";
import type { SandboxOptions, SandboxReply, SandboxRequest, Vendor } from "../serve.ts";
import { accountTree, reachAccount } from "./accounts.ts";
import { BASIC_OPERATIONS_A_DAY, createDayQuota } from "./day-quota.ts";
import { failureReply, Refusal } from "./failure.ts";
import { dayQuota, faultReply, unauthenticated } from "./fault-replies.ts";
import { parseGaql } from "./gaql/parse.ts";
import { GOOGLE_ADS_FAULTS } from "./known-faults.ts";
import { createTokenService, type OAuthClient, revoked, SANDBOX_OAUTH } from "./oauth.ts";
import { pageReply } from "./page-reply.ts";
import { planQuery } from "./plan/plan-query.ts";
import { embeddedErrorReply, missingBracketReply, type Query, streamReply } from "./query-reply.ts";
import { readQueryBody } from "./request-body.ts";
import { worldOf } from "./rows/world.ts";

const QUERY_PATH = /^\/v25\/customers\/([^/:]+)\/googleAds:(search|searchStream)$/;
const LIST_PATH = "/v25/customers:listAccessibleCustomers";

export interface GoogleAdsSandboxOptions extends SandboxOptions {
  /** What differs from the sandbox's own credential: shorter tokens, a service account. */
  readonly oauth?: Partial<OAuthClient>;
  /** Operations that a rolling day allows, where `hasLimits`; without it those of basic access. */
  readonly dailyOperations?: number;
}

type Route = { readonly operation: "token" | "listAccessibleCustomers" | "unknown" } | QueryRoute;

interface QueryRoute {
  readonly operation: "search" | "searchStream";
  readonly customerId: string;
}

/** Google Ads over a market, with the token endpoint beside it. */
export function googleAdsVendor(options: GoogleAdsSandboxOptions): Vendor {
  const { market, nowMs, hasLimits, dailyOperations = BASIC_OPERATIONS_A_DAY } = options;
  const tree = accountTree(market.accounts);
  const tokens = createTokenService({ ...SANDBOX_OAUTH, ...options.oauth }, nowMs);
  const quota = hasLimits ? createDayQuota(dailyOperations, nowMs) : null;
  let requests = 0;

  function answer(request: SandboxRequest, fault: Fault | null): SandboxReply {
    const route = routeOf(request);
    const requestId = `sandbox-${++requests}`;
    const isStream = route.operation === "searchStream";
    if (route.operation === "token") return answerToken(request, fault);
    if (fault === "expired_token") tokens.expire(bearerOf(request));
    const faulty = fault === null ? null : faultReply(fault, requestId, isStream);
    if (faulty) return faulty;
    try {
      checkToken(bearerOf(request));
      if (route.operation === "unknown")
        return {
          status: 404,
          headers: { "content-type": "text/html" },
          body: "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>",
        };
      if (route.operation === "listAccessibleCustomers")
        return {
          status: 200,
          headers: { "request-id": requestId },
          body: JSON.stringify({ resourceNames: tree.accessible.map(({ id }) => `customers/${id}`) }),
        };
      if (!("customerId" in route)) throw new RangeError(`expected a query, got ${route.operation}`);
      return answerQuery(request, route, fault, requestId);
    } catch (error) {
      if (error instanceof Refusal) return failureReply(error, requestId, isStream);
      throw error;
    }
  }

  function answerToken(request: SandboxRequest, fault: Fault | null): SandboxReply {
    if (fault === "revoked_token") return revoked();
    if (fault === "server_error_json") return { status: 500, body: JSON.stringify({ error: "internal_failure" }) };
    return tokens.grant(request);
  }

  function answerQuery(
    request: SandboxRequest,
    route: QueryRoute,
    fault: Fault | null,
    requestId: string,
  ): SandboxReply {
    const account = reachAccount(tree, route.customerId, request.headers["login-customer-id"]);
    const retrySeconds = quota?.spend();
    if (retrySeconds) throw dayQuota(retrySeconds);
    const body = readQueryBody(request.body, route.operation);
    const now = nowMs();
    const plan = planQuery(parseGaql(body.query), account, dayIn(account.timeZone, now));
    if (body.isCheckOnly) return { status: 200, headers: { "request-id": requestId }, body: "{}" };
    const world = worldOf(market, tree, account, now);
    const query: Query = { plan, world, requestId, ifNothing: requests % 2 === 0 ? "empty_array" : "empty_chunk" };
    if (route.operation === "search") return pageReply(query, body);
    if (fault === "embedded_error") return embeddedErrorReply(query);
    if (fault === "missing_bracket") return missingBracketReply(query);
    return streamReply(query);
  }

  function checkToken(token: string): void {
    switch (tokens.stateOf(token)) {
      case "valid":
        return;
      case "expired":
        throw unauthenticated("OAUTH_TOKEN_EXPIRED", "OAuth token with the header is expired.");
      case "unknown":
        throw new Refusal(401);
    }
  }

  return {
    name: "google_ads",
    knownFaults: GOOGLE_ADS_FAULTS,
    describe: (request) => {
      const route = routeOf(request);
      return { operation: route.operation, accountId: "customerId" in route ? route.customerId : null };
    },
    answer,
  };
}

function routeOf({ method, url }: SandboxRequest): Route {
  if (method === "POST" && url.pathname === "/token") return { operation: "token" };
  if (method === "GET" && url.pathname === LIST_PATH) return { operation: "listAccessibleCustomers" };
  const [, customerId, operation] = (method === "POST" && QUERY_PATH.exec(url.pathname)) || [];
  if (customerId !== undefined && (operation === "search" || operation === "searchStream"))
    return { operation, customerId };
  return { operation: "unknown" };
}

function bearerOf({ headers }: SandboxRequest): string {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
}

/** Day of an instant in a time zone, `2026-01-31`. */
function dayIn(timeZone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(atMs)
    .map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts) as Record<string, string>;
  return `${year}-${month}-${day}`;
}
