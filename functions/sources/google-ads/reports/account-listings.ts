import { factColumn, keyColumn } from "../columns.ts";
import { listingReport } from "./define.ts";
import { urlColumns } from "./url-columns.ts";

export const customers = listingReport("customers", {
  from: "customer",
  priority: 1,
  idColumns: [],
  columns: [
    factColumn("customer_name", "customer.descriptive_name"),
    factColumn("status", "customer.status"),
    factColumn("is_auto_tagging_enabled", "customer.auto_tagging_enabled", "bool"),
    factColumn("is_test_account", "customer.test_account", "bool"),
    factColumn("tracking_url_template", "customer.tracking_url_template"),
    factColumn("final_url_suffix", "customer.final_url_suffix"),
  ],
});

/** Removed campaigns stay listed. Bidding and budget stand beside them, so that a plan sees what a campaign may spend. */
export const campaigns = listingReport("campaigns", {
  from: "campaign",
  priority: 1,
  idColumns: ["campaign_id"],
  columns: [
    keyColumn("campaign_id", "campaign.id"),
    factColumn("campaign_name", "campaign.name"),
    factColumn("status", "campaign.status"),
    factColumn("serving_status", "campaign.serving_status"),
    factColumn("advertising_channel_type", "campaign.advertising_channel_type"),
    factColumn("advertising_channel_sub_type", "campaign.advertising_channel_sub_type"),
    factColumn("start_date_time", "campaign.start_date_time", "local_time"),
    factColumn("end_date_time", "campaign.end_date_time", "local_time"),
    factColumn("campaign_budget_id", "campaign.campaign_budget", "last_id"),
    factColumn("campaign_budget_amount_micros", "campaign_budget.amount_micros", "int64"),
    factColumn("campaign_budget_total_amount_micros", "campaign_budget.total_amount_micros", "int64"),
    factColumn("campaign_budget_period", "campaign_budget.period"),
    factColumn("is_campaign_budget_shared", "campaign_budget.explicitly_shared", "bool"),
    factColumn("bidding_strategy_type", "campaign.bidding_strategy_type"),
    factColumn("bidding_strategy_id", "campaign.bidding_strategy", "last_id"),
    factColumn("target_cpa_micros", "campaign.target_cpa.target_cpa_micros", "int64"),
    factColumn("target_roas", "campaign.target_roas.target_roas", "double"),
    factColumn("maximize_conversions_target_cpa_micros", "campaign.maximize_conversions.target_cpa_micros", "int64"),
    factColumn("maximize_conversion_value_target_roas", "campaign.maximize_conversion_value.target_roas", "double"),
    ...urlColumns("campaign"),
  ],
});

export const campaignBudgets = listingReport("campaign_budgets", {
  from: "campaign_budget",
  priority: 1,
  idColumns: ["campaign_budget_id"],
  columns: [
    keyColumn("campaign_budget_id", "campaign_budget.id"),
    factColumn("campaign_budget_name", "campaign_budget.name"),
    factColumn("status", "campaign_budget.status"),
    factColumn("period", "campaign_budget.period"),
    factColumn("amount_micros", "campaign_budget.amount_micros", "int64"),
    factColumn("total_amount_micros", "campaign_budget.total_amount_micros", "int64"),
    factColumn("delivery_method", "campaign_budget.delivery_method"),
    factColumn("is_explicitly_shared", "campaign_budget.explicitly_shared", "bool"),
    factColumn("reference_count", "campaign_budget.reference_count", "int64"),
  ],
});

export const conversionActions = listingReport("conversion_actions", {
  from: "conversion_action",
  priority: 2,
  idColumns: ["conversion_action_id"],
  columns: [
    keyColumn("conversion_action_id", "conversion_action.id"),
    factColumn("conversion_action_name", "conversion_action.name"),
    factColumn("conversion_action_category", "conversion_action.category"),
    factColumn("conversion_action_type", "conversion_action.type"),
    factColumn("status", "conversion_action.status"),
    factColumn("is_primary_for_goal", "conversion_action.primary_for_goal", "bool"),
    factColumn("is_in_conversions_metric", "conversion_action.include_in_conversions_metric", "bool"),
    factColumn("counting_type", "conversion_action.counting_type"),
    factColumn("attribution_model", "conversion_action.attribution_model_settings.attribution_model"),
    factColumn("click_through_lookback_window_days", "conversion_action.click_through_lookback_window_days", "int64"),
    factColumn("view_through_lookback_window_days", "conversion_action.view_through_lookback_window_days", "int64"),
    factColumn("default_value", "conversion_action.value_settings.default_value", "double"),
    factColumn("default_currency_code", "conversion_action.value_settings.default_currency_code"),
  ],
});
