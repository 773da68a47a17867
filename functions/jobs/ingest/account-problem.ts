import { endOfUnit, type IngestUnit, type UnitEnd } from "./unit.ts";

/** The end of a unit of an account that cannot be read: skipped, with what a person does about it. */
export function problemOf(unit: IngestUnit): UnitEnd {
  const { problem } = unit.account;
  return endOfUnit(unit, {
    state: "skipped",
    reason: "account_problem",
    errorKind: problem?.kind ?? null,
    detail: problem === null ? null : `${problem.message}; fix: ${problem.fix}`,
  });
}
