import { LIMITS, REQUIREMENTS, type Requirement } from "./requirements.ts";

export type Tier = "heuristic" | "interpretable" | "ensemble";
export type RequirementStatus = "recommended" | "met" | "unmet" | "not_recorded";

/** One requirement answered: a row of `models.data_readiness`. */
export interface ReadinessRow {
  readonly requirement: Requirement;
  /** Null = no source holds it; unknown, not 0. */
  readonly value: number | null;
  readonly status: RequirementStatus;
  /** Of the whole use case. */
  readonly tier: Tier;
  readonly confidence: "recommended" | "pilot";
}

/**
 * What the data allow, by use case. A tier is reached when every threshold of it is; `recommended` is about trust, not permission: it
 * holds only if every recommendation does, else the use case is a `pilot`. What no source holds counts as unmet.
 * A requirement is `recommended` at its recommended value (or its highest threshold), `met` from its lowest threshold on.
 * @param measures counts by name; absent or null = not recorded
 */
export function assessReadiness(measures: ReadonlyMap<string, number | null>): readonly ReadinessRow[] {
  const answers = [
    ...REQUIREMENTS.map((requirement) => ({ requirement, isLimit: false })),
    ...LIMITS.map((requirement) => ({ requirement, isLimit: true })),
  ].map(({ requirement, isLimit }) => {
    const value = requirement.measure === null ? null : (measures.get(requirement.measure) ?? null);
    return { requirement, value, holds: (level: number | null) => reaches(value, level, isLimit) };
  });
  return answers.map(({ requirement, value, holds }) => {
    const ofUseCase = answers.filter((other) => other.requirement.useCase === requirement.useCase);
    const reachesAll = (level: (of: Requirement) => number | null): boolean =>
      ofUseCase.every((other) => other.holds(level(other.requirement)));
    const asksForModel = ofUseCase.some((other) => other.requirement.interpretableFrom !== null);
    const isInterpretable = asksForModel && reachesAll((of) => of.interpretableFrom);
    const asksForEnsemble = ofUseCase.some((other) => other.requirement.ensembleFrom !== null);
    const isEnsemble = isInterpretable && asksForEnsemble && reachesAll((of) => of.ensembleFrom);
    return {
      requirement,
      value,
      status: statusOf(requirement, value, holds),
      tier: isEnsemble ? "ensemble" : isInterpretable ? "interpretable" : "heuristic",
      confidence: reachesAll((of) => of.recommended) ? "recommended" : "pilot",
    };
  });
}

function reaches(value: number | null, level: number | null, isLimit: boolean): boolean {
  if (level === null) return true;
  return value !== null && (isLimit ? value <= level : value >= level);
}

function statusOf(
  requirement: Requirement,
  value: number | null,
  holds: (level: number | null) => boolean,
): RequirementStatus {
  if (value === null) return "not_recorded";
  const { interpretableFrom, ensembleFrom, recommended } = requirement;
  if (holds(recommended ?? ensembleFrom ?? interpretableFrom)) return "recommended";
  return holds(interpretableFrom ?? ensembleFrom ?? recommended) ? "met" : "unmet";
}
