import type { RawRow, RawTable, RowProblem, SourceAccount } from "../source.ts";
import { actionRows, countOf, isOnMeta, primaryAction, UNKNOWN_ACTION } from "./actions.ts";
import type { GraphObject } from "./graph/pages.ts";
import { ACTION_TABLE, type InsightsReport } from "./insights-reports.ts";
import { rowProblem } from "./row-problem.ts";
import { type InsightRow, insightRow } from "./schema.ts";
import { decimal, float, whole } from "./values.ts";

/** What one row of an answer comes to: rows by table, or what is wrong with it. */
export type Converted =
  | { readonly kind: "rows"; readonly rows: readonly { readonly table: RawTable; readonly row: RawRow }[] }
  | { readonly kind: "problem"; readonly problem: RowProblem };

export interface InsightsContext {
  readonly report: InsightsReport;
  readonly account: SourceAccount;
  readonly primaryActionType: string | null;
  /** Days that were asked for. */
  readonly from: string;
  readonly to: string;
}

const KEY_FIELDS = ["account_id", "date_start", "date_stop"];

/** Text that tells an object from every other of its report; the same for the same row of two answers. */
export function objectKey(report: InsightsReport, object: GraphObject): string {
  return JSON.stringify(["account_id", "date_start", ...report.rowKey].map((field) => object[field] ?? null));
}

export function convertInsight(context: InsightsContext, object: GraphObject): Converted {
  const { report, account } = context;
  const keyFields = [...KEY_FIELDS, ...report.rowKey];
  const { data, error } = insightRow.superRefine((row, check) => refine(row, context, check)).safeParse(object);
  if (error !== undefined) return { kind: "problem", problem: rowProblem(report.table, object, error, keyFields) };
  const head = {
    account_id: data.account_id,
    date_day: data.date_start,
    campaign_id: data.campaign_id,
    campaign_name: data.campaign_name ?? null,
  };
  const tail = { currency_code: data.account_currency, account_time_zone: account.timeZone };
  const rows: { table: RawTable; row: RawRow }[] = [
    { table: report.table, row: { ...head, ...finer(report, data), ...metrics(data, context), ...tail } },
  ];
  if (report.report === "campaign_daily")
    for (const { actionType, window, count, value } of actionRows(data))
      rows.push({
        table: ACTION_TABLE,
        row: {
          ...head,
          action_type: actionType,
          attribution_window: window,
          action_count: count,
          action_value: value,
          ...tail,
        },
      });
  return { kind: "rows", rows };
}

/** A row must be of the account and the days that were asked for, and name what its report is told apart by. */
function refine(
  row: InsightRow,
  { report, account, from, to }: InsightsContext,
  check: { addIssue(issue: { code: "custom"; message: string; path: string[] }): void },
): void {
  const complain = (field: string, message: string) => check.addIssue({ code: "custom", message, path: [field] });
  if (row.account_id !== account.accountId) complain("account_id", account.accountId);
  if (row.date_start < from || row.date_start > to) complain("date_start", `a day from ${from} to ${to}`);
  for (const field of report.rowKey)
    if (row[field as keyof InsightRow] === undefined) complain(field, `${field} in each row`);
}

function finer({ level, breakdowns }: InsightsReport, row: InsightRow): RawRow {
  const ad = {
    adset_id: row.adset_id ?? null,
    adset_name: row.adset_name ?? null,
    ad_id: row.ad_id ?? null,
    ad_name: row.ad_name ?? null,
  };
  const parts = Object.fromEntries(
    breakdowns.map((field) => [field, (row[field as keyof InsightRow] as string | undefined) ?? null]),
  );
  return level === "ad" ? ad : parts;
}

function metrics(row: InsightRow, { report, primaryActionType }: InsightsContext): RawRow {
  const isKnown = primaryActionType !== null && (!report.lacksOffMeta || isOnMeta(primaryActionType));
  return {
    spend: decimal(row.spend),
    impressions: whole(row.impressions),
    reach: whole(row.reach),
    frequency: float(row.frequency),
    clicks: whole(row.clicks),
    inline_link_clicks: whole(row.inline_link_clicks ?? noLinkClick(row)),
    outbound_clicks: countOf(row.outbound_clicks, "outbound_click"),
    video_views: countOf(row.actions, "video_view"),
    post_reactions: countOf(row.actions, "post_reaction"),
    comments: countOf(row.actions, "comment"),
    shares: countOf(row.actions, "post"),
    primary_action_type: primaryActionType,
    ...(isKnown ? primaryAction(row, primaryActionType) : UNKNOWN_ACTION),
  };
}

/** Link clicks are an action type too: where no action says so, there was none; else a missing figure stays unknown. */
function noLinkClick({ actions }: InsightRow): string | undefined {
  return actions.some(({ action_type }) => action_type === "link_click") ? undefined : "0";
}
