import type { GraphClass } from "../error-table.ts";
import { classOf, errorText, GraphError } from "../errors.ts";
import { RUN_ERROR_FIELDS, RUN_FIELDS } from "../fields.ts";
import type { Session } from "../graph/session.ts";
import { type RunStatus, runStatus } from "../schema.ts";

/** How far a report at Facebook is. `reason` is its own word on why it failed, which it gives since v25.0. */
export type RunState =
  | { readonly kind: "waiting" | "running" | "completed" }
  | { readonly kind: "failed"; readonly graphClass: GraphClass | null; readonly reason: string };

const WAITING: ReadonlySet<string> = new Set(["Job Not Started"]);
const RUNNING: ReadonlySet<string> = new Set(["Job Started", "Job Running"]);

/** Asks for a report's state. One that calls itself completed below 100 % still runs. A report that Facebook does not know any more has failed without a reason. */
export async function runState(session: Session, reportRunId: string, isFresh: boolean): Promise<RunState> {
  const params = { fields: [...RUN_FIELDS, ...RUN_ERROR_FIELDS].join(",") };
  try {
    const answer = runStatus.safeParse(await session.call({ path: reportRunId, params, isFresh }));
    if (answer.data === undefined) return { kind: "failed", graphClass: null, reason: "a state without async_status" };
    return stateOf(answer.data, session.hide);
  } catch (error) {
    if (error instanceof GraphError && error.graphClass === "not_visible")
      return { kind: "failed", graphClass: null, reason: "the report is not there" };
    throw error;
  }
}

function stateOf(run: RunStatus, hide: (text: string) => string): RunState {
  if (run.async_status === "Job Completed")
    return { kind: (run.async_percent_completion ?? 100) < 100 ? "running" : "completed" };
  if (RUNNING.has(run.async_status)) return { kind: "running" };
  if (WAITING.has(run.async_status)) return { kind: "waiting" };
  if (!run.error_code) return { kind: "failed", graphClass: null, reason: `${run.async_status} without a reason` };
  const body = {
    code: run.error_code,
    message: run.error_message ?? run.async_status,
    error_subcode: run.error_subcode ?? undefined,
    error_user_msg: run.error_user_msg ?? undefined,
  };
  return { kind: "failed", graphClass: classOf(body, null), reason: hide(errorText(body)) };
}
