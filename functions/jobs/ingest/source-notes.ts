import { sha256Of } from "../../ledger/hash.ts";
import type { HeldWork } from "../../ledger/work.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { JobStore } from "../../sources/remote-job.ts";
import type { QuotaUsage, RowProblem, SourceFinding, SourcePorts } from "../../sources/source.ts";
import type { Row, TableName } from "../../warehouse/warehouse.ts";
import type { IngestCall } from "./ingest-call.ts";
import type { IngestUnit } from "./unit.ts";

/** What a source told while it was read, beside its rows. */
export interface SourceNotes {
  readonly ports: SourcePorts;
  readonly problems: readonly RowProblem[];
  /** Writes usage and findings, whatever became of the reading. Once only. */
  save(): Promise<void>;
  /** Writes the rows held back since the last time, with the load that they are missing from; the first 10,000 of a reading. */
  saveQuarantine(): Promise<void>;
}

/** Rows held back that one reading keeps: where a platform changes what it sends, every row of millions is one. */
const MAX_KEPT = 10_000;

/** Of the others only their number is known. */
function counted(problem: RowProblem): RowProblem {
  return { ...problem, got: "", payloadRedacted: "" };
}

export function takeNotes(call: IngestCall, held: HeldWork, jobs: JobStore, unit: IngestUnit): SourceNotes {
  const { warehouse, clock, checkpoint } = call.context;
  const { accountId } = unit.account;
  const problems: RowProblem[] = [];
  let kept = 0;
  const usages: Row[] = [];
  const findings = new Map<string, SourceFinding>();
  const load = (table: TableName, rows: readonly Row[], key: readonly string[] | null): Promise<unknown> =>
    rows.length === 0
      ? Promise.resolve()
      : warehouse.load(table, each(rows), {
          // A second load of the same name would count as the first one, come again.
          loadId: sha256Of([held.loadId(table), kept]).slice(0, 40),
          ...(key === null
            ? { kind: "append" }
            : { kind: "replaceSlices", slices: rows.map((row) => pick(row, key)), fence: held.fence }),
        });
  return {
    problems,
    ports: {
      reject: (problem) => void problems.push(problems.length < MAX_KEPT ? problem : counted(problem)),
      usage: (usage) => void usages.push(usageRow(call, usage)),
      finding: (finding) => void findings.set(finding.checkName, finding),
      jobs,
      checkpoint,
    },
    save: async () => {
      await load("ops.quota_usage", usages, null);
      const rows = [...findings.values()].map((finding) => findingRow(call, unit, finding));
      await load("ops.data_findings", rows, ["source", "check_name", "example"]);
    },
    saveQuarantine: async () => {
      const at = clock.now().toISOString();
      const fresh = problems.slice(kept);
      const rows = fresh
        .filter(({ payloadRedacted }) => payloadRedacted !== "")
        .map((problem) => quarantineRow(call, problem, accountId, held.loadId(problem.table), at));
      const unique = [...new Map(rows.map((row) => [row.quarantine_id, row])).values()];
      await load("ops.quarantine", unique, ["quarantine_id"]);
      kept += fresh.length;
    },
  };
}

/**
 * Runs a reading and keeps what was noted, whatever becomes of it. Where both fail it is the reading's error that is thrown:
 * it says what a person has to do.
 */
export async function keepNotes<T>({ context }: IngestCall, notes: SourceNotes, read: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await read();
  } catch (error) {
    await notes.save().catch((lost: unknown) => context.log.warn("ingest.notes_lost", { error: errorMessage(lost) }));
    throw error;
  }
  await notes.save();
  return result;
}

function usageRow({ source, runId, context }: IngestCall, usage: QuotaUsage): Row {
  return {
    source: source.name,
    scope: usage.scope,
    account_id: usage.accountId,
    limit_name: usage.limitName,
    calls: usage.calls,
    call_limit: usage.limit,
    window_seconds: usage.windowSeconds,
    used_share: usage.usedShare,
    run_id: runId,
    observed_at: context.clock.now().toISOString(),
  };
}

function findingRow({ source, runId, context }: IngestCall, unit: IngestUnit, finding: SourceFinding): Row {
  return {
    source: source.name,
    check_name: finding.checkName,
    severity: finding.severity,
    row_count: 1,
    example: placeOf(unit),
    detail: finding.detail,
    found_at: context.clock.now().toISOString(),
    run_id: runId,
  };
}

/** Where a finding was made: those of other reports and accounts stand beside it. */
export function placeOf({ report, account }: Pick<IngestUnit, "report" | "account">): string {
  return `${report.report} of ${account.accountId}`;
}

/** The same bad row, read again, is the same row of the quarantine. */
function quarantineRow({ source }: IngestCall, problem: RowProblem, account: string, loadId: string, at: string): Row {
  const { table, column, payloadRedacted } = problem;
  return {
    quarantine_id: sha256Of([source.name, account, table, column, payloadRedacted]).slice(0, 32),
    row_sha256: sha256Of(payloadRedacted),
    load_id: loadId,
    source: source.name,
    entity: table.slice("raw.".length),
    column_name: column,
    expected: problem.expected,
    got: problem.got,
    reason: problem.isKey ? "missing_key" : "wrong_type",
    payload_redacted: payloadRedacted,
    event: "held",
    occurred_at: at,
  };
}

function pick(row: Row, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, String(row[key])]));
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
