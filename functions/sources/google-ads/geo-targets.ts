import { dayNumber, dayText } from "../../lib/instants.ts";
import type { SourceBatch } from "../source.ts";
import { countColumn, factColumn, keyColumn } from "./columns.ts";
import { type ReportCall, readQuery } from "./report.ts";
import { RETENTION_DAYS } from "./reports/define.ts";
import { geoTargetConstants } from "./reports/geo-target-constants.ts";

/** The API takes 20,000 values in one condition. */
const IDS_A_QUERY = 5000;

/** Countries and regions that the account had results in. */
const USED = {
  table: geoTargetConstants.table,
  from: "geographic_view",
  columns: [
    keyColumn("country_criterion_id", "geographic_view.country_criterion_id"),
    factColumn("geo_target_region_id", "segments.geo_target_region", "last_id"),
    countColumn("impressions"),
  ],
} as const;

/** Names of every location that any day still kept by the platform has results in. */
export async function* readGeoTargets(call: ReportCall, today: string): AsyncGenerator<SourceBatch> {
  const ids = new Set<string>();
  const days = { field: "segments.date", from: dayText(dayNumber(today) + 1 - RETENTION_DAYS), to: today };
  for await (const { rows } of readQuery({ ...call, report: USED }, [days])) {
    for (const { country_criterion_id: country, geo_target_region_id: region } of rows) {
      for (const id of [country, region]) if (typeof id === "string") ids.add(id);
    }
  }
  const wanted = [...ids];
  for (let i = 0; i < wanted.length; i += IDS_A_QUERY) {
    const where = { field: "geo_target_constant.id", ids: wanted.slice(i, i + IDS_A_QUERY) };
    for await (const batch of readQuery({ ...call, report: geoTargetConstants }, [where])) {
      yield { ...batch, rows: batch.rows.map((row) => ({ customer_id: call.account.accountId, ...row })) };
    }
  }
}
