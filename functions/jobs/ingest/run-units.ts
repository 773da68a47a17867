import { errorKind } from "../../lib/errors.ts";
import type { IngestCall } from "./ingest-call.ts";
import { fullMessage } from "./read-failed.ts";
import { runUnit } from "./run-unit.ts";
import { endOfUnit, type IngestUnit, type UnitEnd } from "./unit.ts";

/** How the units of a call ended. */
export interface UnitsEnd {
  readonly ends: readonly UnitEnd[];
  /** The credential itself was refused: what a person does about it. */
  readonly refusal: string | null;
  /** True where time ran out: the rest is for the next call. */
  readonly isContinued: boolean;
}

/** Units of an account that may fail in a row for passing reasons, each after all its tries, before the account is left alone. */
const MAX_IN_A_ROW = 3;

/**
 * Reads units one after another. A refused account is left out from then on, a refused credential ends the source; once
 * the quota is spent all that is left waits, which is of the same or lower priority. What failed for a passing reason is
 * read once more after the others, unless the account fails on and on: then nothing more is asked for it in this call.
 */
export async function runUnits(call: IngestCall, units: readonly IngestUnit[]): Promise<UnitsEnd> {
  const ends: UnitEnd[] = [];
  const queue = [...units];
  const failedOnce = new Map<IngestUnit, UnitEnd>();
  const inARow = new Map<string, readonly UnitEnd[]>();
  const refusedAccounts = new Map<string, string>();
  let spent: UnitEnd | null = null;
  const end = (ended: UnitEnd): void => {
    failedOnce.delete(ended.unit);
    ends.push(ended);
    call.onEnd(ended);
  };
  const left = (how: Omit<UnitsEnd, "ends">): UnitsEnd => {
    for (const ended of [...failedOnce.values()]) end(ended);
    return { ends, ...how };
  };
  for (const unit of queue) {
    const { accountId } = unit.account;
    const refused = refusedAccounts.get(accountId);
    if (refused !== undefined) {
      end(endOfUnit(unit, { state: "skipped", reason: "account_refused", errorKind: "auth", detail: refused }));
      continue;
    }
    if (spent !== null) {
      end(waiting(unit, spent));
      continue;
    }
    const failures = inARow.get(accountId) ?? [];
    if (failures.length >= MAX_IN_A_ROW) {
      end(failedOnce.get(unit) ?? leftAlone(unit, failures));
      continue;
    }
    if (call.deadline !== null && call.context.clock.now() >= call.deadline) {
      return left({ refusal: null, isContinued: true });
    }
    const ended = await runUnit(call, unit);
    if (ended.errorKind === "quota") {
      spent = ended;
      end(waiting(unit, ended));
      continue;
    }
    const isPassing = ended.state === "failed" && ended.errorKind === "transient" && ended.isFromSource;
    inARow.set(accountId, isPassing ? [...failures, ended] : []);
    if (isPassing && !failedOnce.has(unit)) {
      failedOnce.set(unit, ended);
      queue.push(unit);
      continue;
    }
    end(ended);
    if (ended.state === "continue") return left({ refusal: null, isContinued: true });
    if (ended.errorKind === "auth" && ended.isFromSource) {
      const refusal = await credentialRefusal(call);
      if (refusal !== null) return left({ refusal, isContinued: false });
      refusedAccounts.set(accountId, ended.detail ?? "the account refuses the credential");
    }
  }
  return { ends, refusal: null, isContinued: false };
}

function leftAlone(unit: IngestUnit, failures: readonly UnitEnd[]): UnitEnd {
  const detail = `not asked for after ${failures.length} failures in a row: ${failures.at(-1)?.detail ?? "transient"}`;
  return endOfUnit(unit, { state: "failed", reason: "transient", errorKind: "transient", detail });
}

function waiting(unit: IngestUnit, spent: UnitEnd): UnitEnd {
  const detail = `stale because of quota: ${spent.detail ?? "the day's limit is spent"}`;
  return endOfUnit(unit, { state: "waiting", reason: "quota", errorKind: "quota", detail, retryAt: spent.retryAt });
}

/** Whether it is the credential that is refused, and not just one account. */
async function credentialRefusal({ source }: IngestCall): Promise<string | null> {
  try {
    await source.discover(new AbortController().signal);
    return null;
  } catch (error) {
    return errorKind(error) === "auth" ? fullMessage(error) : null;
  }
}
