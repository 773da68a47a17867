import type { Settings } from "../config/settings.ts";
import { sha256Of } from "../ledger/hash.ts";
import { replaceState } from "../ledger/state-table.ts";
import type { Row } from "../warehouse/warehouse.ts";
import type { Job } from "./job.ts";
import { SOURCE_REPORTS, sourceReportRows } from "./source-reports.ts";

/** Puts the settings that views read into `ops`, where they differ from what is there: data clock, stages, channel rules, reports of the sources. */
export const open: Job = async ({ warehouse, settings, sources, checkpoint }, run) => {
  const tables = [
    { table: "ops.settings", key: "key", rows: settingRows(settings, run.asOf) },
    { table: "ops.stage_map", key: "status", rows: stageRows(settings) },
    { table: "ops.channel_rules", key: "rule_order", rows: channelRows(settings) },
    { ...SOURCE_REPORTS, rows: sourceReportRows(sources) },
  ] as const;
  for (const { table, key, rows } of tables) {
    const loadId = sha256Of([run.runId, run.step, run.attempt, table]);
    await replaceState(warehouse, { table, key, loadId }, rows);
    await checkpoint(`open: ${table} written`);
  }
  return {
    status: "done",
    rowCount: tables.reduce((sum, { rows }) => sum + rows.length, 0),
    outputSha256: sha256Of(tables.map(({ rows }) => rows)),
  };
};

function settingRows(settings: Settings, asOf: string): readonly Row[] {
  const values: Readonly<Record<string, string | number | undefined>> = {
    as_of: asOf,
    time_zone: settings.time_zone ?? "UTC",
    reporting_currency: settings.reporting_currency,
    attribution_lookback_days_lead: settings.attribution.lookback_days_lead,
    attribution_lookback_days_deal: settings.attribution.lookback_days_deal,
  };
  return Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: String(value) }]));
}

function stageRows(settings: Settings): readonly Row[] {
  return Object.entries(settings.stages).map(([status, stage]) => ({ status, stage }));
}

function channelRows(settings: Settings): readonly Row[] {
  return settings.channels.map((rule, index) => ({
    rule_order: index + 1,
    source_pattern: rule.source ?? null,
    medium_pattern: rule.medium ?? null,
    campaign_pattern: rule.campaign ?? null,
    channel: rule.channel,
    is_paid: rule.is_paid,
    is_direct: rule.is_direct,
  }));
}
