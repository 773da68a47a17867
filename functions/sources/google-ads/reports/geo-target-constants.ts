import { factColumn, keyColumn } from "../columns.ts";
import type { GaqlReport } from "./define.ts";

/** Names of locations. Constants belong to no account, so that the query accepts no account columns: the reader adds whose results named them. */
export const geoTargetConstants: GaqlReport = {
  table: "raw.google_ads_geo_target_constants",
  from: "geo_target_constant",
  columns: [
    keyColumn("geo_target_constant_id", "geo_target_constant.id"),
    factColumn("geo_target_name", "geo_target_constant.name"),
    factColumn("canonical_name", "geo_target_constant.canonical_name"),
    factColumn("country_code", "geo_target_constant.country_code"),
    factColumn("target_type", "geo_target_constant.target_type"),
    factColumn("status", "geo_target_constant.status"),
    factColumn("parent_geo_target_id", "geo_target_constant.parent_geo_target", "last_id"),
  ],
  definition: {
    report: "geo_target_constants",
    grain: "listing",
    tables: [{ table: "raw.google_ads_geo_target_constants", sliceColumns: ["customer_id", "geo_target_constant_id"] }],
    priority: 4,
  },
};
