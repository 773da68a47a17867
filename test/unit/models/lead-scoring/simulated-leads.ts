import type { Column } from "../../../../functions/models/features/dataset.ts";
import type { LeadInstant } from "../../../../functions/models/lead-scoring/instants.ts";
import type { LeadData } from "../../../../functions/models/lead-scoring/sample.ts";
import type { LeadScoreSettings } from "../../../../functions/models/lead-scoring/settings.ts";
import { sigmoid } from "../../../../functions/models/numeric/log-odds.ts";
import { fromRows } from "../../../../functions/models/numeric/matrix.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";

export const settings: LeadScoreSettings = {
  horizonDays: 90,
  hotOddsRatio: 2,
  coldOddsRatio: 0.5,
  allow: [],
  costs: null,
  seed: 1,
};

const DAY = 86_400;
const SOURCES = ["google", "facebook", "newsletter", "partner"];
const SOURCE_EFFECT = [0.8, -0.8, 0, 0.4];

const column = (name: string, rest: Partial<Column> = {}): Column => ({
  name,
  feature: name,
  group: "other",
  kind: "number",
  knownAt: "history",
  ...rest,
});

export interface Simulation {
  readonly leads: number;
  readonly days: number;
  readonly intercept: number;
  /** 0 = outcomes have nothing to do with features. */
  readonly signal: number;
  readonly seed: number;
}

/** A lead's true chance to be won within 20 days of its first instant, by instant. */
export interface SimulatedLeads extends LeadData {
  readonly truth: readonly number[];
}

/**
 * Leads that arrive evenly; log odds = intercept + signal × (source + .9 z₁ − .6 z₂); won ones are won 2 to 20 days after arrival.
 * One instant, a day after arrival, and for the last 50 leads one "now".
 */
export function simulateLeads({ leads, days, intercept, signal, seed }: Simulation): SimulatedLeads {
  const random = createRandom(seed, "simulated leads");
  const instants: LeadInstant[] = [];
  const rows: number[][] = [];
  const truth: number[] = [];
  for (let i = 0; i < leads; i++) {
    const arrivedAt = ((i + random.uniform()) / leads) * days * DAY;
    const source = random.integer(SOURCES.length);
    const z = [random.normal(), random.normal(), random.normal()] as const;
    const probability = sigmoid(intercept + signal * ((SOURCE_EFFECT[source] as number) + 0.9 * z[0] - 0.6 * z[1]));
    const wonAt = random.uniform() < probability ? arrivedAt + (2 + 18 * random.uniform()) * DAY : null;
    const isOpen = i >= leads - 50;
    instants.push({
      leadId: `L${i}`,
      personId: `P${i}`,
      scoreAt: arrivedAt + DAY,
      kind: isOpen ? "now" : "after_arrival",
      ageDays: 1,
      stage: "lead",
      wonAt,
      isUnknown: false,
    });
    rows.push([source, z[0], random.uniform() < 0.1 ? Number.NaN : z[1], z[2]]);
    truth.push(probability);
  }
  const columns = [
    column("source", { kind: "category", levels: SOURCES }),
    column("engagement"),
    column("distance"),
    column("noise"),
  ];
  const y = new Float64Array(leads).fill(Number.NaN);
  const time = Float64Array.from(instants, ({ scoreAt }) => scoreAt);
  return {
    instants,
    features: { x: fromRows(rows), columns, y, time, person: Int32Array.from(instants.keys()) },
    dataEnd: days * DAY,
    firstOutcomeAt: 0,
    truth,
  };
}
