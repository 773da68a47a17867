import { describe, expect, it } from "vitest";
import * as fields from "../../../../functions/sources/facebook-ads/fields.ts";
import { GRAPH_VERSION } from "../../../../functions/sources/facebook-ads/version.ts";

describe("names that Facebook is asked by", async () => {
  const sdk = await import("facebook-nodejs-business-sdk");

  it("are those of Meta's own client as it runs, not only as it is typed", () => {
    const nodes: readonly (readonly [readonly string[], object])[] = [
      [[...fields.AD_IDENTITY, ...fields.METRICS], sdk.AdsInsights.Fields],
      [fields.RUN_FIELDS, sdk.AdReportRun.Fields],
      [fields.ACCOUNT_LISTING_FIELDS, sdk.AdAccount.Fields],
      [fields.CAMPAIGN_FIELDS, sdk.Campaign.Fields],
      [fields.AD_SET_FIELDS, sdk.AdSet.Fields],
      [fields.AD_FIELDS, sdk.Ad.Fields],
      [fields.CREATIVE_FIELDS, sdk.AdCreative.Fields],
    ];
    for (const [asked, known] of nodes) expect(asked.filter((name) => !(name in known))).toEqual([]);
    const breakdowns = Object.values(sdk.AdsInsights.Breakdowns);
    expect(
      Object.values(fields.BREAKDOWNS)
        .flat()
        .filter((name) => !breakdowns.includes(name)),
    ).toEqual([]);
  });

  it("hold every status but DELETED, which only reports ask for", () => {
    const all = (node: { readonly EffectiveStatus: object }) =>
      Object.values(node.EffectiveStatus)
        .filter((status) => status !== "DELETED")
        .sort();
    expect(fields.CAMPAIGN_STATUSES.toSorted()).toEqual(all(sdk.Campaign));
    expect(fields.AD_SET_STATUSES.toSorted()).toEqual(all(sdk.AdSet));
    expect(fields.AD_STATUSES.toSorted()).toEqual(all(sdk.Ad));
  });

  it("are asked of a version at least as new as the client's", () => {
    const major = (version: string) => Number(/^v(\d+)\.0$/.exec(version)?.[1]);
    expect(major(GRAPH_VERSION)).toBeGreaterThanOrEqual(major(sdk.FacebookAdsApi.VERSION));
  });
});
