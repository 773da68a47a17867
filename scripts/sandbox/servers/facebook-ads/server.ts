import type { Fault } from "../faults.ts";
import { type SandboxOptions, type SandboxReply, type SandboxRequest, type SandboxServer, serve } from "../serve.ts";
import { type Credential, checkAccess } from "./graph/access.ts";
import { versionHeaders } from "./graph/api-version.ts";
import { errorBody, GraphError } from "./graph/graph-error.ts";
import { type GraphRequest, readGraphRequest } from "./graph/graph-request.ts";
import { createUsage } from "./graph/usage.ts";
import { accountThrottled, createGraphFaults, JOB_FAILURES } from "./graph-faults.ts";
import { createGraphRoutes, type GraphRoutes } from "./graph-routes.ts";
import type { JobEnd, JobPace } from "./insights/report-runs.ts";
import { FACEBOOK_ADS_FAULTS } from "./known-faults.ts";
import { createWorld } from "./nodes/world.ts";

export interface FacebookAdsOptions extends SandboxOptions {
  /** Default: the sandbox's token, and an app without a secret. */
  readonly credential?: Credential;
  /** Default: three looks at a job before the one that shows it completed. */
  readonly jobPace?: JobPace;
  /** How jobs end that the fault plan fails, in turn. */
  readonly jobFailures?: readonly JobEnd[];
}

export const SANDBOX_ACCESS_TOKEN = "EAAsandbox0facebook0token";

/** Meta's Graph API, as far as the Marketing API's reports need it, over the simulated market. */
export function serveFacebookAds(options: FacebookAdsOptions): Promise<SandboxServer> {
  const { market, nowMs, hasLimits = false } = options;
  const { credential = { accessToken: SANDBOX_ACCESS_TOKEN } } = options;
  const usage = createUsage(nowMs, hasLimits);
  const faultError = createGraphFaults();
  const routes = createGraphRoutes({
    world: createWorld(market),
    market,
    nowMs,
    jobPace: options.jobPace ?? { kind: "polls", polls: 3 },
    jobFailures: options.jobFailures ?? JOB_FAILURES,
  });
  let answers = 0;

  /** Everything an answer is checked for before it is made; headers grow as they become known. */
  function answerGraph(request: GraphRequest, fault: Fault | null, headers: Record<string, string>): SandboxReply {
    Object.assign(headers, versionHeaders(request.version));
    checkAccess(request, credential);
    const { operation, accountId } = routes.describe(request);
    const kind = operation.includes("insights") || operation === "job" ? "ads_insights" : "ads_management";
    const charge = usage.charge(accountId, kind);
    Object.assign(headers, charge.headers);
    if (charge.waitMinutes !== null) throw accountThrottled(charge.headers);
    if (fault) {
      const { node, method } = request;
      const error = faultError(fault, { accountId, usage: kind, node, method });
      if (error) throw error;
    }
    return { status: 200, body: JSON.stringify(routes.answer(request, fault)) };
  }

  return serve(
    {
      name: "facebook_ads",
      knownFaults: FACEBOOK_ADS_FAULTS,
      describe: (request) => described(request, routes),
      answer(request, fault) {
        const traceId = `A${(++answers).toString(36).toUpperCase().padStart(10, "0")}`;
        const headers: Record<string, string> = { "x-fb-trace-id": traceId };
        try {
          const reply = answerGraph(readGraphRequest(request), fault, headers);
          return { ...reply, headers };
        } catch (error) {
          if (!(error instanceof GraphError)) throw error;
          return failed(error, traceId, headers);
        }
      },
    },
    options,
  );
}

function failed({ parts }: GraphError, traceId: string, headers: Readonly<Record<string, string>>): SandboxReply {
  const reason = parts.code === 190 ? "invalid_token" : "invalid_request";
  return {
    status: parts.status ?? 400,
    headers: {
      ...headers,
      "www-authenticate": `OAuth "Facebook Platform" "${reason}" "${parts.message.replaceAll('"', "'")}"`,
      ...parts.headers,
    },
    body: errorBody(parts, traceId),
  };
}

/** Operation and account for the fault plan; a path that Graph cannot read has neither. */
function described(
  request: SandboxRequest,
  routes: GraphRoutes,
): { readonly operation: string; readonly accountId: string | null } {
  try {
    return routes.describe(readGraphRequest(request));
  } catch (error) {
    if (error instanceof GraphError) return { operation: "unreadable", accountId: null };
    throw error;
  }
}
