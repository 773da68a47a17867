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

/**
 * Reads units one after another. A refused account is left out from then on, a refused credential ends the source; once
 * the quota is spent all that is left waits, which is of the same or lower priority; any other failure is that unit's own.
 */
export async function runUnits(call: IngestCall, units: readonly IngestUnit[]): Promise<UnitsEnd> {
  const ends: UnitEnd[] = [];
  const refusedAccounts = new Map<string, string>();
  let spent: UnitEnd | null = null;
  const end = (ended: UnitEnd): void => {
    ends.push(ended);
    call.onEnd(ended);
  };
  for (const unit of units) {
    const refused = refusedAccounts.get(unit.account.accountId);
    if (refused !== undefined) {
      end(endOfUnit(unit, { state: "skipped", reason: "account_refused", errorKind: "auth", detail: refused }));
      continue;
    }
    if (spent !== null) {
      end(waiting(unit, spent));
      continue;
    }
    if (call.deadline !== null && call.context.clock.now() >= call.deadline) {
      return { ends, refusal: null, isContinued: true };
    }
    const ended = await runUnit(call, unit);
    if (ended.errorKind === "quota") {
      spent = ended;
      end(waiting(unit, ended));
      continue;
    }
    end(ended);
    if (ended.state === "continue") return { ends, refusal: null, isContinued: true };
    if (ended.errorKind === "auth" && ended.isFromSource) {
      const refusal = await credentialRefusal(call);
      if (refusal !== null) return { ends, refusal, isContinued: false };
      refusedAccounts.set(unit.account.accountId, ended.detail ?? "the account refuses the credential");
    }
  }
  return { ends, refusal: null, isContinued: false };
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
