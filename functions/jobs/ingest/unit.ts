import type { ErrorKind } from "../../lib/errors.ts";
import type { ReportDefinition, SourceAccount } from "../../sources/source.ts";

/** What is read together and published as a whole: days of a report, a listing, the changes of a CRM, or its search for deleted records. */
export type IngestUnit = {
  readonly report: ReportDefinition;
  readonly account: SourceAccount;
} & (
  | { readonly grain: "days"; readonly from: string; readonly to: string }
  | { readonly grain: "listing" | "sweep" }
  /** `isFromStart`: everything is read again, not only what changed since. */
  | { readonly grain: "changes"; readonly isFromStart: boolean }
);

/** How a unit ended. Days and listings of `slices` count one by one. */
export interface UnitEnd {
  readonly unit: IngestUnit;
  /** `waiting`: not tried, or not again before `retryAt`. `continue`: stopped on the way, to go on at once. */
  readonly state: "done" | "partial" | "failed" | "skipped" | "waiting" | "continue";
  /** A constant: `quota`, `auth`, `account_problem`, `bad_rows`, `busy`, or the kind of the error. */
  readonly reason: string | null;
  readonly errorKind: ErrorKind | null;
  readonly detail: string | null;
  readonly retryAt: Date | null;
  /** True where the source itself failed just now, neither the warehouse nor an earlier firing. */
  readonly isFromSource: boolean;
  readonly swapped: number;
  readonly unchanged: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
}

export function endOfUnit(unit: IngestUnit, end: Pick<UnitEnd, "state"> & Partial<Omit<UnitEnd, "unit">>): UnitEnd {
  return {
    reason: null,
    errorKind: null,
    detail: null,
    retryAt: null,
    isFromSource: true,
    swapped: 0,
    unchanged: 0,
    rowsLoaded: 0,
    rowsQuarantined: 0,
    unit,
    ...end,
  };
}

/** `<report>/<account>/<from>..<to>`, or what stands for days: `listing`, `changes`, `sweep`. */
export function sliceKeyOf(unit: IngestUnit): string {
  const part = unit.grain === "days" ? `${unit.from}..${unit.to}` : unit.grain;
  return `${unit.report.report}/${unit.account.accountId}/${part}`;
}

/** In the order in which quota is spent: by priority, then the newest days first, since those are looked at first. */
export function inOrder(units: readonly IngestUnit[]): readonly IngestUnit[] {
  const newest = (unit: IngestUnit): string => (unit.grain === "days" ? unit.to : "9999-12-31");
  return units.toSorted(
    (a, b) => a.report.priority - b.report.priority || (newest(a) < newest(b) ? 1 : newest(a) > newest(b) ? -1 : 0),
  );
}
