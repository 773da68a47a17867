import { insertStatement } from "../../ledger/rows.ts";
import type { JobEvent, JobStore } from "../../sources/remote-job.ts";
import type { Row, Warehouse } from "../../warehouse/warehouse.ts";

const TYPES = {
  work_key: "STRING",
  seq: "INT64",
  job_key: "STRING",
  parent_key: "STRING",
  event: "STRING",
  report_run_id: "STRING",
  attempt: "INT64",
  params_json: "STRING",
  reason: "STRING",
  occurred_at: "TIMESTAMP",
} as const;

/**
 * Events of jobs at the platform, kept by unit of work: a later attempt at the same unit goes on with the jobs of the
 * earlier one, another night orders its own.
 */
export function jobStore(warehouse: Warehouse, workKey: string): JobStore {
  let seq: Promise<number> | null = null;
  const history = async (): Promise<readonly JobEvent[]> => {
    const { rows } = await warehouse.query(
      `select ${Object.keys(TYPES).join(", ")} from ops.facebook_job_events where work_key = @work_key order by seq`,
      { parameters: { work_key: { type: "STRING", value: workKey } } },
    );
    return rows.map(fromRow);
  };
  return {
    history,
    append: (event) => {
      const next = (seq ?? history().then(({ length }) => length)).then(async (last) => {
        const statement = insertStatement("ops.facebook_job_events", TYPES, [toRow(workKey, last + 1, event)]);
        await warehouse.execute(statement.sql, statement);
        return last + 1;
      });
      seq = next;
      return next.then(() => undefined);
    },
  };
}

function toRow(workKey: string, seq: number, event: JobEvent): Row {
  return {
    work_key: workKey,
    seq,
    job_key: event.jobKey,
    parent_key: event.parentKey,
    event: event.event,
    report_run_id: event.reportRunId,
    attempt: event.attempt,
    params_json: event.paramsJson,
    reason: event.reason,
    occurred_at: event.occurredAt,
  };
}

function fromRow(row: Row): JobEvent {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  return {
    jobKey: String(row.job_key),
    parentKey: text("parent_key"),
    event: String(row.event) as JobEvent["event"],
    reportRunId: text("report_run_id"),
    attempt: Number(row.attempt),
    paramsJson: String(row.params_json),
    reason: text("reason"),
    occurredAt: String(row.occurred_at),
  };
}
