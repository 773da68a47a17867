import { describe, expect, it } from "vitest";
import { runStatus, type StepReport } from "../../../functions/nightly/document.ts";

function steps(...statuses: readonly StepReport["status"][]): readonly StepReport[] {
  return statuses.map((status, i) => ({
    step: `step_${i}`,
    status,
    reason: null,
    detail: null,
    error_kind: null,
    seconds: 0,
    row_count: null,
  }));
}

describe("the status of a night", () => {
  it.each([
    ["skipped", ["skipped", "skipped"]],
    ["done", ["skipped", "done"]],
    ["done", ["done", "refused"]],
    ["partial", ["done", "partial", "refused"]],
    ["failed", ["partial", "failed", "done"]],
    ["failed", ["done", "blocked"]],
  ] as const)("is %s where its steps are %s", (expected, statuses) => {
    expect(runStatus(steps(...statuses))).toBe(expected);
  });
});
