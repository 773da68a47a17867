import type { ErrorKind } from "../lib/errors.ts";
import type { Row, Statement } from "../warehouse/warehouse.ts";
import type { Ledger } from "./ledger.ts";
import { insertStatement } from "./rows.ts";

export type WorkEventName = "claimed" | "renewed" | "continued" | "done" | "failed";

/** A row of `ops.work_events`, in the names of the code. */
export interface WorkEvent {
  readonly workKey: string;
  readonly attempt: number;
  readonly event: WorkEventName;
  readonly seq: number;
  readonly owner: string;
  readonly occurredAt: Date;
  readonly leaseUntil: Date | null;
  readonly runId: string;
  readonly step: string;
  readonly sliceKey: string | null;
  readonly inputSha256: string | null;
  readonly outputSha256: string | null;
  readonly rowCount: number | null;
  readonly cursorJson: string | null;
  readonly errorKind: ErrorKind | null;
  readonly errorMessage: string | null;
  readonly traceId: string | null;
}

const TYPES = {
  work_key: "STRING",
  attempt: "INT64",
  event: "STRING",
  seq: "INT64",
  owner: "STRING",
  occurred_at: "TIMESTAMP",
  lease_until: "TIMESTAMP",
  run_id: "STRING",
  step: "STRING",
  slice_key: "STRING",
  input_sha256: "STRING",
  output_sha256: "STRING",
  row_count: "INT64",
  cursor_json: "STRING",
  error_kind: "STRING",
  error_message: "STRING",
  trace_id: "STRING",
} as const;

/** Appends an event; with `onlyIf` only while that holds. */
export function eventStatement(event: WorkEvent, onlyIf?: Parameters<typeof insertStatement>[3]): Statement {
  return insertStatement("ops.work_events", TYPES, [toRow(event)], onlyIf);
}

/** All events of a piece of work, oldest attempt first. */
export async function readEvents(ledger: Ledger, workKey: string): Promise<readonly WorkEvent[]> {
  const { rows } = await ledger.warehouse.query(
    `select ${Object.keys(TYPES).join(", ")} from ops.work_events where work_key = @work_key order by attempt, event, seq`,
    { parameters: { work_key: { type: "STRING", value: workKey } } },
  );
  return rows.map(fromRow);
}

/** Events of a run's steps as a whole, without those of their slices; oldest attempt of a step first. */
export async function readStepEvents(ledger: Ledger, runId: string): Promise<readonly WorkEvent[]> {
  const { rows } = await ledger.warehouse.query(
    `select ${Object.keys(TYPES).join(", ")} from ops.work_events where run_id = @run_id and slice_key is null order by step, attempt, event, seq`,
    { parameters: { run_id: { type: "STRING", value: runId } } },
  );
  return rows.map(fromRow);
}

function toRow(event: WorkEvent): Row {
  return {
    work_key: event.workKey,
    attempt: event.attempt,
    event: event.event,
    seq: event.seq,
    owner: event.owner,
    occurred_at: event.occurredAt.toISOString(),
    lease_until: event.leaseUntil?.toISOString() ?? null,
    run_id: event.runId,
    step: event.step,
    slice_key: event.sliceKey,
    input_sha256: event.inputSha256,
    output_sha256: event.outputSha256,
    row_count: event.rowCount,
    cursor_json: event.cursorJson,
    error_kind: event.errorKind,
    error_message: event.errorMessage,
    trace_id: event.traceId,
  };
}

function fromRow(row: Row): WorkEvent {
  return {
    workKey: String(row.work_key),
    attempt: Number(row.attempt),
    event: String(row.event) as WorkEventName,
    seq: Number(row.seq),
    owner: String(row.owner),
    occurredAt: new Date(String(row.occurred_at)),
    leaseUntil: row.lease_until === null ? null : new Date(String(row.lease_until)),
    runId: String(row.run_id),
    step: String(row.step),
    sliceKey: textOrNull(row.slice_key),
    inputSha256: textOrNull(row.input_sha256),
    outputSha256: textOrNull(row.output_sha256),
    rowCount: row.row_count === null ? null : Number(row.row_count),
    cursorJson: textOrNull(row.cursor_json),
    errorKind: textOrNull(row.error_kind) as ErrorKind | null,
    errorMessage: textOrNull(row.error_message),
    traceId: textOrNull(row.trace_id),
  };
}

function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
