import { systemClock } from "../../../../functions/lib/clock.ts";
import { type SandboxOptions, type SandboxReply, type SandboxRequest, type SandboxServer, serve } from "../serve.ts";
import { accountDetails, owners, PORTAL_ID, pipelines, properties } from "./catalogue.ts";
import { faultReply, HUBSPOT_FAULTS, type HubspotOperation, unauthenticated } from "./faults.ts";
import { createLimits } from "./limits.ts";
import { type HubspotObject, objectNamed } from "./properties.ts";
import { associations, batchRead, list } from "./reads.ts";
import { createBook } from "./records.ts";
import { invalid, json } from "./replies.ts";
import { readBody, searchBody } from "./requests.ts";
import { SEARCH_LIMITS, search } from "./search.ts";

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

const PATHS: readonly { readonly method: string; readonly path: RegExp; readonly operation: HubspotOperation }[] = [
  { method: "POST", path: /^\/crm\/v3\/objects\/([^/]+)\/search$/, operation: "search" },
  { method: "POST", path: /^\/crm\/v3\/objects\/([^/]+)\/batch\/read$/, operation: "batch_read" },
  { method: "GET", path: /^\/crm\/v3\/objects\/([^/]+)$/, operation: "list" },
  { method: "POST", path: /^\/crm\/v4\/associations\/([^/]+)\/([^/]+)\/batch\/read$/, operation: "associations" },
  { method: "GET", path: /^\/crm\/v3\/properties\/([^/]+)$/, operation: "properties" },
  { method: "GET", path: /^\/crm\/v3\/pipelines\/([^/]+)$/, operation: "pipelines" },
  { method: "GET", path: /^\/crm\/v3\/owners$/, operation: "owners" },
  { method: "GET", path: /^\/account-info\/v3\/details$/, operation: "account" },
];

/** HubSpot over the market's European customers, one account. */
export function serveHubspot(options: HubspotOptions): Promise<SandboxServer> {
  const { market, nowMs, accessToken = HUBSPOT_ACCESS_TOKEN, searchLagMs = 0, associationsPerPage = 500 } = options;
  const { searchRows = SEARCH_LIMITS.query } = options;
  const book = createBook(market);
  const startedMs = Date.parse(`${market.firstDay}T00:00:00Z`);
  const limited = options.hasLimits
    ? createLimits(options.limitClockMs ?? (() => systemClock.now().getTime()))
    : () => null;

  const answer = (
    request: SandboxRequest,
    operation: HubspotOperation,
    names: readonly string[],
    fault: string | null,
  ): SandboxReply => {
    const [object, to] = names.map(objectNamed);
    const reading = {
      book,
      observedMs: nowMs(),
      fault: fault === "embedded_error" || fault === "duplicate_page" ? fault : null,
    } as const;
    if (operation === "owners") return owners(market, startedMs);
    if (operation === "account") return accountDetails();
    if (object === undefined) return invalid(`Unable to infer object type from: ${names[0]}`);
    switch (operation) {
      case "search":
        return searched(object, request, reading.observedMs, fault === "duplicate_page");
      case "batch_read":
        return batchRead(object, request, reading);
      case "list":
        return list(object, request, reading);
      case "associations":
        return to === undefined
          ? invalid(`Unable to infer object type from: ${names[1]}`)
          : associations(object, to, request, reading, associationsPerPage);
      case "properties":
        return properties(object);
      case "pipelines":
        return pipelines(object, startedMs);
      case "unknown":
        return notFound();
    }
  };
  const searched = (
    object: HubspotObject,
    request: SandboxRequest,
    observedMs: number,
    isRepeated: boolean,
  ): SandboxReply => {
    if (request.body.length > SEARCH_LIMITS.bodyCharacters)
      return invalid(`The request body is longer than ${SEARCH_LIMITS.bodyCharacters} characters`);
    const read = readBody(request, searchBody);
    if ("refusal" in read) return read.refusal;
    return search(object, read.body, { book, observedMs, lagMs: searchLagMs, queryRows: searchRows }, isRepeated);
  };
  return serve(
    {
      name: "hubspot",
      knownFaults: HUBSPOT_FAULTS,
      describe: (request) => ({ operation: route(request).operation, accountId: String(PORTAL_ID) }),
      answer: (request, fault) => {
        const { operation, names } = route(request);
        const refused = fault === null ? null : faultReply(fault, operation);
        if (refused !== null) return refused;
        if (request.headers.authorization !== `Bearer ${accessToken}`) return unauthenticated();
        if (operation === "unknown") return notFound();
        return limited(operation) ?? answer(request, operation, names, fault);
      },
    },
    options,
  );
}

function route({ method, url }: SandboxRequest): {
  readonly operation: HubspotOperation;
  readonly names: readonly string[];
} {
  for (const { method: wanted, path, operation } of PATHS) {
    const found = method === wanted ? path.exec(url.pathname) : null;
    if (found) return { operation, names: found.slice(1).map(decodeURIComponent) };
  }
  return { operation: "unknown", names: [] };
}

function notFound(): SandboxReply {
  return json({ status: "error", message: "resource not found" }, 404);
}
