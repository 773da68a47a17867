import { errorMessage } from "../lib/errors.ts";
import { eventStatement, type WorkEvent } from "./events.ts";
import type { Ledger } from "./ledger.ts";

/** How long a claim holds without being renewed. */
export const LEASE_MS = 5 * 60_000;
export const RENEW_EVERY_MS = 60_000;

export interface Lease {
  /** Aborts when the lease was lost. */
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Renews a lease every minute. It is lost when a later attempt was claimed, or when it passed unrenewed (a paused
 * process, a warehouse out of reach) while another owner could have taken the work. A sole owner may renew late: a
 * statement of six minutes keeps the one connection busy, and nobody else can take the work meanwhile.
 */
export function keepLease(ledger: Ledger, claimed: WorkEvent & { readonly leaseUntil: Date }): Lease {
  const controller = new AbortController();
  let leaseUntil = claimed.leaseUntil;
  let seq = 0;
  let isRenewing = false;
  let isOver = false;
  const lose = (reason: string): void => {
    stop();
    controller.abort(new Error(`lost the lease of ${claimed.workKey}: ${reason}`));
  };
  const renew = async (): Promise<void> => {
    const now = ledger.clock.now();
    if (!ledger.isSoleOwner && now >= leaseUntil) return lose("it passed unrenewed");
    const next = new Date(now.getTime() + LEASE_MS);
    const statement = eventStatement(
      { ...claimed, event: "renewed", seq: seq + 1, occurredAt: now, leaseUntil: next },
      {
        sql: "not exists (select 1 from ops.work_events where work_key = @same_work_key and (attempt > @same_attempt or (attempt = @same_attempt and event in ('done', 'failed', 'continued'))))",
        parameters: {
          same_work_key: { type: "STRING", value: claimed.workKey },
          same_attempt: { type: "INT64", value: claimed.attempt },
        },
      },
    );
    const { affectedRows } = await ledger.warehouse.execute(statement.sql, statement);
    if (affectedRows !== 1) return isOver ? undefined : lose("a later attempt holds the work");
    seq += 1;
    leaseUntil = next;
  };
  const cancel = ledger.timers.every(RENEW_EVERY_MS, () => {
    if (isRenewing || isOver) return;
    isRenewing = true;
    // A renewal that could not be written is tried again at the next tick, until the lease passes.
    renew()
      .catch((error: unknown) =>
        ledger.log.warn("work.renewal_failed", { work_key: claimed.workKey, error: errorMessage(error) }),
      )
      .finally(() => {
        isRenewing = false;
      });
  });
  const stop = (): void => {
    isOver = true;
    cancel();
  };
  return { signal: controller.signal, stop };
}
