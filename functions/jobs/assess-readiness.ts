import { z } from "zod";
import { outcomeMeasures } from "../models/lead-scoring/known-outcomes.ts";
import { toInstants } from "../models/lead-scoring/lead-data.ts";
import { instantRow, outcomesRow } from "../models/lead-scoring/rows.ts";
import { assessReadiness as assess } from "../models/readiness/assess.ts";
import type { Job } from "./job.ts";
import { openModelRun } from "./model-run.ts";
import { readRows } from "./read-rows.ts";

const MODEL = "readiness";
const measureRow = z.object({ measure: z.string(), value: z.number().nullable() });

/** Writes what the data allow per use case, what is there, and what a person could do to get further. */
export const assessReadiness: Job = async (context, run) => {
  const { warehouse, settings } = context;
  const [outcomes] = await readRows(warehouse, "marts.int_lead_outcomes", outcomesRow, ["leads"]);
  const instants = toInstants(
    await readRows(warehouse, "marts.int_lead_instants", instantRow, ["lead_id", "score_at", "kind"]),
  );
  const counts = [
    ...(await readRows(warehouse, "marts.int_readiness_campaigns", measureRow, ["measure"])),
    ...(await readRows(warehouse, "marts.int_readiness_people", measureRow, ["measure"])),
  ];
  const measures = new Map(counts.map(({ measure, value }) => [measure, value]));
  if (outcomes !== undefined && outcomes.data_end !== null && instants.length > 0) {
    const known = { instants, dataEnd: outcomes.data_end, firstOutcomeAt: outcomes.first_outcome_at };
    for (const [measure, value] of outcomeMeasures(known, settings.models.lead_score.horizon_days))
      measures.set(measure, value);
  }
  const rows = assess(measures).map(({ requirement, value, status, tier, confidence }) => ({
    use_case: requirement.useCase,
    requirement: requirement.requirement,
    value,
    unit: requirement.unit,
    interpretable_from: requirement.interpretableFrom,
    ensemble_from: requirement.ensembleFrom,
    recommended: requirement.recommended,
    requirement_status: status,
    tier,
    confidence,
    priority: status === "recommended" ? null : requirement.priority,
    advice: status === "recommended" ? null : requirement.advice,
    estimator: "counts",
    status: "done",
    reason: null,
  }));
  const modelRun = await openModelRun(context, run, {
    model: MODEL,
    settings: {},
    seed: 0,
    windowStart: null,
    windowEnd: run.asOf,
  });
  await modelRun.write("models.data_readiness", rows);
  await modelRun.close({ status: "done", estimator: "counts" });
  return { status: "done", rowCount: rows.length };
};
