import type { AccountSettings } from "../../../market/settings.ts";
import { localDay } from "../../local-time.ts";
import { insightsFields } from "../graph/field-names.ts";
import { selectionOf } from "../graph/field-selection.ts";
import { asksForDeleted, type Filter, readFilters } from "../graph/filters.ts";
import { invalidParameter } from "../graph/graph-error.ts";
import { type GraphRequest, listParam, textParam } from "../graph/graph-request.ts";
import type { GraphObject, World } from "../nodes/world.ts";
import { type Breakdown, readBreakdown } from "./breakdowns.ts";
import { type Period, readPeriods } from "./periods.ts";

export const LEVELS = ["account", "campaign", "adset", "ad"] as const;
export type Level = (typeof LEVELS)[number];

/** What insights are asked of: an account, or an object of it. */
export interface InsightsScope {
  readonly account: AccountSettings;
  /** Null: the whole account. */
  readonly object: Exclude<GraphObject, { kind: "creative" }> | null;
}

/** A checked request for insights. */
export interface InsightsQuery {
  readonly scope: InsightsScope;
  readonly level: Level;
  readonly periods: readonly Period[];
  readonly fields: readonly string[];
  readonly breakdown: Breakdown | null;
  /** Attribution windows to show beside `value`. */
  readonly windows: readonly string[];
  readonly filters: readonly Filter[];
  readonly showsDeleted: boolean;
}

/** 7d_view and 28d_view are still accepted and return nothing since January 2026. */
const WINDOWS = [
  "1d_click",
  "7d_click",
  "28d_click",
  "1d_view",
  "7d_view",
  "28d_view",
  "1d_ev",
  "dda",
  "default",
  "7d_view_first_conversion",
  "7d_view_all_conversions",
  "28d_view_first_conversion",
  "28d_view_all_conversions",
  "skan_view",
  "skan_click",
];
const REPORT_TIMES = ["impression", "conversion", "mixed", "lifetime"];

/** Fields of a row when none are named. */
const DEFAULT_FIELDS = ["account_id", "campaign_id", "adset_id", "ad_id", "impressions", "spend"];

/** @throws GraphError for anything Graph refuses */
export function readInsightsQuery(request: GraphRequest, scope: InsightsScope, nowMs: number): InsightsQuery {
  const level = oneOf(request, "level", LEVELS, scope.object?.kind ?? "account");
  // Accepted and without effect: attribution is unified, Meta counts an action on the day of its click or view.
  oneOf(request, "action_report_time", REPORT_TIMES, "mixed");
  const actionBreakdowns = listParam(request, "action_breakdowns") ?? ["action_type"];
  if (actionBreakdowns.some((name) => name !== "action_type"))
    throw new Error(`the sandbox breaks actions down by action_type only, not by ${actionBreakdowns.join(", ")}`);
  const windows = listParam(request, "action_attribution_windows") ?? [];
  for (const [i, window] of windows.entries()) mustBeOneOf(`action_attribution_windows[${i}]`, window, WINDOWS);
  const filters = readFilters(request, (field) => /^(campaign|adset|ad)\.(id|effective_status)$/.test(field));
  return {
    scope,
    level,
    periods: readPeriods(request, localDay(nowMs, scope.account.timeZone)),
    fields: readFields(request),
    breakdown: readBreakdown(listParam(request, "breakdowns") ?? []),
    windows,
    filters,
    showsDeleted: asksForDeleted(filters),
  };
}

/** The account or object behind a node of the path; null if there is none, or nothing to report of it. */
export function scopeOf(world: World, node: string, account: AccountSettings | undefined): InsightsScope | null {
  if (account) return { account, object: null };
  const object = world.objects.get(node);
  return object && object.kind !== "creative" ? { account: object.account, object } : null;
}

function readFields(request: GraphRequest): readonly string[] {
  const names = selectionOf(request)?.map(({ name }) => name);
  if (names === undefined) return DEFAULT_FIELDS;
  const unknown = names.filter((name) => !insightsFields.has(name));
  if (unknown.length > 0)
    throw invalidParameter(
      `${unknown.join(", ")} ${unknown.length > 1 ? "are" : "is"} not valid for fields param. ` +
        "please check https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values",
    );
  return names;
}

function oneOf<Word extends string>(
  request: GraphRequest,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const text = textParam(request, name) ?? otherwise;
  mustBeOneOf(name, text, words);
  return text as Word;
}

function mustBeOneOf(name: string, text: string, words: readonly string[]): void {
  if (!words.includes(text))
    throw invalidParameter(`Param ${name} must be one of {${words.join(", ")}} - got "${text}".`);
}
