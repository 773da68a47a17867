import { describe, expect, it } from "vitest";
import { datasetColumns, datasetRows } from "../../../../functions/models/features/dataset.ts";
import { fromArtifact, toArtifact } from "../../../../functions/models/lead-scoring/artifact.ts";
import { deciles, likelihoodBand } from "../../../../functions/models/lead-scoring/bands.ts";
import { dealValues } from "../../../../functions/models/lead-scoring/deal-value.ts";
import type { LeadInstant } from "../../../../functions/models/lead-scoring/instants.ts";
import { outcomeMeasures } from "../../../../functions/models/lead-scoring/known-outcomes.ts";
import { labelInstants } from "../../../../functions/models/lead-scoring/labels.ts";
import { buildFeatures } from "../../../../functions/models/lead-scoring/lead-data.ts";
import { estimates, rawScores } from "../../../../functions/models/lead-scoring/model.ts";
import { reasonsOf } from "../../../../functions/models/lead-scoring/reasons.ts";
import { featureRow } from "../../../../functions/models/lead-scoring/rows.ts";
import { splitSample } from "../../../../functions/models/lead-scoring/sample.ts";
import { trainLeadScore } from "../../../../functions/models/lead-scoring/train.ts";
import { columnOf } from "../../../../functions/models/numeric/matrix.ts";
import { isRefusal } from "../../../../functions/models/readiness/refusal.ts";
import { settings, simulateLeads } from "./simulated-leads.ts";

const DAY = 86_400;

function instant(changes: Partial<LeadInstant>): LeadInstant {
  return {
    leadId: "L",
    personId: "P",
    scoreAt: 10 * DAY,
    kind: "after_arrival",
    ageDays: 1,
    stage: "lead",
    wonAt: null,
    isUnknown: false,
    ...changes,
  };
}

describe("labels", () => {
  const rules = { horizonDays: 30, dataEnd: 60 * DAY, firstOutcomeAt: 5 * DAY };
  const label = (changes: Partial<LeadInstant>): number => labelInstants([instant(changes)], rules).y[0] as number;

  it("are 1 for won within (score_at, score_at + horizon], both ends as written", () => {
    expect(label({ wonAt: 10 * DAY })).toBe(0);
    expect(label({ wonAt: 10 * DAY + 1 })).toBe(1);
    expect(label({ wonAt: 40 * DAY })).toBe(1);
    expect(label({ wonAt: 40 * DAY + 1 })).toBe(0);
    expect(label({})).toBe(0);
  });

  it("are not given while the window is open, before the first outcome on record, for UNKNOWN, or to open leads", () => {
    expect(label({ scoreAt: 30 * DAY })).toBe(0);
    expect(label({ scoreAt: 30 * DAY + 1, wonAt: 31 * DAY })).toBeNaN();
    expect(label({ scoreAt: 5 * DAY - 1 })).toBeNaN();
    expect(label({ isUnknown: true })).toBeNaN();
    expect(label({ kind: "now" })).toBeNaN();
    const counted = labelInstants(
      [instant({ isUnknown: true }), instant({ scoreAt: 4 * DAY }), instant({ scoreAt: 59 * DAY })],
      rules,
    );
    expect(counted).toMatchObject({ unknown: 1, beforeFirstOutcome: 1, windowStillOpen: 1 });
  });

  it("count leads, not instants, and nothing where no outcome was ever recorded", () => {
    const instants = [
      instant({ wonAt: 35 * DAY }),
      instant({ scoreAt: 16 * DAY, wonAt: 35 * DAY }),
      instant({ leadId: "M" }),
    ];
    const history = { instants, dataEnd: 200 * DAY, firstOutcomeAt: 0 };
    expect(new Map(outcomeMeasures(history, 30))).toEqual(
      new Map([
        ["leads_with_outcome", 2],
        ["rarer_outcome_leads", 1],
        ["won_share", 0.5],
      ]),
    );
    expect(outcomeMeasures({ ...history, firstOutcomeAt: null }, 30)).toEqual([]);
  });
});

describe("bands and deciles", () => {
  it("call a lead Hot from twice the base odds on: at a base rate of 10 % from 18.2 %", () => {
    const band = (probability: number) => likelihoodBand(probability, 0.1, 2, 0.5);
    expect([band(0.19), band(0.18), band(0.1), band(0.053), band(0.052)]).toEqual([
      "Hot",
      "Warm",
      "Warm",
      "Warm",
      "Cold",
    ]);
    expect(band(1)).toBe("Hot");
  });

  it("give the best tenth decile 1, and equal scores one decile", () => {
    expect(deciles(Float64Array.from({ length: 20 }, (_, i) => i)).slice(-3)).toEqual([2, 1, 1]);
    expect(new Set(deciles(new Float64Array(50)))).toEqual(new Set([1]));
  });
});

describe("reasons", () => {
  it("are the three strongest for and the two strongest against, without zeros", () => {
    const parts = {
      base: 0,
      byFeature: new Map([
        ["a", 0.1],
        ["b", 0.4],
        ["c", -0.3],
        ["d", 0.2],
        ["e", 0.3],
        ["f", -0.1],
        ["g", -0.2],
        ["h", 0],
      ]),
    };
    expect(
      reasonsOf(parts, (feature) => feature.toUpperCase()).map(({ value, log_odds }) => [value, log_odds]),
    ).toEqual([
      ["B", 0.4],
      ["E", 0.3],
      ["D", 0.2],
      ["C", -0.3],
      ["G", -0.2],
    ]);
  });
});

describe("the value of a deal", () => {
  it("is the project's mean shrunk towards all: (300 + 10 × 250) / 12", () => {
    const value = dealValues([
      { project: "A", currency_code: "EUR", won_leads: 2, won_value: 300 },
      { project: "B", currency_code: "EUR", won_leads: 8, won_value: 2_200 },
    ]);
    expect(value("A")).toEqual({ value: (300 + 2_500) / 12, currencyCode: "EUR" });
    expect(value("new")).toEqual({ value: 250, currencyCode: "EUR" });
  });

  it("is unknown where nothing was won, and never mixes currencies", () => {
    expect(dealValues([])("A")).toBeNull();
    const mixed = dealValues([
      { project: "A", currency_code: "EUR", won_leads: 1, won_value: 100 },
      { project: "A", currency_code: "USD", won_leads: 1, won_value: 100 },
      { project: "B", currency_code: "EUR", won_leads: 1, won_value: 300 },
    ]);
    expect(mixed("A")).toBeNull();
    expect(mixed("new")).toBeNull();
    expect(mixed("B")?.currencyCode).toBe("EUR");
  });
});

describe("features of instants", () => {
  const instants = [instant({}), instant({ leadId: "M", personId: "P" }), instant({ leadId: "N", personId: "Q" })];
  const row = (lead_id: string, rest: object) =>
    featureRow.parse({ lead_id, score_at: "1970-01-11T00:00:00Z", ...rest });
  const data = buildFeatures(instants, [
    row("L", {
      source: "google",
      arrival_hour: 9,
      other_facts: [{ fact: "calls", value_number: 2, value_text: null }],
    }),
    row("M", {
      source: "ads",
      arrival_hour: null,
      other_facts: [{ fact: "calls", value_number: null, value_text: "many" }],
    }),
  ]);

  it("stand in the instants' order, with sorted levels, missing where nothing is known", () => {
    const at = (feature: string) => data.columns.findIndex((column) => column.feature === feature);
    expect(data.columns.map(({ feature }) => feature)).toEqual(["source", "arrival_hour", "calls"]);
    expect(data.columns[at("source")]?.levels).toEqual(["ads", "google"]);
    expect([...columnOf(data.x, at("source"))]).toEqual([1, 0, Number.NaN]);
    expect([...columnOf(data.x, at("arrival_hour"))]).toEqual([9, Number.NaN, Number.NaN]);
  });

  it("take a file's fact as a category as soon as one value is text, and one code per person", () => {
    expect(data.columns.at(-1)).toMatchObject({ feature: "calls", kind: "category", levels: ["2", "many"] });
    expect([...data.person]).toEqual([0, 0, 1]);
  });
});

describe("the artifact", () => {
  it("scores bit by bit as the model it was made from, and refuses another version", () => {
    const leads = simulateLeads({ leads: 1_500, days: 400, intercept: -1, signal: 1.5, seed: 2 });
    const sample = splitSample(leads, 30);
    if (isRefusal(sample)) throw new Error(sample.detail);
    const training = trainLeadScore(sample, new Float64Array(sample.rows.length).fill(Number.NaN), settings);
    const model = training.candidate?.model;
    if (!model) throw new Error("no model");
    const text = JSON.stringify(toArtifact(model, 1));
    const restored = fromArtifact(JSON.parse(text));
    const { x } = datasetColumns(datasetRows(leads.features, [1, 500, 1_499]), training.usable);
    expect(rawScores(restored, x)).toEqual(rawScores(model, x));
    expect(estimates(restored, x)).toEqual(estimates(model, x));
    expect(toArtifact(restored, 1)).toEqual(JSON.parse(text));
    expect(() => fromArtifact({ ...JSON.parse(text), schema_version: 2 })).toThrow(/schema 1/);
  });
});
