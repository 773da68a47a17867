import { z } from "zod";
import { AppError } from "../lib/errors.ts";

const body = z
  .strictObject({
    run_id: z.string(),
    logical_date: z.iso.date("expected a day like 2026-01-31"),
    step: z.string().min(1),
    execution_id: z.string().min(1).max(200),
  })
  .refine(({ run_id, logical_date }) => run_id === `nightly:${logical_date}`, {
    path: ["run_id"],
    message: "expected nightly:<logical_date>",
  });

/** The body of a step's request. Throws `settings` that names every key which is wrong. */
export function readStepBody(payload: unknown) {
  const parsed = body.safeParse(payload);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "(body)"}: ${message}`);
    throw new AppError(problems.join("; "), { kind: "settings", where: "request body" });
  }
  const { run_id, logical_date, step, execution_id } = parsed.data;
  return { runId: run_id, logicalDate: logical_date, step, executionId: execution_id };
}
