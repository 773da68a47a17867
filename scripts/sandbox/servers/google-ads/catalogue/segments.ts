import { type Dimension, dimension } from "./field.ts";
import { nameOf } from "./resource.ts";

/** The segments that the market holds facts of. */
export const SEGMENTS: readonly Dimension[] = [
  dimension("segments.date", "DATE", ({ day }) => day),
  dimension("segments.device", "ENUM Device", ({ device }) => device),
  dimension("segments.ad_network_type", "ENUM AdNetworkType", ({ network }) => network),
  dimension("segments.conversion_action", "RESOURCE_NAME", (item) =>
    nameOf(item, "conversionActions", item.conversionAction?.id),
  ),
  dimension("segments.conversion_action_name", "STRING", ({ conversionAction }) => conversionAction?.name),
  dimension(
    "segments.conversion_action_category",
    "ENUM ConversionActionCategory",
    ({ conversionAction }) => conversionAction?.category,
  ),
  dimension("segments.conversion_lag_bucket", "ENUM ConversionLagBucket", ({ lagBucket }) => lagBucket),
  dimension("segments.geo_target_region", "RESOURCE_NAME", ({ geo }) =>
    geo ? `geoTargetConstants/${geo.regionId}` : undefined,
  ),
];

export const CONVERSION_ACTION_SEGMENTS = [
  "segments.conversion_action",
  "segments.conversion_action_name",
  "segments.conversion_action_category",
] as const;
export const LAG_SEGMENT = "segments.conversion_lag_bucket";
export const DATE_SEGMENT = "segments.date";
