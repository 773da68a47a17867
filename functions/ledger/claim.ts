import { errorKind } from "../lib/errors.ts";
import { decide } from "./decide.ts";
import { eventStatement, readEvents, type WorkEvent } from "./events.ts";
import { sha256Of } from "./hash.ts";
import { holdWork } from "./hold.ts";
import { LEASE_MS, RENEW_EVERY_MS } from "./lease.ts";
import type { Ledger } from "./ledger.ts";
import { type Claim, type ClaimOptions, type WorkUnit, workKey } from "./work.ts";

/** How often a claim that others keep taking away is tried before the caller is told to wait. */
const MAX_TRIES = 5;
const JOB_KEY_DIGITS = 40;

/**
 * Asks for a piece of work. `held`: it is ours until it ends; `skipped`: it was done with this input; `failed`: it
 * failed for good with this input; `busy`: somebody else holds it, ask again later. Cost: one read and one write.
 */
export async function claimWork(ledger: Ledger, unit: WorkUnit, options: ClaimOptions = {}): Promise<Claim> {
  const key = workKey(unit);
  if (ledger.held.has(key)) return { kind: "busy", workKey: key, retryAfterS: RENEW_EVERY_MS / 1000 };
  ledger.held.add(key);
  try {
    const claim = await tryToClaim(ledger, unit, options);
    if (claim.kind !== "held") ledger.held.delete(key);
    return claim;
  } catch (error) {
    ledger.held.delete(key);
    throw error;
  }
}

async function tryToClaim(ledger: Ledger, unit: WorkUnit, options: ClaimOptions): Promise<Claim> {
  const key = workKey(unit);
  let spent = 0;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const events = await readEvents(ledger, key);
    const now = ledger.clock.now();
    const decision = decide({
      workKey: key,
      inputSha256: unit.inputSha256,
      events,
      now,
      owner: ledger.owner,
      isSoleOwner: ledger.isSoleOwner,
      retryFailed: options.retryFailed ?? false,
      redo: options.redo ?? false,
    });
    if (decision.kind !== "claim") return decision;
    const attempt = Math.max(decision.attempt, spent + 1);
    const claimed = claimedEvent(ledger, unit, attempt, now, options.traceId ?? null);
    if (await append(ledger, claimed, events.length)) {
      await ledger.checkpoint("claim held");
      return holdWork(ledger, claimed, decision.cursorJson);
    }
    if (spendsIds(ledger)) spent = attempt;
  }
  return { kind: "busy", workKey: key, retryAfterS: RENEW_EVERY_MS / 1000 };
}

function claimedEvent(
  ledger: Ledger,
  unit: WorkUnit,
  attempt: number,
  now: Date,
  traceId: string | null,
): WorkEvent & { readonly leaseUntil: Date } {
  return {
    workKey: workKey(unit),
    attempt,
    event: "claimed",
    seq: 0,
    owner: ledger.owner,
    occurredAt: now,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    runId: unit.runId,
    step: unit.step,
    sliceKey: unit.sliceKey ?? null,
    inputSha256: unit.inputSha256,
    outputSha256: null,
    rowCount: null,
    cursorJson: null,
    errorKind: null,
    errorMessage: null,
    traceId,
  };
}

/** BigQuery enforces no key: there the id of the claim's job decides, and a job that wrote nothing keeps its id as well. */
function spendsIds({ warehouse }: Ledger): boolean {
  return warehouse.engine === "bigquery";
}

/**
 * True when the claim is in the ledger and ours. It is accepted only while the events are those that the decision was
 * made on: a renewal or an ending that came in between is decided on again. Refused under the key, the row may still be
 * ours: written, with the reply lost.
 */
async function append(ledger: Ledger, claimed: WorkEvent, eventsSeen: number): Promise<boolean> {
  const statement = eventStatement(claimed, {
    sql: "(select count(*) from ops.work_events where work_key = @same_work_key) = @events_seen",
    parameters: {
      same_work_key: { type: "STRING", value: claimed.workKey },
      events_seen: { type: "INT64", value: eventsSeen },
    },
  });
  const jobId = `mw_claim_${sha256Of(claimed.workKey).slice(0, JOB_KEY_DIGITS)}_${claimed.attempt}`;
  try {
    const { affectedRows } = await ledger.warehouse.execute(statement.sql, { ...statement, jobId });
    await ledger.checkpoint("claim sent");
    return affectedRows === 1;
  } catch (error) {
    const events = await readEvents(ledger, claimed.workKey);
    const winner = events.find(({ attempt, event }) => attempt === claimed.attempt && event === "claimed");
    if (winner === undefined) {
      // Somebody's claim of this number came to nothing, and its job keeps the id.
      if (spendsIds(ledger) && errorKind(error) === "transient") return false;
      throw error;
    }
    return winner.owner === ledger.owner;
  }
}
