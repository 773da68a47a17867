/** Reports of this source, in the order in which they are read. */
export const FACEBOOK_REPORTS = [
  "accounts",
  "campaigns",
  "campaign_daily",
  "ad_sets",
  "ads",
  "creatives",
  "ad_daily",
  "country_daily",
  "region_daily",
  "placement_daily",
  "demographic_daily",
] as const;

export type FacebookReport = (typeof FACEBOOK_REPORTS)[number];
