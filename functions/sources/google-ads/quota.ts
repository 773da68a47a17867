import type { Limiter } from "../../lib/http/limiter.ts";
import type { QuotaUsage } from "../source.ts";

const DAY_SECONDS = 86_400;

/** A limiter that counts what it lets through: every request is an operation of the Cloud project, whatever its rows. */
export interface OperationCounter extends Limiter {
  /** Operations since the last call. */
  take(): number;
}

export function countOperations(limiter: Limiter): OperationCounter {
  let operations = 0;
  return {
    turn: async (signal) => {
      await limiter.turn(signal);
      operations += 1;
    },
    take: () => {
      const taken = operations;
      operations = 0;
      return taken;
    },
  };
}

/** The limit depends on the project's access level (2,880, 15,000 or none in a rolling 24 hours), which the API does not tell. */
export function operationsUsage(scope: string, calls: number): QuotaUsage {
  return {
    scope,
    accountId: null,
    limitName: "operations",
    calls,
    limit: null,
    windowSeconds: DAY_SECONDS,
    usedShare: null,
  };
}
