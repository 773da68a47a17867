import { createHash } from "node:crypto";
import { canonicalJson } from "../lib/canonical-json.ts";
import type { Row, TableName, Value } from "../warehouse/warehouse.ts";
import type { JobContext, StepRun } from "./job.ts";

export interface ModelRunSpec {
  /** `lead_score`, `mmm`, `budget` … */
  readonly model: string;
  /** The model's settings: their hash is part of the version. */
  readonly settings: unknown;
  readonly seed: number;
  /** First and last day of the data the run reads, `2026-01-31`; null while unknown. */
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
}

export interface ModelMetric {
  readonly key: string;
  readonly value: number;
  readonly step?: number;
  readonly split?: string;
}

export interface ModelOutcome {
  readonly status: "done" | "refused" | "failed";
  readonly estimator?: string;
  /** A reason constant, with `detail` the sentence that has the numbers. */
  readonly reason?: string;
  readonly detail?: string;
}

export interface ModelRun {
  readonly runId: string;
  readonly modelVersion: string;
  /** Appends rows to a table of `models`; columns of the run that the row leaves out are filled in. */
  write(table: TableName, rows: readonly Row[]): Promise<void>;
  metrics(metrics: readonly ModelMetric[]): Promise<void>;
  /** Writes the closing row of `models.runs`: from then on reporting reads this run, if it is done. */
  close(outcome: ModelOutcome): Promise<void>;
}

/**
 * Opens a run of a model in `models.runs`. The run id is `<model>:<UTC day>:<attempt>`, the version
 * `<code version>-<8 hex of the settings>`. Every write has a load id made of both and the table, so a repeated
 * write changes nothing, and reports read a run only once its closing row says done.
 */
export async function openModelRun(context: JobContext, step: StepRun, spec: ModelRunSpec): Promise<ModelRun> {
  const { warehouse, clock } = context;
  const paramsJson = canonicalJson(spec.settings);
  const modelVersion = `${context.codeVersion}-${createHash("sha256").update(paramsJson).digest("hex").slice(0, 8)}`;
  const runId = `${spec.model}:${step.logicalDate}:${step.attempt}`;
  const startedAt = clock.now().toISOString();
  const shared: Row = {
    run_id: runId,
    model: spec.model,
    model_version: modelVersion,
    window_start: spec.windowStart,
    window_end: spec.windowEnd,
  };
  let writes = 0;
  const write = async (table: TableName, rows: readonly Row[]): Promise<void> => {
    writes += 1;
    const columns = (await warehouse.describe(table))?.map(({ name }) => name) ?? [];
    const common = Object.fromEntries(Object.entries(shared).filter(([name]) => columns.includes(name)));
    await warehouse.load(table, each(rows, common), { kind: "append", loadId: `${runId}/${table}/${writes}` });
  };
  const state = (status: string, rest: Record<string, Value>): Row => ({
    status,
    started_at: startedAt,
    code_version: context.codeVersion,
    seed: spec.seed,
    as_of: step.asOf,
    params_json: paramsJson,
    ...rest,
  });
  await write("models.runs", [state("running", {})]);
  return {
    runId,
    modelVersion,
    write,
    metrics: (metrics) =>
      write(
        "models.run_metrics",
        metrics.map(({ key, value, step: index, split }) => ({
          key,
          value,
          step: index ?? null,
          split: split ?? null,
        })),
      ),
    close: async ({ status, estimator, reason, detail }) => {
      await context.checkpoint(`${step.step}: model fitted`);
      await write("models.runs", [
        state(status, {
          estimator: estimator ?? null,
          reason: reason ?? null,
          detail: detail ?? null,
          ended_at: clock.now().toISOString(),
        }),
      ]);
      await context.checkpoint(`${step.step}: version written`);
    },
  };
}

async function* each(rows: readonly Row[], common: Row): AsyncGenerator<Row> {
  for (const row of rows) yield { ...common, ...row };
}
