import { type CrmRecord, type CrmSnapshot, snapshotAt } from "../../market/crm.ts";
import type { Market } from "../../market/market.ts";
import { rememberRecords } from "../crm-memory.ts";
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
    make: (snapshot: CrmSnapshot, record: CrmRecord, index: number, observedMs: number) => Row | readonly Row[],
  ): ((observedMs: number) => readonly Row[]) => {
    const indexes = new Map(crm.records(object).map((record, index) => [record, index]));
    const rows = rememberRecords((record, observedMs) => {
      const snapshot = snapshotAt(record, observedMs);
      return snapshot ? make(snapshot, record, indexes.get(record) as number, observedMs) : [];
    });
    return (observedMs) => crm.records(object).flatMap((record) => rows(record, observedMs));
  };
  const names = new Map(crm.owners.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]));
  const nameOf = (id: string): string => names.get(id) ?? "Integration User";
  const make: Readonly<Record<string, (observedMs: number) => readonly Row[]>> = {
    Lead: seen("lead", (snapshot, record, _, at) => leadRow(snapshot, record, at)),
    Contact: seen("contact", contactRow),
    Account: seen("account", accountRow),
    Opportunity: seen("opportunity", (snapshot, record, _, at) => opportunityRow(snapshot, record, at)),
    OpportunityContactRole: seen("opportunity", (snapshot, _, i) => contactRoleRow(snapshot, i)),
    LeadHistory: seen("lead", (...of) => fieldHistory("Lead", ...of, nameOf)),
    OpportunityFieldHistory: seen("opportunity", (...of) => fieldHistory("Opportunity", ...of, nameOf)),
    OpportunityHistory: seen("opportunity", stageHistory),
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
  return (object, observedMs) => make[object]?.(observedMs) ?? [];
}
