import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import type { Step } from "../../../functions/nightly/graph.ts";
import { type StepInput, stepInputSha256 } from "../../../functions/nightly/step-input.ts";

const step: Step = {
  id: "lead_scores",
  group: "model",
  needs: ["readiness"],
  after: [],
  settings: ["models.lead_score", "models.absent"],
  readsLoads: false,
  always: false,
  limitMin: 1,
  retry: 1,
};

const input: StepInput = {
  step,
  codeVersion: "0.1.0+00000000",
  settings: defaultSettings,
  asOf: "2026-02-09",
  outputs: { readiness: "x" },
  sourcesSha256: "l1",
};

const base = stepInputSha256(input);

describe("the input hash of a step", () => {
  it("is the same for the same input, whatever the order of keys", () => {
    const { models, ...rest } = defaultSettings;
    const { lead_score: leadScore, ...others } = models;
    const reordered = { models: { ...others, lead_score: { ...leadScore } }, ...rest };
    expect(stepInputSha256({ ...input, settings: reordered })).toBe(base);
  });

  it.each([
    ["code", { codeVersion: "0.1.0+11111111" }],
    ["day of the data", { asOf: "2026-02-08" }],
    ["output of a step it needs", { outputs: { readiness: "y" } }],
    ["missing output of a step it needs", { outputs: { readiness: null } }],
  ])("changes with the %s", (_what, change) => {
    expect(stepInputSha256({ ...input, ...change })).not.toBe(base);
  });

  it("changes with a setting it reads, not with another", () => {
    const { models } = defaultSettings;
    const own = { ...models, lead_score: { ...models.lead_score, seed: 2 } };
    expect(stepInputSha256({ ...input, settings: { ...defaultSettings, models: own } })).not.toBe(base);
    expect(stepInputSha256({ ...input, settings: { ...defaultSettings, reporting_currency: "EUR" } })).toBe(base);
  });

  it("changes with what imports published only where the step reads it", () => {
    expect(stepInputSha256({ ...input, sourcesSha256: "l2" })).toBe(base);
    const reading = { ...input, step: { ...step, readsLoads: true } };
    expect(stepInputSha256({ ...reading, sourcesSha256: "l2" })).not.toBe(stepInputSha256(reading));
  });
});
