import { sha256Of } from "../../ledger/hash.ts";
import { loadStatement } from "../../ledger/records.ts";
import { restatementStatement, totalsOfSlices } from "../../ledger/slice-restatements.ts";
import type { HeldWork, WorkDone } from "../../ledger/work.ts";
import type { ReportTable } from "../../sources/source.ts";
import type { Statement } from "../../warehouse/warehouse.ts";
import type { IngestCall } from "./ingest-call.ts";
import { daysFromTo, localDay } from "./local-day.ts";
import { type PublishedSlice, publicationTime, publishedSlices, unchangedFence } from "./published-slices.ts";
import type { Spool } from "./spool.ts";
import type { IngestUnit } from "./unit.ts";
import { publishAgainWhenFenced } from "./when-fenced.ts";

export interface DaysOfTable {
  readonly unit: Extract<IngestUnit, { readonly grain: "days" }>;
  readonly table: ReportTable;
  /** Columns of the table besides those of the load. */
  readonly columns: readonly string[];
  readonly spool: Spool;
  readonly readStartedAt: Date;
  readonly rowsQuarantined: number;
}

export interface PublishCounts {
  readonly swapped: number;
  readonly unchanged: number;
  readonly rowsLoaded: number;
}

/** Rows of one transaction: so many at a time, since staging and swapping hold them in memory. */
const MAX_ROWS = 20_000;

type Done = (counts: PublishCounts) => WorkDone;

/**
 * Makes one table hold exactly what was read of these days, with the ledger's rows in the same transaction; many rows in
 * several, each of whole days. A day whose content is what the table holds already is recorded, not rewritten; one that
 * was meanwhile published from a later reading stays as it is.
 */
export async function publishDays(
  call: IngestCall,
  held: HeldWork,
  read: DaysOfTable,
  done: Done | null,
): Promise<PublishCounts> {
  const groups = groupsOf(daysFromTo(read.unit.from, read.unit.to), read.spool);
  let counts: PublishCounts = { swapped: 0, unchanged: 0, rowsLoaded: 0 };
  for (const [i, days] of groups.entries()) {
    const before = counts;
    const loadId = sha256Of([held.loadId(read.table.table), i]).slice(0, 40);
    const isLast = i === groups.length - 1;
    const doneAfter: Done | null = isLast && done !== null ? (last) => done(sumOf(before, last)) : null;
    const part = { ...read, days, loadId, rowsQuarantined: isLast ? read.rowsQuarantined : 0 };
    counts = sumOf(before, await publishAgainWhenFenced(() => publishOnce(call, held, part, doneAfter)));
  }
  return counts;
}

interface Part extends DaysOfTable {
  readonly days: readonly string[];
  readonly loadId: string;
}

async function publishOnce(call: IngestCall, held: HeldWork, read: Part, done: Done | null): Promise<PublishCounts> {
  const { warehouse, clock } = call.context;
  const { unit, spool, readStartedAt, loadId } = read;
  const { table } = read.table;
  const { accountId } = unit.account;
  const scope = { source: call.source.name, report: unit.report.report, accountId, table };
  const published = await publishedSlices(warehouse, scope);
  const before = (day: string): PublishedSlice | undefined => published.latest.get(sliceKey(read, day));
  const days = read.days.filter((day) => {
    const last = before(day);
    return last === undefined || last.readStartedAt <= readStartedAt;
  });
  const changed = days.filter((day) => before(day)?.contentSha256 !== spool.content(day).sha256);
  const rowsLoaded = changed.reduce((sum, day) => sum + spool.content(day).rows, 0);
  const counts = { swapped: changed.length, unchanged: days.length - changed.length, rowsLoaded };
  const publishedAt = publicationTime(clock.now(), published);
  const records = days.map((day, i) => ({
    loadId,
    tableName: table,
    sliceKey: sliceKey(read, day),
    source: scope.source,
    report: scope.report,
    accountId,
    dateDay: day,
    workKey: held.workKey,
    attempt: held.attempt,
    readStartedAt,
    rowsLoaded: spool.content(day).rows,
    // Which day a row without a readable day belongs to is unknown: they count on the newest.
    rowsQuarantined: i === days.length - 1 ? read.rowsQuarantined : 0,
    contentSha256: spool.content(day).sha256,
    publishedAt,
  }));
  const final = changed.filter((day) => isFinal(before(day), day, unit.account.timeZone ?? "UTC"));
  const also: Statement[] = [
    ...(records.length === 0 ? [] : [loadStatement(records)]),
    ...(await restatements(call, read, final, loadId, publishedAt)),
    ...(done === null ? [] : held.doneStatements(done(counts))),
  ];
  const stamp = { load_id: loadId, run_id: call.runId, loaded_at: publishedAt.toISOString() };
  await warehouse.load(table, spool.rows(changed, stamp), {
    loadId,
    fence: unchangedFence(held.fence, scope, published.seen),
    also,
    ...(changed.length === 0
      ? { kind: "append" }
      : { kind: "replaceSlices", slices: changed.map((day) => sliceOf(read, day)) }),
  });
  return counts;
}

/** Days in order, as many together as their rows allow; at least one each. */
function groupsOf(days: readonly string[], spool: Spool): readonly (readonly string[])[] {
  const groups: { days: string[]; rows: number }[] = [];
  for (const day of days) {
    const { rows } = spool.content(day);
    const last = groups.at(-1);
    if (last !== undefined && last.rows + rows <= MAX_ROWS) {
      last.days.push(day);
      last.rows += rows;
    } else groups.push({ days: [day], rows });
  }
  return groups.map((group) => group.days);
}

function sumOf(a: PublishCounts, b: PublishCounts): PublishCounts {
  return {
    swapped: a.swapped + b.swapped,
    unchanged: a.unchanged + b.unchanged,
    rowsLoaded: a.rowsLoaded + b.rowsLoaded,
  };
}

async function restatements(
  call: IngestCall,
  { unit, table, columns }: DaysOfTable,
  days: readonly string[],
  loadId: string,
  occurredAt: Date,
): Promise<readonly Statement[]> {
  const { measures = [] } = table;
  if (measures.length === 0 || days.length === 0) return [];
  const slices = {
    table: table.table,
    accountColumn: accountColumn(table),
    accountId: unit.account.accountId,
    days,
    measures,
    hasCurrency: columns.includes("currency_code"),
  };
  const before = await totalsOfSlices(call.context.warehouse, slices);
  const slicePrefix = `${unit.report.report}/${unit.account.accountId}/`;
  return [restatementStatement(slices, before, { loadId, slicePrefix, runId: call.runId, occurredAt })];
}

/** A day that was last read before it ended was provisional: its growth is no restatement. */
function isFinal(before: PublishedSlice | undefined, day: string, timeZone: string): boolean {
  return before !== undefined && localDay(before.readStartedAt, timeZone) > day;
}

function sliceKey({ unit }: DaysOfTable, day: string): string {
  return `${unit.report.report}/${unit.account.accountId}/${day}..${day}`;
}

function sliceOf({ unit, table }: DaysOfTable, day: string): Readonly<Record<string, string>> {
  return { [accountColumn(table)]: unit.account.accountId, date_day: day };
}

/** The slice column that is not the day. */
export function accountColumn({ sliceColumns, table }: ReportTable): string {
  const [column, ...others] = sliceColumns.filter((name) => name !== "date_day");
  if (column === undefined || others.length > 0)
    throw new RangeError(
      `expected the account's column and date_day as slice columns of ${table}, got ${sliceColumns}`,
    );
  return column;
}
