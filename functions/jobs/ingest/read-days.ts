import type { HeldWork } from "../../ledger/work.ts";
import { AppError } from "../../lib/errors.ts";
import type { RawRow, RawTable, ReportTable } from "../../sources/source.ts";
import { judgeRows } from "./bad-rows.ts";
import { figuresFrom } from "./figures-from.ts";
import type { IngestCall } from "./ingest-call.ts";
import { jobStore } from "./job-store.ts";
import { daysFromTo, toRanges } from "./local-day.ts";
import { accountColumn, type PublishCounts, publishDays } from "./publish-days.ts";
import { fromSource } from "./read-failed.ts";
import { keepNotes, type SourceNotes, takeNotes } from "./source-notes.ts";
import { openSpools, type Spools } from "./spools.ts";
import { endOfUnit, type IngestUnit, type UnitEnd } from "./unit.ts";

type DaysUnit = Extract<IngestUnit, { readonly grain: "days" }>;

/**
 * Reads days of a report to the end, then publishes them; whatever stops the reading leaves every day as it was. A range
 * longer than one request of the platform is read in several and published at once. When time is up while reports are made
 * at the platform, it ends with `continue`: they are made without us, and the next call takes them up.
 */
export async function readDays(call: IngestCall, unit: DaysUnit, held: HeldWork): Promise<UnitEnd> {
  const { warehouse, clock } = call.context;
  const jobs = jobStore(warehouse, held.workKey);
  const startedAt = clock.now();
  const { length: earlierEvents } = await jobs.history();
  const notes = takeNotes(call, held, jobs, unit);
  const spools = await openSpools(call, unit.report, (table) => sliceOfDays(unit, table));
  try {
    const early = new AbortController();
    const signal = AbortSignal.any([held.signal, early.signal]);
    const stop = (): void => {
      // Where the history cannot be asked for, reading goes on and meets the same error.
      jobs.history().then(
        ({ length }) => length > 0 && early.abort(),
        () => {},
      );
    };
    call.timeUp.addEventListener("abort", stop);
    try {
      await keepNotes(call, notes, () => readAll(call, unit, signal, notes, spools));
    } catch (error) {
      if (!early.signal.aborted || held.signal.aborted) throw error;
      await held.continueLater("");
      return endOfUnit(unit, { state: "continue" });
    } finally {
      call.timeUp.removeEventListener("abort", stop);
    }
    await notes.saveQuarantine();
    const state = judgeRows(spools.rowCounts(), notes.problems);
    const readStartedAt = figuresFrom(startedAt, await jobs.history(), earlierEvents);
    return await publish(call, unit, held, { notes, spools, readStartedAt, state });
  } finally {
    await spools.close();
  }
}

async function readAll(
  { source, onRows }: IngestCall,
  unit: DaysUnit,
  signal: AbortSignal,
  notes: SourceNotes,
  spools: Spools,
): Promise<void> {
  const { account, report } = unit;
  const days = daysFromTo(unit.from, unit.to);
  for (const { from, to } of toRanges(days, report.chunkDays ?? days.length)) {
    const request = { account, report: report.report, grain: "days", from, to, signal } as const;
    for await (const { table, rows } of fromSource(source.read(request, notes.ports))) {
      signal.throwIfAborted();
      await spools.of(table).add(rows);
      onRows(rows.length);
    }
  }
}

async function publish(
  call: IngestCall,
  unit: DaysUnit,
  held: HeldWork,
  read: {
    readonly notes: SourceNotes;
    readonly spools: Spools;
    readonly readStartedAt: Date;
    readonly state: "done" | "partial";
  },
): Promise<UnitEnd> {
  const { notes, spools, readStartedAt, state } = read;
  const { tables } = unit.report;
  let rowsLoaded = 0;
  let counts: PublishCounts = { swapped: 0, unchanged: 0, rowsLoaded: 0 };
  for (const [i, table] of tables.entries()) {
    const isLast = i === tables.length - 1;
    const rowsQuarantined = notes.problems.filter((problem) => problem.table === table.table).length;
    const columns = spools.columnsOf(table.table);
    counts = await publishDays(
      call,
      held,
      { unit, table, columns, spool: spools.of(table.table), readStartedAt, rowsQuarantined },
      isLast
        ? ({ rowsLoaded: last }) => ({ rowCount: rowsLoaded + last, summaryJson: JSON.stringify({ state }) })
        : null,
    );
    rowsLoaded += counts.rowsLoaded;
    await call.ledger.checkpoint(`ingest: ${table.table} published`);
  }
  held.release();
  const rowsQuarantined = notes.problems.length;
  return endOfUnit(unit, {
    state,
    ...(state === "partial"
      ? { reason: "bad_rows", errorKind: "data", detail: `${rowsQuarantined} rows held back` }
      : {}),
    ...counts,
    rowsLoaded,
    rowsQuarantined,
  });
}

/** The day of a row, after a check that the row is of this account and of a day that was asked for. */
function sliceOfDays(unit: DaysUnit, table: ReportTable): (row: RawRow) => string {
  const column = accountColumn(table);
  return (row) => {
    const day = String(row.date_day);
    if (row[column] !== unit.account.accountId || day < unit.from || day > unit.to)
      throw outside(unit, table.table, row);
    return day;
  };
}

function outside({ account, from, to }: DaysUnit, table: RawTable, row: RawRow): AppError {
  return new AppError(
    `expected rows of account ${account.accountId} from ${from} to ${to}, got one of ${row.date_day}: nothing was loaded`,
    { kind: "data", where: table },
  );
}
