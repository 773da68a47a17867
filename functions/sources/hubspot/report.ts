import type { ReportDefinition } from "../source.ts";

/** What is read of a portal. Both reports follow changes; ids of all live records find those merged away or deleted for good. */
export const HUBSPOT_REPORTS = [
  {
    report: "contacts",
    grain: "changes",
    priority: 3,
    hasSweep: true,
    tables: [
      { table: "raw.hubspot_contacts", sliceColumns: ["account_id", "id"] },
      { table: "raw.hubspot_stage_history", sliceColumns: ["account_id", "object_type", "record_id"] },
      { table: "raw.hubspot_property_history", sliceColumns: ["account_id", "contact_id"] },
    ],
  },
  {
    report: "deals",
    grain: "changes",
    priority: 3,
    hasSweep: true,
    tables: [
      { table: "raw.hubspot_deals", sliceColumns: ["account_id", "id"] },
      { table: "raw.hubspot_associations", sliceColumns: ["account_id", "deal_id"] },
      { table: "raw.hubspot_stage_history", sliceColumns: ["account_id", "object_type", "record_id"] },
    ],
  },
] as const satisfies readonly ReportDefinition[];

export type HubspotReport = (typeof HUBSPOT_REPORTS)[number]["report"];
