import { describe, expect, it } from "vitest";
import { sumDecimals } from "../../../../functions/lib/money.ts";
import type { BudgetChannel } from "../../../../functions/models/budget/contract.ts";
import { planScenario } from "../../../../functions/models/budget/scenario.ts";
import { budgetSettings } from "../../../../functions/models/budget/settings.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";
import { logChannel } from "./curves.ts";

const settings = budgetSettings.parse({});
const options = { settings, digits: 2, withheld: null };
const CHANNELS = [
  logChannel("strong", "100.10", 400),
  logChannel("weak", "100.20", 100),
  logChannel("middle", "150.33", 200),
];

describe("a plan", () => {
  it("moves money from weak to strong channels, ± 30 % at most, and says which limit stopped it", () => {
    const { channels, status, gain, gainProbability } = planScenario(CHANNELS, 1, options);
    expect(status).toBe("move");
    expect(channels.map(({ channel, binding }) => [channel, binding])).toEqual([
      ["strong", "max"],
      ["weak", "min"],
      ["middle", "none"],
    ]);
    expect(gain?.value).toBeGreaterThan(0);
    expect(gainProbability).toBe(1);
  });

  it.each([
    "USD 2",
    "JPY 0",
    "KWD 3",
  ])("adds up exactly in %s at every level, inside the limits, over random plans", (currency) => {
    const digits = Number(currency.slice(4));
    const random = createRandom(3, currency);
    for (let trial = 0; trial < 40; trial++) {
      const channels = Array.from({ length: 4 }, (_, i) =>
        logChannel(`c${i}`, (200 + 800 * random.uniform()).toFixed(6), 1_000 * random.uniform()),
      );
      for (const level of settings.scenarios) {
        const plan = planScenario(channels, level, { ...options, digits });
        expect(plan.status).not.toBe("infeasible");
        expect(sumDecimals(plan.channels.map(({ spend }) => spend))).toBe(plan.totalBudget);
        for (const { spend, minSpend, maxSpend } of plan.channels) {
          expect((spend.split(".")[1] ?? "").length).toBeLessThanOrEqual(digits);
          if (plan.status === "hold") continue;
          expect(Number(spend)).toBeGreaterThanOrEqual(Number(minSpend));
          expect(Number(spend)).toBeLessThanOrEqual(Number(maxSpend));
        }
        expect(plan.optimalityGap).toBeLessThan(1e-3);
      }
    }
  });

  it("is never worse than today's split of the same total", () => {
    const random = createRandom(8, "never worse");
    for (let trial = 0; trial < 100; trial++) {
      const channels = Array.from({ length: 3 }, (_, i) =>
        logChannel(`c${i}`, (1 + 999 * random.uniform()).toFixed(2), 100 * random.uniform()),
      );
      const worth = (spend: (channel: BudgetChannel, i: number) => number): number =>
        channels.reduce((sum, channel, i) => sum + channel.objective.mean.value(spend(channel, i)), 0);
      const plan = planScenario(channels, 1, options);
      expect(worth((_, i) => Number(plan.channels[i]?.spend))).toBeGreaterThanOrEqual(
        worth(({ currentSpend }) => Number(currentSpend)) - 1e-6,
      );
    }
  });

  it("holds where the gain is not likely: draws that disagree about which channel is better", () => {
    const draws = [1, 0.1, 1, 0.1];
    const unsure = [
      logChannel("a", "100", 110, null, draws),
      logChannel(
        "b",
        "100",
        100,
        null,
        draws.map((factor) => 1.1 - factor),
      ),
    ];
    const plan = planScenario(unsure, 1, options);
    expect(plan).toMatchObject({ status: "hold", reason: "gain_uncertain", gainProbability: 0.5 });
    expect(plan.channels.map(({ spend, decision }) => [spend, decision])).toEqual([
      ["100", "hold"],
      ["100", "hold"],
    ]);
  });

  it("holds on a model that may not be followed, and still shows what it would have gained", () => {
    const plan = planScenario(CHANNELS, 1, { ...options, withheld: "no_better_than_naive" });
    expect(plan).toMatchObject({ status: "hold", reason: "no_better_than_naive" });
    expect(plan.channels.map(({ spend }) => spend)).toEqual(["100.1", "100.2", "150.33"]);
    expect(plan.gain?.value).toBeGreaterThan(0);
  });

  it("never takes money from a channel that is not identified, nor gives any to one that spends nothing", () => {
    const channels = [...CHANNELS, logChannel("unknown", "80.00", 0, "collinear"), logChannel("off", "0", 900)];
    const plan = planScenario(channels, 1.2, options);
    const of = (name: string) => plan.channels.find(({ channel }) => channel === name)?.spend;
    expect(of("unknown")).toBe("80");
    expect(of("off")).toBe("0");
  });

  it("is infeasible with the smallest relaxation named, and keeps today's split of today's total", () => {
    const plan = planScenario(CHANNELS, 1, { ...options, settings: { ...settings, max_share: 0.3 } });
    expect(plan).toMatchObject({ status: "infeasible", objective: null, gain: null });
    expect(plan.reason).toMatch(/^max_share 0\.3 must be at least 0\.33/);
    expect(plan.channels.map(({ spend }) => spend)).toEqual(["100.1", "100.2", "150.33"]);
  });

  it("marks a plan beyond 1.2 times what was ever spent as extrapolated", () => {
    expect(planScenario(CHANNELS, 1.5, options).isExtrapolated).toBe(true);
    expect(planScenario(CHANNELS, 0.9, options).isExtrapolated).toBe(false);
  });
});
