import { describe, expect, it } from "vitest";
import type { BudgetChannel } from "../../../../functions/models/budget/contract.ts";
import { planScenario } from "../../../../functions/models/budget/scenario.ts";
import { budgetSettings } from "../../../../functions/models/budget/settings.ts";
import { optimizationRows, scenarioChannelRows, scenarioRows } from "../../../../functions/models/budget/table-rows.ts";
import { logChannel } from "./curves.ts";

const options = { settings: budgetSettings.parse({}), digits: 2, withheld: null };

function held(name: string, reason: string): BudgetChannel {
  return { ...logChannel(name, "100.00", 300), held: reason };
}

function rows(channels: readonly BudgetChannel[]) {
  const plan = planScenario(channels, 1, options);
  const context = { channels, horizonStart: "2026-01-01", horizonEnd: "2026-03-31", isMoney: true };
  return {
    plan: optimizationRows(plan, context),
    scenario: scenarioRows([plan], context)[0],
    split: scenarioChannelRows([plan], context),
  };
}

describe("what a channel brings whose effect is not identified", () => {
  const free = [logChannel("a", "100.00", 400), logChannel("b", "100.00", 100)];

  it("is unknown in the plan, while the others and the gain of moving them are told", () => {
    const { plan, scenario, split } = rows([...free, held("c", "no_spend_variation")]);
    expect(plan[2]).toMatchObject({
      expected_kpi: null,
      expected_kpi_low: null,
      expected_revenue: null,
      marginal_roi: null,
    });
    expect(plan[2]).toMatchObject({ current_spend: "100.00", optimal_spend: "100", reason: "no_spend_variation" });
    expect(plan[0]?.expected_revenue).toBeGreaterThan(0);
    expect(split.map(({ expected_revenue: revenue }) => revenue === null)).toEqual([false, false, true]);
    expect(scenario).toMatchObject({ predicted_revenue: null, predicted_kpi: null, expected_roi: null });
    expect(scenario?.gain).toBeGreaterThan(0);
  });

  it("leaves no gain to speak of where no channel may move", () => {
    const { scenario } = rows([held("a", "no_better_than_naive"), held("b", "no_better_than_naive")]);
    expect(scenario).toMatchObject({ predicted_revenue: null, expected_roi: null, gain: null, gain_probability: null });
  });

  it("is known together of channels that only move together, and is nothing where nothing is spent", () => {
    const unused = { ...logChannel("d", "0.00", 300), held: "zero_channel" };
    const { plan, scenario } = rows([...free, held("c", "collinear"), unused]);
    expect(scenario?.predicted_revenue).toBeGreaterThan(0);
    expect(plan.map(({ expected_revenue: revenue }) => revenue)).toEqual([
      expect.any(Number),
      expect.any(Number),
      null,
      0,
    ]);
  });
});
