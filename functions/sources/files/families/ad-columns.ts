import { column, type FamilyColumn, type Make, type StatedRatio } from "./family.ts";

/** What ad reports have in common, by day or by period. Order of aliases: best first. */
export const adColumns: readonly FamilyColumn[] = [
  column("platform", "text", "ad platform", "advertising platform", "publisher", "ad network"),
  column("account_id", "id", "account", "customer id", "ad account id", "account name", "advertiser id", "client id"),
  column("campaign_id", "id", "campaign no", "campaign number"),
  column("campaign_name", "text", "campaign", "campaign title", "utm campaign", "kampagne", "campagne", "campaña"),
  column("channel", "text", "channel id", "channel used", "marketing channel", "campaign channel", "channel name"),
  column("ad_group_id", "id", "ad set id", "adset id", "adgroup id"),
  column("ad_group_name", "text", "ad group", "ad set name", "ad set", "adset", "adset name"),
  column("ad_id", "id", "ad no", "creative id"),
  column("ad_name", "text", "ad", "ad title", "creative name"),
  column("keyword", "text", "search keyword", "keyword text"),
  column("device", "text", "device type", "device category", "impression device"),
  column("country", "text", "country code", "country name", "country territory"),
  column("age", "text", "age range", "age group"),
  column("gender", "text", "sex"),
  column(
    "spend",
    "money",
    ...[
      "amount spent",
      "cost",
      "ad spend",
      "spent",
      "total spend",
      "total spent",
      "total cost",
      "ad cost",
      "media cost",
      "marketing spend",
    ],
    ...["kosten", "ausgaben", "coût", "gasto", "amount", "budget"],
  ),
  column(
    "conversion_value",
    "money",
    ...["conv value", "conversions value", "total conversion value", "purchase value", "purchases conversion value"],
    ...["revenue", "sale amount", "sales amount", "sales value", "total revenue", "umsatz"],
  ),
  column(
    "currency_code",
    "currency",
    "currency",
    "account currency",
    "currency iso",
    "währung",
    "währungscode",
    "devise",
    "moneda",
    "valuta",
  ),
  column("impressions", "integer", "impr", "impression", "impressionen"),
  column("clicks", "integer", "clicks all", "click", "total clicks", "website clicks", "clicks destination", "klicks"),
  column("link_clicks", "integer", "inline link clicks", "outbound clicks", "link click"),
  column("reach", "integer", "people reached", "unique reach", "reichweite"),
  column("engagements", "integer", "engagement", "post engagement", "post engagements"),
  column(
    "conversions",
    "number",
    ...[
      "conv",
      "results",
      "total conversions",
      "total conversion",
      "conversion",
      "purchases",
      "purchase",
      "konversionen",
    ],
  ),
  column("leads", "number", "lead", "on facebook leads", "leads form"),
  column("conversion_rate", "rate", "conv rate", "cvr", "conversions rate"),
  column("acquisition_cost", "money", "cost per acquisition"),
  column("roi", "number", "return on investment"),
  column("search_impression_share", "rate", "search impr share", "search impr share %", "impr share"),
];

/** Inputs of a derivation and bounded figures (`< 10%`); kept in properties, no columns of the raw table. */
export const adInputs: ReadonlySet<string> = new Set([
  ...["conversion_rate", "acquisition_cost", "roi", "search_impression_share"],
]);

export const adRatios: readonly StatedRatio[] = [
  ratio("ctr", "clicks", "impressions", ["ctr all", "click through rate", "clickthrough rate"], {
    column: "stated_ctr",
  }),
  ratio("link_ctr", "link_clicks", "impressions", ["ctr link click through rate", "link ctr"]),
  ratio("cpc", "spend", "clicks", ["cpc all", "avg cpc", "average cpc", "cost per click"]),
  ratio("link_cpc", "spend", "link_clicks", ["cpc cost per link click", "cost per link click"]),
  ratio("cpm", "spend", "impressions", ["cpm cost per 1000 impressions", "avg cpm", "average cpm"], { scale: 1000 }),
  ratio("cpa", "spend", "conversions", [
    "cost conv",
    "cost per conv",
    "cost per conversion",
    "cost per result",
    "cost per results",
  ]),
  ratio("cpl", "spend", "leads", ["cost per lead", "cost lead"], { column: "stated_cpl" }),
  ratio("conversion_rate", "conversions", "clicks", []),
  ratio("roas", "conversion_value", "spend", [
    "return on ad spend",
    "purchase roas",
    "conv value cost",
    "purchase roas return on ad spend",
  ]),
  ratio("frequency", "impressions", "reach", ["avg frequency"]),
];

/** Splits that no column of the raw tables holds. */
export const adBreakdowns: readonly string[] = [
  ...[
    "placement",
    "platform position",
    "publisher platform",
    "network",
    "network with search partners",
    "ad network type",
  ],
  ...["region", "state", "city", "location", "dma region", "interest", "audience", "target audience", "language"],
  ...["hour", "hour of day", "time of day", "search term", "match type", "landing page", "product", "industry"],
  ...[
    "campaign type",
    "conversion action",
    "action type",
    "attribution setting",
    "asset group",
    "medium",
    "utm medium",
    "utm content",
  ],
];

/** Key columns beside the finest id. */
export const adDimensions: readonly string[] = [
  "platform",
  "account_id",
  "device",
  "country",
  "age",
  "gender",
  "keyword",
];

export const adMakes: readonly Make[] = [
  {
    platform: "google_ads",
    all: ["impr", "cost"],
    anyOf: [
      "campaign status",
      "search impr share",
      "cost conv",
      "conv value",
      "avg cpc",
      "currency code",
      "campaign type",
    ],
  },
  {
    platform: "facebook_ads",
    all: ["amount spent"],
    anyOf: ["reporting starts", "attribution setting", "campaign delivery", "result indicator", "ad set name"],
  },
];

function ratio(
  name: string,
  numerator: string,
  denominator: string,
  aliases: readonly string[],
  more: { readonly scale?: number; readonly column?: string } = {},
): StatedRatio {
  const { scale = 1, column: kept } = more;
  return { name, aliases, numerator, denominator, scale, ...(kept === undefined ? {} : { column: kept }) };
}
