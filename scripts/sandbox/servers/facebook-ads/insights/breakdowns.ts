import type { FacebookFact, FacebookSplit } from "../../../market/facebook.ts";
import { invalidParameter } from "../graph/graph-error.ts";

/** Breakdowns of a request: the split of the market they come from, and the keys that rows are made by. */
export interface Breakdown {
  readonly split: FacebookSplit;
  readonly keys: readonly BreakdownKey[];
}

const SPLITS = {
  age: "age_gender",
  gender: "age_gender",
  country: "country",
  region: "region",
  publisher_platform: "placement",
  platform_position: "placement",
  impression_device: "placement",
} as const satisfies Readonly<Record<string, FacebookSplit>>;

export type BreakdownKey = keyof typeof SPLITS;

/** Those that may stand together, in any order; others are refused although each is fine alone. */
const ALLOWED: readonly (readonly BreakdownKey[])[] = [
  ["age"],
  ["gender"],
  ["age", "gender"],
  ["country"],
  ["region"],
  ["publisher_platform"],
  ["publisher_platform", "platform_position"],
  ["publisher_platform", "impression_device"],
  ["publisher_platform", "platform_position", "impression_device"],
  ["impression_device"],
];
/** Breakdowns of Meta that this market has no data for. */
const NOT_SIMULATED = ["device_platform", "dma", "frequency_value", "hourly_stats_aggregated_by_advertiser_time_zone"];

/** @throws GraphError for a breakdown that Meta does not have, or a combination that it refuses */
export function readBreakdown(names: readonly string[]): Breakdown | null {
  if (names.length === 0) return null;
  const missing = names.find((name) => NOT_SIMULATED.includes(name));
  if (missing !== undefined) throw new Error(`the sandbox has no breakdown by ${missing}`);
  const unknown = names.filter((name) => !(name in SPLITS));
  if (unknown.length > 0)
    throw invalidParameter(
      `${unknown.join(", ")} is not valid for breakdowns param. ` +
        "please check https://developers.facebook.com/docs/marketing-api/insights/breakdowns/ for all valid values",
    );
  const keys = names as readonly BreakdownKey[];
  const isAllowed = ALLOWED.some((set) => set.length === keys.length && set.every((key) => keys.includes(key)));
  if (!isAllowed)
    throw invalidParameter(
      `Current combination of data breakdown columns (${["action_type", ...keys].join(", ")}) is invalid`,
    );
  return { split: SPLITS[keys[0] as BreakdownKey], keys };
}

/** The keys' values of a part of the market. */
export function breakdownValues(
  part: FacebookFact["part"],
  keys: readonly BreakdownKey[],
): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, string>> =
    part.kind === "placement"
      ? {
          publisher_platform: part.publisherPlatform,
          platform_position: part.platformPosition,
          impression_device: part.impressionDevice,
        }
      : part.kind === "age_gender"
        ? { age: part.age, gender: part.gender }
        : part.kind === "country"
          ? { country: part.country }
          : { region: part.region };
  return Object.fromEntries(keys.map((key) => [key, values[key] ?? "unknown"]));
}
