import { AppError } from "../lib/errors.ts";
import type { Statement } from "../warehouse/warehouse.ts";
import { eventStatement, type WorkEvent } from "./events.ts";
import { sha256Of } from "./hash.ts";
import { keepLease } from "./lease.ts";
import type { Ledger } from "./ledger.ts";
import type { HeldWork, WorkDone } from "./work.ts";

/** The work of an accepted claim, with its lease being renewed until it ends. */
export function holdWork(
  ledger: Ledger,
  claimed: WorkEvent & { readonly leaseUntil: Date },
  cursorJson: string | null,
): HeldWork {
  const { workKey, attempt } = claimed;
  const lease = keepLease(ledger, claimed);
  const release = (): void => {
    lease.stop();
    ledger.held.delete(workKey);
  };
  const ending = (event: "done" | "continued" | "failed", fields: Partial<WorkEvent>): WorkEvent => ({
    ...claimed,
    ...fields,
    event,
    occurredAt: ledger.clock.now(),
    leaseUntil: fields.leaseUntil ?? null,
  });
  const doneEvent = (result: WorkDone): WorkEvent =>
    ending("done", {
      outputSha256: result.outputSha256 ?? null,
      rowCount: result.rowCount ?? null,
      cursorJson: result.summaryJson ?? null,
    });
  const end = async (event: WorkEvent): Promise<void> => {
    try {
      const statement = eventStatement(event, {
        sql: "not exists (select 1 from ops.work_events where work_key = @same_work_key and attempt > @same_attempt)",
        parameters: {
          same_work_key: { type: "STRING", value: workKey },
          same_attempt: { type: "INT64", value: attempt },
        },
      });
      const { affectedRows } = await ledger.warehouse.execute(statement.sql, statement);
      if (affectedRows !== 1) {
        throw new AppError(`attempt ${attempt} ended as ${event.event} after a later attempt had taken the work`, {
          kind: "transient",
          where: workKey,
          fix: "nothing: the later attempt's result counts",
        });
      }
    } finally {
      release();
    }
  };
  return {
    kind: "held",
    workKey,
    attempt,
    cursorJson,
    signal: lease.signal,
    loadId: (table) => sha256Of([workKey, attempt, table]).slice(0, 40),
    fence: fence(workKey, attempt),
    doneStatements: (result) => [eventStatement(doneEvent(result))],
    release,
    done: (result) => end(doneEvent(result)),
    continueLater: (cursor) => end(ending("continued", { cursorJson: cursor })),
    fail: (failure) =>
      end(
        ending("failed", {
          errorKind: failure.errorKind,
          errorMessage: failure.errorMessage,
          leaseUntil: failure.retryAt ?? null,
        }),
      ),
  };
}

/** TRUE while no later attempt has claimed the work; checked in the transaction of the effect. */
function fence(workKey: string, attempt: number): Statement {
  return {
    sql: "select count(*) = 0 as is_ours from ops.work_events where work_key = @work_key and attempt > @attempt",
    parameters: {
      work_key: { type: "STRING", value: workKey },
      attempt: { type: "INT64", value: attempt },
    },
  };
}
