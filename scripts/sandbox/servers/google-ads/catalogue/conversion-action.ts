import { dimension } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

export const conversionAction = resource(
  "conversion_action",
  (item) => nameOf(item, "conversionActions", item.conversionAction?.id),
  [
    dimension("conversion_action.id", "INT64", (item) => item.conversionAction?.id),
    dimension("conversion_action.name", "STRING", (item) => item.conversionAction?.name),
    dimension("conversion_action.category", "ENUM ConversionActionCategory", (item) => item.conversionAction?.category),
    dimension("conversion_action.status", "ENUM ConversionActionStatus", (item) =>
      item.conversionAction ? "ENABLED" : undefined,
    ),
    dimension("conversion_action.type", "ENUM ConversionActionType", (item) =>
      item.conversionAction ? "WEBPAGE" : undefined,
    ),
    dimension("conversion_action.counting_type", "ENUM ConversionActionCountingType", (item) =>
      item.conversionAction ? "MANY_PER_CLICK" : undefined,
    ),
    /** Credit is shared among clicks by a model. */
    dimension("conversion_action.attribution_model_settings.attribution_model", "ENUM AttributionModel", (item) =>
      item.conversionAction ? "GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN" : undefined,
    ),
    dimension("conversion_action.primary_for_goal", "BOOLEAN", (item) => item.conversionAction?.isPrimary),
    dimension("conversion_action.include_in_conversions_metric", "BOOLEAN", (item) => item.conversionAction?.isPrimary),
    dimension(
      "conversion_action.click_through_lookback_window_days",
      "INT64",
      (item) => item.conversionAction?.clickLookbackDays,
    ),
    dimension("conversion_action.view_through_lookback_window_days", "INT64", (item) =>
      item.conversionAction ? 1 : undefined,
    ),
    dimension("conversion_action.owner_customer", "RESOURCE_NAME", (item) =>
      item.conversionAction ? `customers/${item.customer.id}` : undefined,
    ),
  ],
);
