import { sha256Of } from "../ledger/hash.ts";
import { replaceState } from "../ledger/state-table.ts";
import type { ApiSource } from "../sources/source.ts";
import type { Row } from "../warehouse/warehouse.ts";
import type { JobContext } from "./job.ts";

export const SOURCE_REPORTS = { table: "ops.source_reports", key: "report_key" } as const;

/** The reports of the sources that settings name: what freshness is told of, also before anything was read. */
export function sourceReportRows(sources: readonly ApiSource[]): readonly Row[] {
  return sources.flatMap(({ name, reports }) =>
    reports.map(({ report, grain, priority, lookBackDays, retentionDays }) => ({
      report_key: `${name}/${report}`,
      source: name,
      report,
      grain,
      priority,
      look_back_days: lookBackDays?.nightly ?? null,
      retention_days: retentionDays ?? null,
    })),
  );
}

/** Writes them down outside a night, so that a backfill before the first night shows in freshness. */
export async function stateSourceReports({
  warehouse,
  sources,
  clock,
}: Pick<JobContext, "warehouse" | "sources" | "clock">): Promise<void> {
  const loadId = sha256Of([SOURCE_REPORTS.table, clock.now().toISOString()]);
  await replaceState(warehouse, { ...SOURCE_REPORTS, loadId }, sourceReportRows(sources));
}
