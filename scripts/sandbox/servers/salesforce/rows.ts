import { type CrmRecord, type CrmSnapshot, snapshotAt } from "../../market/crm.ts";
import type { Market } from "../../market/market.ts";
import { fieldHistory, stageHistory } from "./history.ts";
import { accountRow, contactRoleRow, contactRow, leadRow, opportunityRow, userRow } from "./record-rows.ts";
import { audit, INTEGRATION_USER_ID, ORGANIZATION_ID, type Row, TIME_ZONE } from "./row.ts";

/** Rows of an object as an instant shows them, deleted ones included until they leave the recycle bin. */
export type RowsOf = (object: string, observedMs: number) => readonly Row[];

/** Salesforce's side of the market. */
export function createRows(market: Market): RowsOf {
  const startedMs = Date.parse(`${market.firstDay}T00:00:00Z`);
  const crm = market.salesforce;
  const seen = (
    object: "lead" | "contact" | "account" | "opportunity",
    observedMs: number,
    make: (snapshot: CrmSnapshot, record: CrmRecord, index: number) => Row | readonly Row[],
  ): readonly Row[] =>
    crm.records(object).flatMap((record, index) => {
      const snapshot = snapshotAt(record, observedMs);
      return snapshot ? make(snapshot, record, index) : [];
    });
  const names = new Map(crm.owners.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]));
  const nameOf = (id: string): string => names.get(id) ?? "Integration User";
  const make: Readonly<Record<string, (observedMs: number) => readonly Row[]>> = {
    Lead: (at) => seen("lead", at, (snapshot, record) => leadRow(snapshot, record, at)),
    Contact: (at) => seen("contact", at, contactRow),
    Account: (at) => seen("account", at, accountRow),
    Opportunity: (at) => seen("opportunity", at, (snapshot, record) => opportunityRow(snapshot, record, at)),
    OpportunityContactRole: (at) => seen("opportunity", at, (snapshot, _, i) => contactRoleRow(snapshot, i)),
    LeadHistory: (at) =>
      seen("lead", at, (snapshot, record, i) => fieldHistory("Lead", snapshot, record, i, at, nameOf)),
    OpportunityFieldHistory: (at) =>
      seen("opportunity", at, (snapshot, record, i) => fieldHistory("Opportunity", snapshot, record, i, at, nameOf)),
    OpportunityHistory: (at) => seen("opportunity", at, (snapshot, record, i) => stageHistory(snapshot, record, i, at)),
    User: () => [
      ...crm.owners.map(({ id, firstName, lastName, email }) => userRow(id, firstName, lastName, email, startedMs)),
      userRow(INTEGRATION_USER_ID, "Integration", "User", "integration@velo-works.example", startedMs),
    ],
    Organization: () => [
      {
        Id: ORGANIZATION_ID,
        Name: "Velo Works North America",
        Country: "US",
        InstanceName: "USA500",
        TimeZoneSidKey: TIME_ZONE,
        DefaultLocaleSidKey: "en_US",
        LanguageLocaleKey: "en_US",
        OrganizationType: "Enterprise Edition",
        IsSandbox: false,
        ...audit(startedMs, startedMs, INTEGRATION_USER_ID),
      },
    ],
  };
  /** The pages of a night ask for the same instant again and again. */
  const latest = new Map<string, { readonly observedMs: number; readonly rows: readonly Row[] }>();
  return (object, observedMs) => {
    const known = latest.get(object);
    if (known?.observedMs === observedMs) return known.rows;
    const rows = make[object]?.(observedMs) ?? [];
    latest.set(object, { observedMs, rows });
    return rows;
  };
}
