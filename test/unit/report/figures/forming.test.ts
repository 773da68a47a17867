import { describe, expect, it } from "vitest";
import type { Cube } from "../../../../functions/report/data/report-data.ts";
import { cardFigure } from "../../../../functions/report/figures/card-figure.ts";
import { timeFigure } from "../../../../functions/report/figures/time-figure.ts";
import type { Chart } from "../../../../functions/report/manifest/chart.ts";
import { manifest } from "../../../../functions/report/manifest.ts";

const FILTER = { from: "2026-05-03", to: "2026-05-04", channel: null, currency: "EUR", compare: true } as const;

/** Four days of one channel: the leads of the last two have hardly been won yet. */
function cube(won: readonly (number | null)[]): Cube {
  return {
    firstDay: "2026-05-01",
    lastDay: "2026-05-04",
    channels: ["paid_search"],
    mergedChannels: [],
    currencies: ["EUR"],
    day: [0, 1, 2, 3],
    channel: [0, 0, 0, 0],
    currency: [0, 0, 0, 0],
    columns: {
      spend: [100, 100, 150, 150],
      revenue: [400, 600, 50, 0],
      roas_revenue: "revenue",
      roas_spend: "spend",
      leads: [4, 4, 5, 5],
      won_deals: won,
      new_customers: "won_deals",
    },
    provisionalFrom: null,
  };
}

function chart(id: string): Chart {
  const found = manifest.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`expected a chart ${id}, got none`);
  return found;
}

function card(won: readonly (number | null)[], title: string) {
  const { cards = [], notes } = cardFigure(chart("overview_kpis"), cube(won), FILTER);
  return { delta: cards.find((each) => each.title === title)?.delta, notes };
}

describe("figures that recent leads still change", () => {
  it.each([
    "Revenue",
    "ROAS",
    "Cost per new customer",
  ])("never call %s better or worse where deals are won", (title) => {
    expect(card([1, 2, 1, 0], title).delta).toMatchObject({
      share: null,
      missing: "not compared: leads of this range are still open",
    });
  });

  it("compare spend and leads all the same, and say why the others are not", () => {
    expect(card([1, 2, 1, 0], "Spend").delta?.share).toBe(0.5);
    expect(card([1, 2, 1, 0], "Leads").delta?.share).toBe(0.25);
    expect(card([1, 2, 1, 0], "Leads").notes).toContain(
      "A deal counts on the day its lead arrived: leads of recent days are still open, so revenue and ROAS still rise and cost per new customer still falls.",
    );
  });

  it.each([
    ["no CRM tells of deals", [null, null, null, null]],
    ["no deal was ever won", [0, 0, 0, 0]],
  ])("compare revenue where %s: then it is the revenue of the day itself", (_case, won) => {
    expect(card(won, "Revenue").delta?.share).toBe(-0.95);
    expect(card(won, "Revenue").notes.join(" ")).not.toContain("still open");
  });

  it("draw no earlier revenue beside that of recent leads, and let no sentence say that it fell", () => {
    const { plot, summary, notes } = timeFigure(chart("overview_spend_revenue"), cube([1, 2, 1, 0]), FILTER);
    const names = plot?.kind === "time" ? plot.panels.flatMap(({ series }) => series.map(({ name }) => name)) : [];
    expect(names).toEqual(["Spend", "Spend, range before", "Revenue"]);
    expect(summary).toContain("Spend rose 50.0 % to 300.00 EUR");
    expect(summary).toContain("Revenue was 50.00 EUR");
    expect(notes.join(" ")).toContain("revenue still rises");
  });
});
