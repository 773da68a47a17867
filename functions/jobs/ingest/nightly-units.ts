import type { ReportDefinition, SourceAccount } from "../../sources/source.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { type DayReading, dueDays } from "./due-days.ts";
import { localDay, toRanges, weekStart } from "./local-day.ts";
import { type IngestUnit, inOrder } from "./unit.ts";

/** Days of one unit: a table takes a limited number of changes a day, and a unit is begun again from its start after a crash. */
const MAX_DAYS = 31;

export interface Night {
  readonly source: string;
  readonly reports: readonly ReportDefinition[];
  /** Accounts that can be read. */
  readonly accounts: readonly SourceAccount[];
  readonly runId: string;
  readonly logicalDate: string;
  readonly now: Date;
}

/** What a night reads of a source, in the order in which its quota is spent. */
export async function nightlyUnits(warehouse: Warehouse, night: Night): Promise<readonly IngestUnit[]> {
  const readings = await readingsOf(warehouse, night);
  const sweeps = await lastSweeps(warehouse, night);
  const units: IngestUnit[] = [];
  for (const report of night.reports) {
    for (const account of night.accounts) {
      const key = `${report.report}/${account.accountId}`;
      switch (report.grain) {
        case "days":
          units.push(...dayUnits(night, report, account, readings.get(key) ?? new Map()));
          break;
        case "listing":
          units.push({ report, account, grain: "listing" });
          break;
        case "changes":
          units.push({ report, account, grain: "changes", isFromStart: false });
          if (report.hasSweep === true && isSweepDue(night, sweeps.get(key)))
            units.push({ report, account, grain: "sweep" });
          break;
        default:
          report.grain satisfies never;
      }
    }
  }
  return inOrder(units);
}

function dayUnits(
  { now, logicalDate }: Night,
  report: ReportDefinition,
  account: SourceAccount,
  readings: ReadonlyMap<string, DayReading>,
): readonly IngestUnit[] {
  const timeZone = account.timeZone ?? "UTC";
  const days = dueDays({ report, readings, today: localDay(now, timeZone), timeZone, logicalDate });
  return toRanges(days, MAX_DAYS).map((range) => ({ report, account, grain: "days", ...range }));
}

function isSweepDue({ logicalDate }: Night, lastAt: Date | undefined): boolean {
  return lastAt === undefined || lastAt < new Date(`${weekStart(logicalDate)}T00:00:00Z`);
}

/** The last reading of each day, by report and account. A day counts once every table of the report has it. */
async function readingsOf(
  warehouse: Warehouse,
  { source, reports, runId }: Night,
): Promise<ReadonlyMap<string, ReadonlyMap<string, DayReading>>> {
  const { rows } = await warehouse.query(
    `select report, account_id, date_day, count(*) as tables, min(read_started_at) as read_started_at,
      logical_and(is_of_run) as is_of_run
    from (
      select report, account_id, date_day, table_name, max(read_started_at) as read_started_at,
        logical_or(starts_with(work_key, @run_prefix)) as is_of_run
      from ops.loads
      where source = @source and date_day is not null
      group by report, account_id, date_day, table_name
    ) as tables
    group by report, account_id, date_day
    order by report, account_id, date_day`,
    {
      parameters: {
        source: { type: "STRING", value: source },
        run_prefix: { type: "STRING", value: `${runId}/` },
      },
    },
  );
  const tables = new Map(reports.map((report) => [report.report, report.tables.length]));
  const readings = new Map<string, Map<string, DayReading>>();
  for (const row of rows) {
    if (Number(row.tables) < (tables.get(String(row.report)) ?? 0)) continue;
    const key = `${row.report}/${row.account_id}`;
    const days = readings.get(key) ?? new Map<string, DayReading>();
    days.set(String(row.date_day), {
      readStartedAt: new Date(String(row.read_started_at)),
      isOfThisRun: row.is_of_run === true,
    });
    readings.set(key, days);
  }
  return readings;
}

async function lastSweeps(warehouse: Warehouse, { source }: Night): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await warehouse.query(
    `select report, account_id, max(read_started_at) as read_started_at
    from ops.loads
    where source = @source and ends_with(slice_key, '/sweep')
    group by report, account_id
    order by report, account_id`,
    { parameters: { source: { type: "STRING", value: source } } },
  );
  return new Map(
    rows.map((row) => [`${row.report}/${row.account_id}`, new Date(String(row.read_started_at))] as const),
  );
}
