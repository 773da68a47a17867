import type { SourcePorts } from "../../source.ts";
import { GraphError } from "../errors.ts";
import { GRAPH_VERSION } from "../version.ts";
import type { Gate } from "./gate.ts";
import type { Graph, GraphCall } from "./graph.ts";
import type { GraphAnswer } from "./graph-answer.ts";
import { readUsage, type Usage } from "./usage.ts";

/** Calls of one read: they wait for the account's gate, and what their headers say is kept. */
export interface Session {
  readonly accountId: string;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  call(call: Omit<GraphCall, "signal" | "before" | "observe">): Promise<GraphAnswer>;
  /** Text of Graph without secrets. */
  hide(text: string): string;
  /** Hands the calls that were made, and the fullest state of each limit, to the quota ledger. */
  report(): void;
}

export function openSession(
  graph: Graph,
  gate: Gate,
  ports: SourcePorts,
  { accountId, signal }: { readonly accountId: string; readonly signal: AbortSignal },
): Session {
  const limits = new Map<string, Usage["limits"][number]>();
  let calls = 0;
  let isWarned = false;
  const observe = (headers: Readonly<Record<string, string>>): void => {
    calls += 1;
    const usage = readUsage(headers, accountId);
    gate.observe(usage);
    for (const limit of usage.limits) {
      const key = `${limit.scope}/${limit.limitName}`;
      if ((limits.get(key)?.usedShare ?? -1) < (limit.usedShare ?? 0)) limits.set(key, limit);
    }
    const warning = headers["x-ad-api-version-warning"];
    if (warning === undefined || isWarned) return;
    isWarned = true;
    ports.finding({
      checkName: "api_version_ending",
      severity: "warning",
      detail: `${VERSION_ADVICE}: ${graph.hide(warning)}`,
    });
  };
  return {
    accountId,
    gate,
    signal,
    hide: graph.hide,
    call: async (call) => {
      try {
        return await graph.call({ ...call, signal, observe, before: () => gate.open(signal) });
      } catch (error) {
        if (error instanceof GraphError && error.graphClass === "version")
          ports.finding({
            checkName: "api_version_ended",
            severity: "error",
            detail: `${VERSION_ADVICE}: ${error.message}`,
          });
        throw error;
      }
    },
    report: () => {
      for (const limit of limits.values()) ports.usage({ ...limit, calls });
      if (limits.size === 0 && calls > 0)
        ports.usage({
          scope: "account",
          accountId,
          limitName: "calls",
          calls,
          limit: null,
          windowSeconds: null,
          usedShare: null,
        });
    },
  };
}

const VERSION_ADVICE = `GRAPH_VERSION in functions/sources/facebook-ads/version.ts is ${GRAPH_VERSION} and must be raised`;
