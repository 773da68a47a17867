import { sha256Of } from "../../ledger/hash.ts";
import { withWork } from "../../ledger/with-work.ts";
import type { Claim, FailedWork, HeldWork } from "../../ledger/work.ts";
import { AppError, errorKind } from "../../lib/errors.ts";
import type { IngestCall } from "./ingest-call.ts";
import { readChanges } from "./read-changes.ts";
import { readDays } from "./read-days.ts";
import { fullMessage, ReadFailed } from "./read-failed.ts";
import { readListing } from "./read-listing.ts";
import { sweep } from "./sweep.ts";
import { tableColumns } from "./table-columns.ts";
import { endOfUnit, type IngestUnit, sliceKeyOf, type UnitEnd } from "./unit.ts";

/** Claims a unit and reads it; what goes wrong is recorded in the ledger and told, not thrown. */
export async function runUnit(call: IngestCall, unit: IngestUnit): Promise<UnitEnd> {
  const { ledger, runId, step, retryFailed, redo } = call;
  // New columns are read again; other code that fills the same ones is not.
  const columns = [...(await tableColumns(call.context.warehouse, unit.report))];
  const work = { runId, step, sliceKey: sliceKeyOf(unit), inputSha256: sha256Of({ columns }) };
  try {
    const claim = await withWork(ledger, work, { retryFailed, redo }, async (held) => {
      try {
        return await read(call, unit, held);
      } catch (error) {
        await fail(call, held, error);
        throw error;
      }
    });
    return claim.kind === "ran" ? claim.result : notRun(unit, claim);
  } catch (error) {
    return failed(call, unit, error);
  }
}

function read(call: IngestCall, unit: IngestUnit, held: HeldWork): Promise<UnitEnd> {
  switch (unit.grain) {
    case "days":
      return readDays(call, unit, held);
    case "listing":
      return readListing(call, unit, held);
    case "changes":
      return readChanges(call, unit, held);
    case "sweep":
      return sweep(call, unit, held);
    default:
      return unit satisfies never;
  }
}

/** Work that was lost to a later attempt is not ours to end. */
async function fail({ ledger }: IngestCall, held: HeldWork, error: unknown): Promise<void> {
  if (!ledger.held.has(held.workKey)) return;
  const retryAt = retryAtOf(ledger.clock.now(), error);
  await held
    .fail({
      errorKind: errorKind(error),
      errorMessage: fullMessage(error),
      ...(retryAt === null ? {} : { retryAt }),
    })
    .catch((ending: unknown) => {
      if (errorKind(ending) !== "transient") throw ending;
    });
}

function failed({ ledger, context, runId, step }: IngestCall, unit: IngestUnit, error: unknown): UnitEnd {
  const kind = errorKind(error);
  const isOurs = !(error instanceof AppError);
  context.log.warn("ingest.unit_failed", {
    run_id: runId,
    step,
    work: sliceKeyOf(unit),
    error_kind: kind,
    error: fullMessage(error),
    ...(isOurs && error instanceof Error ? { stack_trace: error.stack } : {}),
  });
  return endOfUnit(unit, {
    state: "failed",
    reason: kind,
    isFromSource: error instanceof ReadFailed,
    errorKind: kind,
    detail: fullMessage(error),
    retryAt: retryAtOf(ledger.clock.now(), error),
  });
}

function notRun(unit: IngestUnit, claim: Exclude<Claim, HeldWork>): UnitEnd {
  switch (claim.kind) {
    case "skipped":
      return endOfUnit(unit, stateBefore(claim.summaryJson));
    case "busy":
      return endOfUnit(unit, { state: "waiting", reason: "busy", detail: "another process reads it" });
    case "failed":
      return failedBefore(unit, claim);
    default:
      return claim satisfies never;
  }
}

/** Rows that were held back make the night partial, also when it is asked again. */
function stateBefore(summaryJson: string | null): Pick<UnitEnd, "state"> & Partial<UnitEnd> {
  const { state } = JSON.parse(summaryJson ?? "{}") as { readonly state?: string };
  return state === "partial" ? { state, reason: "bad_rows", errorKind: "data" } : { state: "done" };
}

/** The source said no to an earlier firing of this run: what it says to others now is another matter. */
function failedBefore(unit: IngestUnit, { errorKind: kind, errorMessage, retryAt }: FailedWork): UnitEnd {
  const why = { reason: kind, errorKind: kind, detail: errorMessage, retryAt, isFromSource: false };
  return endOfUnit(unit, { state: "failed", ...why });
}

function retryAtOf(now: Date, error: unknown): Date | null {
  const waitMs = error instanceof ReadFailed && error.kind === "quota" ? error.retryAfterMs : null;
  return waitMs === null ? null : new Date(now.getTime() + waitMs);
}
