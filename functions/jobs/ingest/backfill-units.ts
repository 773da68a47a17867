import type { ReportDefinition, SourceAccount } from "../../sources/source.ts";
import { oldestKept } from "./due-days.ts";
import { daysFromTo, localDay, toRanges } from "./local-day.ts";
import { endOfUnit, type IngestUnit, inOrder, type UnitEnd } from "./unit.ts";

export interface BackfillPlan {
  readonly reports: readonly ReportDefinition[];
  readonly accounts: readonly SourceAccount[];
  readonly from: string;
  /** First day of reports finer than campaigns. */
  readonly finerFrom: string;
  readonly to: string;
  /** Everything is read again, CRM changes from their beginning. */
  readonly isReset: boolean;
  readonly now: Date;
}

/** Of `ReportDefinition.priority`. */
const FINER = 4;

/**
 * Months of each report and account, the newest first: recent months are looked at first, and where quota runs out it is
 * the oldest that wait. Entities and CRM records belong to no month and are read once. Days that the platform no longer
 * keeps are skipped, days to come do not exist.
 */
export function backfillUnits(plan: BackfillPlan): {
  readonly units: readonly IngestUnit[];
  readonly skipped: readonly UnitEnd[];
} {
  const units: IngestUnit[] = [];
  const skipped: UnitEnd[] = [];
  for (const report of plan.reports) {
    for (const account of plan.accounts) {
      if (report.grain === "listing") units.push({ report, account, grain: "listing" });
      else if (report.grain === "changes") units.push({ report, account, grain: "changes", isFromStart: plan.isReset });
      else addMonths(plan, report, account, units, skipped);
    }
  }
  return { units: inOrder(units), skipped };
}

function addMonths(
  plan: BackfillPlan,
  report: ReportDefinition,
  account: SourceAccount,
  units: IngestUnit[],
  skipped: UnitEnd[],
): void {
  const today = localDay(plan.now, account.timeZone ?? "UTC");
  const oldest = oldestKept(report, today);
  const from = report.priority === FINER ? plan.finerFrom : plan.from;
  const asked = daysFromTo(from, plan.to < today ? plan.to : today);
  const kept = asked.filter((day) => oldest === null || day >= oldest);
  const months = new Map<string, string[]>();
  for (const day of kept) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day]);
  for (const days of months.values())
    for (const range of toRanges(days, days.length)) units.push({ report, account, grain: "days", ...range });
  for (const range of toRanges(asked.slice(0, asked.length - kept.length), asked.length)) {
    const detail = `the platform keeps ${report.retentionDays} days, from ${oldest} on; rows of earlier days stay as they are`;
    skipped.push(
      endOfUnit({ report, account, grain: "days", ...range }, { state: "skipped", reason: "retention", detail }),
    );
  }
}
