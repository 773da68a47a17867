import type { WebFact } from "../../market/web.ts";
import { invalidArgument } from "./api-error.ts";

/** Values of a row by dimension, as text. */
export const DIMENSIONS: Readonly<Record<string, (fact: WebFact) => string>> = {
  date: ({ day }) => day.replaceAll("-", ""),
  sessionSource: ({ source }) => source,
  sessionMedium: ({ medium }) => medium,
  sessionSourceMedium: ({ source, medium }) => `${source} / ${medium}`,
  sessionCampaignName: ({ campaign }) => campaign,
  sessionDefaultChannelGroup: channelGroup,
  landingPage: ({ landingPage }) => landingPage,
  deviceCategory: ({ deviceCategory }) => deviceCategory,
  country: ({ country }) => country,
};

/** Dimensions of the API that this market has no data for. */
const NOT_SIMULATED = ["browser", "city", "eventName", "hostName", "language", "operatingSystem", "pagePath", "region"];

const PAID = /^(.*cp.*|ppc|retargeting|paid.*)$/;
const SEARCH = ["google", "bing"];
const SOCIAL = ["facebook", "instagram"];

/** @throws ApiError for a dimension that the API does not have */
export function checkDimension(name: string): void {
  if (name in DIMENSIONS) return;
  if (NOT_SIMULATED.includes(name)) throw new Error(`the sandbox has no dimension ${name}`);
  throw invalidArgument(
    `Field ${name} is not a valid dimension. For a list of valid dimensions and metrics, see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema `,
  );
}

/** Analytics' own rules, as far as this market's traffic goes. */
function channelGroup({ source, medium }: WebFact): string {
  if (source === "(direct)" && medium === "(none)") return "Direct";
  if (SEARCH.includes(source)) return PAID.test(medium) ? "Paid Search" : "Organic Search";
  if (SOCIAL.includes(source)) return PAID.test(medium) ? "Paid Social" : "Organic Social";
  if (medium === "email") return "Email";
  return medium === "referral" ? "Referral" : "Unassigned";
}
