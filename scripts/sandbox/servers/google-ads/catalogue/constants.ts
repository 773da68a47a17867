import { dimension } from "./field.ts";
import { resource } from "./resource.ts";

export const geoTargetConstant = resource(
  "geo_target_constant",
  ({ geoTarget }) => (geoTarget ? `geoTargetConstants/${geoTarget.id}` : undefined),
  [
    dimension("geo_target_constant.id", "INT64", ({ geoTarget }) => geoTarget?.id),
    dimension("geo_target_constant.name", "STRING", ({ geoTarget }) => geoTarget?.name),
    dimension("geo_target_constant.country_code", "STRING", ({ geoTarget }) => geoTarget?.countryCode),
    dimension("geo_target_constant.target_type", "STRING", ({ geoTarget }) => geoTarget?.targetType),
    dimension("geo_target_constant.canonical_name", "STRING", ({ geoTarget }) => geoTarget?.canonicalName),
    dimension("geo_target_constant.status", "ENUM GeoTargetConstantStatus", ({ geoTarget }) =>
      geoTarget ? "ENABLED" : undefined,
    ),
    dimension("geo_target_constant.parent_geo_target", "RESOURCE_NAME", ({ geoTarget }) =>
      geoTarget?.parentId ? `geoTargetConstants/${geoTarget.parentId}` : undefined,
    ),
  ],
);

/** Smallest amount that can be billed: a cent. */
const CENT_MICROS = 10_000;

export const currencyConstant = resource(
  "currency_constant",
  ({ currency }) => (currency ? `currencyConstants/${currency.code}` : undefined),
  [
    dimension("currency_constant.code", "STRING", ({ currency }) => currency?.code),
    dimension("currency_constant.name", "STRING", ({ currency }) => currency?.name),
    dimension("currency_constant.symbol", "STRING", ({ currency }) => currency?.symbol),
    dimension("currency_constant.billable_unit_micros", "INT64", ({ currency }) =>
      currency ? CENT_MICROS : undefined,
    ),
  ],
);
