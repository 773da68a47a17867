import { Listr } from "listr2";
import type { StepReport } from "../../functions/nightly/document.ts";
import type { Step } from "../../functions/nightly/graph.ts";
import type { Progress } from "../../functions/nightly/walk.ts";
import { printMessage } from "./output.ts";

/** Shows steps as they go: a live list on a terminal, a line per step elsewhere. */
export interface ProgressView {
  onProgress(progress: Progress): void;
  end(): Promise<void>;
}

export function nightlyProgress(isTerminal: boolean, steps: readonly Step[]): ProgressView {
  return isTerminal ? liveList(steps) : lines();
}

function lines(): ProgressView {
  return {
    onProgress: (progress) => {
      if (progress.kind === "ended") printMessage(stepLine(progress.report));
    },
    end: async () => {},
  };
}

/** `marts: done, 12,345 rows, 1.2 s`. */
export function stepLine({ step, status, reason, row_count: rows, seconds }: StepReport): string {
  const parts = [status, reason, rows === null ? null : `${rows.toLocaleString("en")} rows`, `${seconds.toFixed(1)} s`];
  return `${step}: ${parts.filter((part) => part !== null).join(", ")}`;
}

function liveList(steps: readonly Step[]): ProgressView {
  const ends = new Map(steps.map(({ id }) => [id, Promise.withResolvers<StepReport>()]));
  const started = new Map(steps.map(({ id }) => [id, Promise.withResolvers<void>()]));
  const list = new Listr(
    steps.map(({ id }) => ({
      title: id,
      task: async (_context, task) => {
        await started.get(id)?.promise;
        const report = await ends.get(id)?.promise;
        if (report === undefined) return;
        task.title = stepLine(report);
        if (report.status === "failed") throw new Error(report.detail ?? report.reason ?? "failed");
        if (report.status !== "done" && report.status !== "partial") task.skip(stepLine(report));
      },
    })),
    { concurrent: true, exitOnError: false },
  );
  const shown = list.run();
  return {
    onProgress: (progress) => {
      if (progress.kind === "ended") {
        started.get(progress.report.step)?.resolve();
        ends.get(progress.report.step)?.resolve(progress.report);
      } else started.get(progress.step)?.resolve();
    },
    end: async () => {
      for (const { id } of steps) {
        started.get(id)?.resolve();
        ends.get(id)?.resolve({
          step: id,
          status: "skipped",
          reason: "not run",
          detail: null,
          error_kind: null,
          seconds: 0,
          row_count: null,
        });
      }
      await shown;
    },
  };
}
