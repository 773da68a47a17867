import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { dayNumber, dayText } from "../../lib/instants.ts";
import type { RawRow, ReportDefinition, SourceAccount, SourceBatch, SourcePorts } from "../source.ts";
import type { Ga4Api } from "./api.ts";
import { cellsOf } from "./cells.ts";
import { DIMENSIONS, METRICS, TRAFFIC_TABLE } from "./columns.ts";
import { createInexactDays, type InexactDays } from "./inexact-days.ts";
import { createQuotaMeter, type QuotaMeter } from "./quota.ts";
import { createRowReader } from "./row-reader.ts";
import type { ReportAnswer } from "./schema.ts";

/**
 * Rows of a page. The API gives up to 250,000; a process that reads such a page grew to 0.6 GB, with 50,000 to 0.3 GB (measured), and few properties have
 * more in a day.
 */
export const PAGE_ROWS = 50_000;

export const trafficDaily: ReportDefinition = {
  report: "traffic_daily",
  grain: "days",
  tables: [
    {
      table: TRAFFIC_TABLE,
      sliceColumns: ["property_id", "date_day"],
      measures: ["sessions", "screen_page_views", "key_events"],
    },
  ],
  priority: 4,
  // A day is rewritten for three days after it (vendor documentation).
  lookBackDays: { nightly: 4, weekly: null, monthly: null },
};

export interface DaysCall {
  readonly api: Ga4Api;
  readonly account: SourceAccount;
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly ports: SourcePorts;
  readonly pageRows: number;
}

/**
 * Rows of all days from `from` to `to`, a request a day: sampling, thresholds and the row (other) are said per request, so each day knows of itself whether
 * it is exact, and reads the same whichever days are read with it.
 */
export async function* readTraffic(call: DaysCall): AsyncGenerator<SourceBatch> {
  const { account, ports } = call;
  const meter = createQuotaMeter(account.accountId);
  const inexact = createInexactDays(account.accountId);
  try {
    for (let day = dayNumber(call.from); day <= dayNumber(call.to); day += 1)
      yield* readDay(call, dayText(day), meter, inexact);
  } finally {
    for (const usage of meter.take()) ports.usage(usage);
    for (const finding of inexact.findings()) ports.finding(finding);
  }
}

/** Pages of one day until its row count is reached. Each row must come once: a page given twice would hide another. */
async function* readDay(
  { api, account, signal, ports, pageRows }: DaysCall,
  day: string,
  meter: QuotaMeter,
  inexact: InexactDays,
): AsyncGenerator<SourceBatch> {
  const seen = new Set<string>();
  let rowCount = 0;
  let offset = 0;
  do {
    const answer = await api.runReport({
      propertyId: account.accountId,
      dimensions: DIMENSIONS.map(({ name }) => name),
      metrics: METRICS.map(({ name }) => name),
      day,
      limit: pageRows,
      offset,
      signal,
    });
    meter.add(answer.propertyQuota);
    checkAllowed(account, answer);
    if (offset === 0) {
      rowCount = answer.rowCount;
      inexact.add(day, answer.metadata);
    }
    const { rows } = answer;
    offset += rows.length;
    if (answer.rowCount !== rowCount || offset > rowCount || (rows.length === 0 && offset < rowCount))
      throw incomplete(account, day, `expected ${rowCount} rows, got ${offset} of ${answer.rowCount}`);
    if (rowCount > rows.length && hasKnown(seen, answer)) throw incomplete(account, day, "got a row twice");
    const batch = readRows(account, day, answer, ports);
    if (batch.length > 0) yield { table: TRAFFIC_TABLE, rows: batch };
    await ports.checkpoint("page");
  } while (offset < rowCount);
}

function readRows(account: SourceAccount, day: string, answer: ReportAnswer, ports: SourcePorts): readonly RawRow[] {
  if (answer.rows.length === 0) return [];
  const read = createRowReader(account, day, answer);
  return answer.rows.flatMap((row) => {
    const outcome = read(row);
    if (outcome.kind === "row") return [outcome.row];
    ports.reject(outcome.problem);
    return [];
  });
}

function hasKnown(seen: Set<string>, { rows }: ReportAnswer): boolean {
  return rows.some((row) => {
    const key = JSON.stringify(cellsOf(row).dimensions);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

/** Metrics that the credential may not see come as zeros. */
function checkAllowed(account: SourceAccount, { metadata }: ReportAnswer): void {
  const names = metadata.schemaRestrictionResponse?.activeMetricRestrictions.map(({ metricName }) => metricName) ?? [];
  const restricted = METRICS.filter(({ name }) => names.includes(name)).map(({ name }) => name);
  if (restricted.length === 0) return;
  throw new AppError(`expected to be shown ${restricted.join(", ")}, got zeros by an access restriction`, {
    kind: "auth",
    where: `properties/${account.accountId}`,
    fix: "remove the data restriction from the account's role in Google Analytics, Admin, Property access management",
  });
}

/** The day changed while its pages were read, or one was lost: it is read again from the start. */
function incomplete(account: SourceAccount, day: string, got: string): HttpError {
  return new HttpError(`the pages of ${day} do not fit together: ${got}`, {
    failure: "cut",
    kind: "transient",
    where: `properties/${account.accountId}`,
  });
}
