import type { ReportDefinition, SourceAccount } from "../../sources/source.ts";
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

/** The ends of all reports of the accounts that cannot be read, also of reports that have nothing to read on `day`. */
export function problemsOf(
  accounts: readonly SourceAccount[],
  reports: readonly ReportDefinition[],
  units: readonly IngestUnit[],
  day: string,
): readonly UnitEnd[] {
  const unreadable = accounts.filter(({ problem }) => problem !== null);
  return unreadable.flatMap((account) =>
    reports.flatMap((report) => {
      const own = units.filter((unit) => unit.account === account && unit.report === report);
      return (own.length > 0 ? own : [onDay(report, account, day)]).map(problemOf);
    }),
  );
}

function onDay(report: ReportDefinition, account: SourceAccount, day: string): IngestUnit {
  if (report.grain === "days") return { report, account, grain: "days", from: day, to: day };
  return report.grain === "listing"
    ? { report, account, grain: "listing" }
    : { report, account, grain: "changes", isFromStart: false };
}
