import { systemClock } from "../../../../functions/lib/clock.ts";
import { type SandboxOptions, type SandboxServer, serve } from "../serve.ts";
import { createAnswers } from "./answers.ts";
import { PORTAL_ID } from "./catalogue.ts";
import { faultReply, HUBSPOT_FAULTS, unauthenticated } from "./faults.ts";
import { createLimits } from "./limits.ts";
import { routeOf } from "./routes.ts";
import { SEARCH_LIMITS } from "./search.ts";

export interface HubspotOptions extends SandboxOptions {
  /** The one token that is known. */
  readonly accessToken?: string;
  /** Longest time until search shows a change, milliseconds; each record has its own delay up to it. */
  readonly searchLagMs?: number;
  /** Most results of a search over all its pages; HubSpot's 10,000 by default, more than a small market holds. */
  readonly searchRows?: number;
  /** Most associated records that are answered for one record at a time. */
  readonly associationsPerPage?: number;
  /** Clock of the rate limits, milliseconds; the machine's by default. */
  readonly limitClockMs?: () => number;
}

export const HUBSPOT_ACCESS_TOKEN = "pat-eu1-sandbox";

/** HubSpot over the market's European customers, one account. */
export function serveHubspot(options: HubspotOptions): Promise<SandboxServer> {
  const { accessToken = HUBSPOT_ACCESS_TOKEN, limitClockMs = () => systemClock.now().getTime() } = options;
  const limited = options.hasLimits ? createLimits(limitClockMs) : () => null;
  const answer = createAnswers({
    searchLagMs: 0,
    searchRows: SEARCH_LIMITS.query,
    associationsPerPage: 500,
    ...options,
  });
  return serve(
    {
      name: "hubspot",
      knownFaults: HUBSPOT_FAULTS,
      describe: (request) => ({ operation: routeOf(request).operation, accountId: String(PORTAL_ID) }),
      answer: (request, fault) => {
        const route = routeOf(request);
        const refused = fault === null ? null : faultReply(fault, route.operation);
        if (refused !== null) return refused;
        if (request.headers.authorization !== `Bearer ${accessToken}`) return unauthenticated();
        return limited(route.operation) ?? answer(request, route, fault);
      },
    },
    options,
  );
}
