import { systemClock } from "../../../../functions/lib/clock.ts";
import type { Fault } from "../faults.ts";
import { type SandboxOptions, type SandboxReply, type SandboxRequest, type SandboxServer, serve } from "../serve.ts";
import { describeObject } from "./describe.ts";
import { dayLimit, faultReply, invalidSession, SALESFORCE_FAULTS } from "./faults.ts";
import { OBJECTS } from "./objects.ts";
import { createQueries, PAGE_ROWS } from "./queries.ts";
import { json, problem } from "./replies.ts";
import { type Route, routeOf } from "./routes.ts";
import { ORGANIZATION_ID } from "./row.ts";
import { createRows } from "./rows.ts";
import { createSessions } from "./sessions.ts";

export interface SalesforceOptions extends SandboxOptions {
  /** The connected app that is known. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Rows of a page, at most 2,000. */
  readonly pageRows?: number;
  /** Whether the organisation has several currencies: only then records have a currency field. */
  readonly isMultiCurrency?: boolean;
  /** Requests of 24 hours, refused beyond where limits hold. */
  readonly dailyRequests?: number;
  /** Clock of the daily limit, milliseconds; the machine's by default. */
  readonly limitClockMs?: () => number;
}

export const SALESFORCE_CLIENT = { id: "sandbox-client", secret: "sandbox-secret" } as const;
const DAY_MS = 86_400_000;

/** Salesforce over the market's American customers, one organisation; it signs in at the same address. */
export function serveSalesforce(options: SalesforceOptions): Promise<SandboxServer> {
  const { market, nowMs, pageRows = PAGE_ROWS, dailyRequests = 15_000 } = options;
  const { clientId = SALESFORCE_CLIENT.id, clientSecret = SALESFORCE_CLIENT.secret, isMultiCurrency = true } = options;
  const clockMs = options.limitClockMs ?? (() => systemClock.now().getTime());
  const rowsOf = createRows(market);
  const queries = createQueries();
  const sessions = createSessions({ id: clientId, secret: clientSecret }, nowMs);
  const objects = OBJECTS.map((object) => ({
    ...object,
    fields: object.fields.filter((field) => isMultiCurrency || !field.isMultiCurrency),
  }));
  let requestsMs: number[] = [];

  const data = (request: SandboxRequest, { operation, name, version }: Route, fault: Fault | null): SandboxReply => {
    const observedMs = nowMs();
    const schema = { objects, rows: (object: string) => rowsOf(object, observedMs) };
    switch (operation) {
      case "query":
      case "query_all":
        return queries.start(
          request.url.searchParams.get("q") ?? "",
          schema,
          operation === "query_all",
          Math.min(pageRows, batchSize(request)),
          version,
        );
      case "query_more":
        return queries.more(name, Math.min(pageRows, batchSize(request)), version, fault === "duplicate_page");
      case "describe": {
        const object = objects.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        return object ? describeObject(object) : notFound();
      }
      case "limits":
        return json({ DailyApiRequests: { Max: dailyRequests, Remaining: dailyRequests - requestsMs.length } });
      default:
        return notFound();
    }
  };
  return serve(
    {
      name: "salesforce",
      knownFaults: SALESFORCE_FAULTS,
      describe: (request) => ({ operation: routeOf(request).operation, accountId: ORGANIZATION_ID }),
      answer: (request, fault) => {
        const to = routeOf(request);
        if (fault === "expired_token") sessions.end(request);
        const refused = fault === null ? null : faultReply(fault, to.operation);
        if (refused !== null) return refused;
        if (to.operation === "token") return sessions.open(request);
        if (!sessions.isOpen(request)) return invalidSession();
        requestsMs = [...requestsMs.filter((at) => at > clockMs() - DAY_MS), clockMs()];
        const used = { "sforce-limit-info": `api-usage=${requestsMs.length}/${dailyRequests}` };
        const reply = options.hasLimits && requestsMs.length > dailyRequests ? dayLimit() : data(request, to, fault);
        return { ...reply, headers: { ...reply.headers, ...used } };
      },
    },
    options,
  );
}

/** The rows of a page that the client asks for, within 200 and 2,000; Salesforce may give fewer. */
function batchSize({ headers }: SandboxRequest): number {
  const asked = Number(/batchSize=(\d+)/.exec(headers["sforce-query-options"] ?? "")?.[1] ?? PAGE_ROWS);
  return Math.min(PAGE_ROWS, Math.max(200, asked));
}

function notFound(): SandboxReply {
  return problem(404, "NOT_FOUND", "The requested resource does not exist");
}
