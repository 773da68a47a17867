import type { Row } from "../warehouse/warehouse.ts";
import type { Ledger } from "./ledger.ts";
import { insertStatement } from "./rows.ts";

/** A run and the execution (one firing, one command) that works on it. */
export interface RunOfLedger {
  readonly runId: string;
  /** `nightly`, `import`, `backfill`, `train`. */
  readonly kind: string;
  /** UTC day, `2026-01-31`. */
  readonly logicalDate: string;
  readonly codeVersion: string;
  readonly settingsSha256: string;
  readonly executionId: string;
}

const TYPES = {
  run_id: "STRING",
  kind: "STRING",
  logical_date: "DATE",
  event: "STRING",
  status: "STRING",
  reason: "STRING",
  code_version: "STRING",
  settings_sha256: "STRING",
  execution_id: "STRING",
  occurred_at: "TIMESTAMP",
} as const;

interface RunEvents {
  readonly openings: number;
  readonly closings: number;
}

/** True between opening and closing, also when the execution that opened it crashed. */
export async function isRunOpen(ledger: Ledger, runId: string): Promise<boolean> {
  const { openings, closings } = await countEvents(ledger, runId);
  return openings > closings;
}

/** Opens a new run and reopens a closed one; an open one goes on as it is, also one that was opened since we looked. */
export async function openRun(ledger: Ledger, run: RunOfLedger): Promise<void> {
  const { openings, closings } = await countEvents(ledger, run.runId);
  if (openings > closings) return;
  const opening = {
    run_id: run.runId,
    kind: run.kind,
    logical_date: run.logicalDate,
    event: openings === 0 ? "opened" : "reopened",
    code_version: run.codeVersion,
    settings_sha256: run.settingsSha256,
    execution_id: run.executionId,
    occurred_at: ledger.clock.now().toISOString(),
  };
  const statement = insertStatement("ops.runs", TYPES, [opening], {
    sql: "(select count(*) from ops.runs where run_id = @same_run_id) = @events_seen",
    parameters: {
      same_run_id: text(run.runId),
      events_seen: { type: "INT64", value: openings + closings },
    },
  });
  await ledger.warehouse.execute(statement.sql, statement);
}

/** Closes an open run, in the name of the execution that opened it; any other run stays as it is. */
export async function closeRun(
  ledger: Pick<Ledger, "warehouse" | "clock">,
  runId: string,
  end: { readonly status: string; readonly reason: string | null },
): Promise<void> {
  const names = Object.keys(TYPES);
  const kept = ["run_id", "kind", "logical_date", "code_version", "settings_sha256", "execution_id"];
  const values = names.map((name) => (kept.includes(name) ? `opening.${name}` : `@${name} as ${name}`));
  await ledger.warehouse.execute(
    `insert into ops.runs (${names.join(", ")})
    select ${values.join(", ")}
    from ops.runs as opening
    where opening.run_id = @run_id and opening.event != 'closed' and not exists (
      select 1 from ops.runs as closing
      where closing.run_id = opening.run_id and closing.execution_id = opening.execution_id and closing.event = 'closed'
    )`,
    {
      parameters: {
        run_id: text(runId),
        event: { type: "STRING", value: "closed" },
        status: { type: "STRING", value: end.status },
        reason: { type: "STRING", value: end.reason },
        occurred_at: { type: "TIMESTAMP", value: ledger.clock.now().toISOString() },
      },
    },
  );
}

/** How a run stands by its steps' last events, the closing step left out: failed before partial before done. */
export async function runEnding(
  warehouse: Ledger["warehouse"],
  runId: string,
  closingStep: string,
): Promise<{ readonly status: "done" | "partial" | "failed"; readonly reason: string | null }> {
  const { rows } = await warehouse.query(
    `select step, event, json_value(cursor_json, '$.status') as ended_as
    from staging.stg_ops__work
    where run_id = @run_id and slice_key is null and step != @closing_step
    order by step`,
    { parameters: { run_id: text(runId), closing_step: text(closingStep) } },
  );
  const stepsThat = (test: (row: Row) => boolean): string =>
    rows
      .filter(test)
      .map(({ step }) => String(step))
      .join(", ");
  const failed = stepsThat(({ event }) => event === "failed");
  if (failed !== "") return { status: "failed", reason: `failed: ${failed}` };
  const unfinished = stepsThat(({ event }) => event !== "done");
  if (unfinished !== "") return { status: "partial", reason: `unfinished: ${unfinished}` };
  const partial = stepsThat(({ ended_as }) => ended_as === "partial");
  if (partial !== "") return { status: "partial", reason: `partial: ${partial}` };
  return { status: "done", reason: null };
}

/** Status of the last closing of a run; null where it was never closed. */
export async function lastClosing(warehouse: Ledger["warehouse"], runId: string): Promise<string | null> {
  const { rows } = await warehouse.query(
    "select status from ops.runs where run_id = @run_id and event = 'closed' order by occurred_at desc, execution_id limit 1",
    { parameters: { run_id: text(runId) } },
  );
  const status = rows[0]?.status;
  return typeof status === "string" ? status : null;
}

async function countEvents(ledger: Ledger, runId: string): Promise<RunEvents> {
  const { rows } = await ledger.warehouse.query(
    "select countif(event != 'closed') as openings, countif(event = 'closed') as closings from ops.runs where run_id = @run_id",
    { parameters: { run_id: text(runId) } },
  );
  return { openings: Number(rows[0]?.openings), closings: Number(rows[0]?.closings) };
}

function text(value: string): { readonly type: "STRING"; readonly value: string } {
  return { type: "STRING", value };
}
