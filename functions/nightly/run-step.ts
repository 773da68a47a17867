import { attemptStep, type StepTask as Task } from "./attempt-step.ts";
import { endOf, type StepEnd } from "./step-end.ts";

const FIRST_RETRY_MS = 30_000;
const MAX_BUSY_ANSWERS = 20;

export interface StepTask extends Task {
  readonly onWait: (seconds: number, reason: string) => void;
}

/**
 * Asks for a step as often as the answer says: `continue` at once, `busy` after the time it names, a transient failure
 * after 30 s and then twice as long each time. A job that throws a bug is not tried again: in this process it would
 * meet the same code with the same data.
 */
export async function runStep(task: StepTask): Promise<StepEnd> {
  const { step, ledger } = task;
  let busyAnswers = 0;
  let failures = 0;
  let { retryFailed } = task;
  for (;;) {
    const attempt = await attemptStep({ ...task, retryFailed });
    if (attempt.kind === "busy") {
      busyAnswers += 1;
      if (busyAnswers > MAX_BUSY_ANSWERS) {
        return endOf({
          status: "failed",
          errorKind: "transient",
          reason: "busy",
          detail: "another process holds the step",
        });
      }
      task.onWait(attempt.retryAfterS, "busy");
      await ledger.timers.wait(attempt.retryAfterS * 1000);
      continue;
    }
    if (attempt.kind === "ended" && !attempt.hasRun) return attempt.end;
    retryFailed = false;
    if (attempt.kind === "continue") continue;
    const { end } = attempt;
    if (end.status !== "failed" || end.errorKind !== "transient" || failures >= step.retry) return end;
    const waitMs = FIRST_RETRY_MS * 2 ** failures;
    failures += 1;
    task.onWait(waitMs / 1000, end.detail ?? "transient");
    await ledger.timers.wait(waitMs);
  }
}
