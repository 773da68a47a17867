import { errorKind, errorMessage } from "../lib/errors.ts";
import { claimWork } from "./claim.ts";
import type { Ledger } from "./ledger.ts";
import type { Claim, ClaimOptions, HeldWork, WorkUnit } from "./work.ts";

/**
 * Claims work and, when it is ours, runs it: the body ends it (`done`, or a load with `doneStatements`); an error that
 * it throws is recorded as `failed` and thrown on. Gives what the body gave, or why it did not run.
 */
export async function withWork<T>(
  ledger: Ledger,
  unit: WorkUnit,
  options: ClaimOptions,
  body: (held: HeldWork) => Promise<T>,
): Promise<{ readonly kind: "ran"; readonly result: T } | Exclude<Claim, HeldWork>> {
  const claim = await claimWork(ledger, unit, options);
  if (claim.kind !== "held") return claim;
  try {
    return { kind: "ran", result: await body(claim) };
  } catch (error) {
    if (ledger.held.has(claim.workKey))
      await claim.fail({ errorKind: errorKind(error), errorMessage: errorMessage(error) });
    throw error;
  } finally {
    claim.release();
  }
}
