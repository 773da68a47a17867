import { AppError } from "../../lib/errors.ts";
import { fittedLogistic, type LogisticState } from "../learners/logistic.ts";
import { packArrays, unpackArrays } from "../learners/packed-arrays.ts";
import type { LeadModel } from "./model.ts";

const SCHEMA_VERSION = 1;

/** A model as plain JSON data: enough to score raw rows again, bit by bit the same. */
export function toArtifact(model: LeadModel, seed: number): unknown {
  const { columns, preparation, fitted, calibrator, baseRate } = model;
  return packArrays({
    kind: "lead_score",
    schema_version: SCHEMA_VERSION,
    columns,
    preprocessing: preparation,
    learner: fitted.toJson(),
    calibrator,
    base_rate: baseRate,
    seed,
  });
}

interface LeadArtifact {
  readonly columns: LeadModel["columns"];
  readonly preprocessing: LeadModel["preparation"];
  readonly learner: { readonly kind: string } & LogisticState;
  readonly calibrator: LeadModel["calibrator"];
  readonly base_rate: number;
}

/** The model of an artifact. Throws `data` for another kind, another schema version or a learner it does not know. */
export function fromArtifact(artifact: unknown): LeadModel {
  const data = unpackArrays(artifact) as Partial<LeadArtifact> & {
    readonly kind?: string;
    readonly schema_version?: number;
  };
  if (data.kind !== "lead_score" || data.schema_version !== SCHEMA_VERSION) {
    throw new AppError(
      `expected a lead_score artifact of schema ${SCHEMA_VERSION}, got ${data.kind} of schema ${data.schema_version}`,
      {
        kind: "data",
        fix: "train the model again with this version of the code",
      },
    );
  }
  const { columns, preprocessing, learner, calibrator, base_rate: baseRate } = data as LeadArtifact;
  if (learner.kind !== "logistic") {
    throw new AppError(`expected the learner logistic, got ${learner.kind}`, { kind: "data" });
  }
  const { intercept, coefficients, means, hessianFactor, l2 } = learner;
  return {
    columns,
    preparation: preprocessing,
    fitted: fittedLogistic({ intercept, coefficients, hessianFactor, means, l2 }),
    calibrator,
    baseRate,
  };
}
