import type { z } from "zod";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { RawRow, RawTable, SourceAccount } from "../source.ts";
import { creativeTexts, stableImageUrl } from "./creative.ts";
import {
  AD_FIELDS,
  AD_SET_FIELDS,
  AD_SET_STATUSES,
  AD_STATUSES,
  CAMPAIGN_FIELDS,
  CAMPAIGN_STATUSES,
  CREATIVE_FIELDS,
} from "./fields.ts";
import { budgetMoney } from "./money.ts";
import { adObject, adSetObject, campaignObject, creativeObject } from "./schema.ts";
import { flatTargeting } from "./targeting.ts";
import { timestamp } from "./values.ts";

/** Objects of an account, by one edge of it, and the rows that each becomes. */
export interface Listing {
  readonly edge: string;
  readonly fields: readonly string[];
  /** Archived ones are listed only where asked for, deleted ones never: so they count as gone. */
  readonly statuses: readonly string[] | null;
  readonly table: RawTable;
  /** Throws ZodError for an object that is not what Graph documents. */
  rows(object: unknown, account: SourceAccount): readonly { readonly table: RawTable; readonly row: RawRow }[];
}

export const LISTINGS: Readonly<Record<"campaigns" | "ad_sets" | "ads" | "creatives", Listing>> = {
  campaigns: listing(
    "campaigns",
    CAMPAIGN_FIELDS,
    CAMPAIGN_STATUSES,
    "raw.facebook_ads_campaigns",
    campaignObject,
    (it, account) => ({
      campaign_id: it.id,
      campaign_name: it.name ?? null,
      ...statusOf(it),
      objective: it.objective ?? null,
      buying_type: it.buying_type ?? null,
      bid_strategy: it.bid_strategy ?? null,
      daily_budget: money(it.daily_budget, account),
      lifetime_budget: money(it.lifetime_budget, account),
      spend_cap: money(it.spend_cap, account),
      started_at: timestamp(it.start_time),
      stopped_at: timestamp(it.stop_time),
      created_at: timestamp(it.created_time),
      currency_code: account.currencyCode,
      account_time_zone: account.timeZone,
    }),
  ),
  ad_sets: {
    ...listing("adsets", AD_SET_FIELDS, AD_SET_STATUSES, "raw.facebook_ads_ad_sets", adSetObject, () => ({})),
    rows: (object, account) => {
      const it = adSetObject.parse(object);
      const id = { account_id: account.accountId, adset_id: it.id };
      return [
        {
          table: "raw.facebook_ads_ad_sets",
          row: {
            ...id,
            adset_name: it.name ?? null,
            campaign_id: it.campaign_id,
            ...statusOf(it),
            optimization_goal: it.optimization_goal ?? null,
            billing_event: it.billing_event ?? null,
            bid_strategy: it.bid_strategy ?? null,
            bid_amount: money(it.bid_amount, account),
            daily_budget: money(it.daily_budget, account),
            lifetime_budget: money(it.lifetime_budget, account),
            attribution_spec_json: json(it.attribution_spec),
            started_at: timestamp(it.start_time),
            stopped_at: timestamp(it.end_time),
            created_at: timestamp(it.created_time),
            currency_code: account.currencyCode,
            account_time_zone: account.timeZone,
          },
        },
        {
          table: "raw.facebook_ads_targeting",
          row: {
            ...id,
            campaign_id: it.campaign_id,
            ...flatTargeting(it.targeting ?? {}),
            targeting_json: json(it.targeting),
          },
        },
      ];
    },
  },
  ads: listing("ads", AD_FIELDS, AD_STATUSES, "raw.facebook_ads_ads", adObject, (it) => ({
    ad_id: it.id,
    ad_name: it.name ?? null,
    adset_id: it.adset_id,
    campaign_id: it.campaign_id,
    creative_id: it.creative?.id ?? null,
    ...statusOf(it),
    created_at: timestamp(it.created_time),
  })),
  creatives: listing("adcreatives", CREATIVE_FIELDS, null, "raw.facebook_ads_creatives", creativeObject, (it) => ({
    creative_id: it.id,
    creative_name: it.name ?? null,
    ...creativeTexts(it),
    call_to_action_type: it.call_to_action_type ?? null,
    object_type: it.object_type ?? null,
    image_url: stableImageUrl(it.image_url),
    image_hash: it.image_hash ?? null,
    video_id: it.video_id ?? null,
    url_tags: it.url_tags ?? null,
    object_story_spec_json: json(it.object_story_spec),
    asset_feed_spec_json: json(it.asset_feed_spec),
  })),
};

function listing<T>(
  edge: string,
  fields: readonly string[],
  statuses: readonly string[] | null,
  table: RawTable,
  schema: z.ZodType<T>,
  columns: (it: T, account: SourceAccount) => RawRow,
): Listing {
  return {
    edge,
    fields,
    statuses,
    table,
    rows: (object, account) => [
      { table, row: { account_id: account.accountId, ...columns(schema.parse(object), account) } },
    ],
  };
}

function statusOf(it: {
  readonly status?: string | undefined;
  readonly effective_status?: string | undefined;
}): RawRow {
  return { status: it.status ?? null, effective_status: it.effective_status ?? null };
}

/** Unknown where the account's currency is: how many units make one of it would be a guess. */
function money(units: string | undefined, { currencyCode }: SourceAccount): string | null {
  return currencyCode === null ? null : budgetMoney(units, currencyCode);
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : canonicalJson(value);
}
