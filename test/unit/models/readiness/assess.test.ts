import { describe, expect, it } from "vitest";
import { assessReadiness, type ReadinessRow } from "../../../../functions/models/readiness/assess.ts";

function of(useCase: string, measures: Readonly<Record<string, number | null>>): readonly ReadinessRow[] {
  return assessReadiness(new Map(Object.entries(measures))).filter(
    ({ requirement }) => requirement.useCase === useCase,
  );
}

const rich = {
  leads_with_outcome: 12_000,
  rarer_outcome_leads: 3_000,
  lead_features: 8,
  lead_months: 14,
  won_share: 0.25,
};

describe("readiness", () => {
  it("reaches a tier when every threshold of it is met, and no further", () => {
    const tier = (changes: Record<string, number>) => of("lead_scoring", { ...rich, ...changes })[0]?.tier;
    expect(tier({})).toBe("ensemble");
    expect(tier({ leads_with_outcome: 1_999 })).toBe("interpretable");
    expect(tier({ rarer_outcome_leads: 199 })).toBe("interpretable");
    expect(tier({ leads_with_outcome: 500, rarer_outcome_leads: 50 })).toBe("interpretable");
    expect(tier({ leads_with_outcome: 499 })).toBe("heuristic");
    expect(tier({ rarer_outcome_leads: 49 })).toBe("heuristic");
    expect(tier({ lead_features: 2 })).toBe("heuristic");
  });

  it("recommends only where everything recommended holds, and else calls it a pilot that may still run", () => {
    expect(of("lead_scoring", rich)[0]?.confidence).toBe("recommended");
    const short = of("lead_scoring", { ...rich, lead_months: 11 });
    expect(short[0]).toMatchObject({ confidence: "pilot", tier: "ensemble" });
    expect(short.find(({ requirement }) => requirement.requirement === "history")?.status).toBe("unmet");
  });

  it("says what is strong as well as what is missing, and calls unknown not recorded, never 0", () => {
    const rows = of("lead_scoring", { ...rich, leads_with_outcome: 700, won_share: null });
    const status = new Map(rows.map((row) => [row.requirement.requirement, row.status]));
    expect(status.get("leads with a known outcome")).toBe("met");
    expect(status.get("history")).toBe("recommended");
    expect(status.get("share won")).toBe("not_recorded");
    expect(rows.find(({ requirement }) => requirement.requirement === "share won")?.value).toBeNull();
  });

  it("takes a share that should be small as good when it is small", () => {
    const status = (share: number) =>
      of("data", { unmapped_share: share }).find(({ requirement }) =>
        requirement.requirement.includes("unknown status"),
      )?.status;
    expect(status(0.05)).toBe("recommended");
    expect(status(0.3)).toBe("unmet");
  });

  it("without any data names every use case, all heuristic, all pilot", () => {
    const rows = assessReadiness(new Map());
    expect(new Set(rows.map(({ requirement }) => requirement.useCase))).toEqual(
      new Set([
        "lead_scoring",
        "campaign_performance",
        "creative",
        "budget",
        "lifecycle",
        "forecasting",
        "segments",
        "engagement",
        "session_conversion",
        "clv",
        "data",
      ]),
    );
    expect(
      rows.every(
        ({ tier, confidence, status }) => tier === "heuristic" && confidence === "pilot" && status === "not_recorded",
      ),
    ).toBe(true);
  });
});
