import { describe, expect, it } from "vitest";
import { fitClassic } from "../../../../functions/models/mmm/classic.ts";
import type { MmmInputRow } from "../../../../functions/models/mmm/contract.ts";
import { buildPanel } from "../../../../functions/models/mmm/panel.ts";
import { mmmSettings } from "../../../../functions/models/mmm/settings.ts";
import { isRefusal } from "../../../../functions/models/readiness/refusal.ts";
import { fitRows } from "./fit-rows.ts";
import { simulate } from "./simulated-panel.ts";

const CHANNELS = [
  { name: "search", decay: 0.5, weight: 300 },
  { name: "brand tv", decay: 0.7, weight: 200 },
] as const;

function reasonOf(rows: readonly MmmInputRow[]): string {
  const panel = buildPanel(rows);
  if (isRefusal(panel)) return panel.reason;
  const model = fitClassic(panel, mmmSettings.parse({}));
  return isRefusal(model) ? model.reason : "fitted";
}

describe("a fitted model", () => {
  const { rows, contributions } = simulate({ channels: CHANNELS, days: 300, noise: 20, seed: 1 });
  const model = fitRows(rows);

  it("finds what each channel caused within 10 %, inside its interval", () => {
    for (const channel of model.channels) {
      const truth = contributions[channel.channel] as number;
      expect(Math.abs((channel.contribution.value as number) / truth - 1)).toBeLessThan(0.1);
      expect(channel.contribution.low).toBeLessThan(truth);
      expect(channel.contribution.high).toBeGreaterThan(truth);
    }
  });

  it("gives back a world without noise to a thousandth", () => {
    const clean = simulate({ channels: CHANNELS, days: 120, noise: 0, seed: 4 });
    const { channels } = fitRows(clean.rows);
    for (const channel of channels)
      expect((channel.contribution.value as number) / (clean.contributions[channel.channel] as number)).toBeCloseTo(
        1,
        2,
      );
  });

  it("adds up: components to the prediction, periods to the channel, roi times spend to the value", () => {
    model.predicted.forEach((value, t) => {
      const total = model.components.reduce((sum, { values }) => sum + (values[t] as number), 0);
      expect(Math.abs(total - value)).toBeLessThanOrEqual(1e-9);
    });
    for (const channel of model.channels) {
      const component = model.components.find(({ name, kind }) => kind === "media" && name === channel.channel);
      const periods = component?.values.reduce((a, b) => a + b, 0) as number;
      expect(channel.contribution.value).toBeCloseTo(periods, 6);
      expect((channel.roi?.value as number) * Number(channel.spend)).toBeCloseTo(
        channel.contributionValue as number,
        6,
      );
    }
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
    expect(sum(model.predicted)).toBeCloseTo(sum(model.panel.kpi), 4);
  });

  it("never credits more than the whole KPI to media", () => {
    const noBase = simulate({ channels: CHANNELS, days: 200, noise: 30, seed: 2, base: 0 });
    const { channels, panel } = fitRows(noBase.rows, { saturation_scale: 0.01 });
    const total = channels.reduce((sum, { contribution }) => sum + (contribution.value ?? 0), 0);
    expect(total).toBeLessThanOrEqual(panel.kpi.reduce((a, b) => a + b, 0) * (1 + 1e-6));
  });

  it("gives the same numbers for the same seed, and others for another", () => {
    const again = fitRows(rows);
    expect(JSON.stringify(again.channels)).toBe(JSON.stringify(model.channels));
    expect(fitRows(rows, { seed: 2 }).channels[0]?.contribution.low).not.toBe(model.channels[0]?.contribution.low);
  });

  it("does not depend on the order of rows or the unit of money", () => {
    const inCents = rows.map((row) =>
      row.series_kind === "media"
        ? { ...row, value: (row.value as number) * 100, spend: String(Math.round(Number(row.spend) * 100)) }
        : row,
    );
    const other = fitRows(inCents.toReversed());
    other.channels.forEach(({ contribution }, i) => {
      expect((contribution.value as number) / (model.channels[i]?.contribution.value as number)).toBeCloseTo(1, 6);
    });
  });

  it("forecasts better than last week and than the calendar", () => {
    expect(model.adviceWithheld).toBeNull();
    expect(model.performance.map(({ split }) => split)).toEqual([
      "train",
      "test",
      "fold_1",
      "fold_2",
      "fold_3",
      "fold_4",
      "fold_5",
      "all",
    ]);
  });

  it("withholds advice in most worlds where spend has nothing to do with the KPI", () => {
    const silent = CHANNELS.map((one) => ({ ...one, weight: 0 }));
    const withheld = Array.from({ length: 20 }, (_, seed) =>
      fitRows(simulate({ channels: silent, days: 200, noise: 100, seed }).rows),
    ).filter(({ adviceWithheld }) => adviceWithheld?.reason === "no_better_than_naive");
    expect(withheld.length).toBeGreaterThanOrEqual(14);
    for (const { channels, panel } of withheld)
      for (const channel of channels)
        expect(channel).toMatchObject({
          contribution: { value: null, low: 0, high: panel.kpi.reduce((sum, value) => sum + value, 0) },
          roi: null,
          marginalRoi: null,
          identification: "not_identified",
          reason: "no_better_than_naive",
        });
  });
});

describe("channels that the data cannot tell apart", () => {
  const { rows } = simulate({ channels: CHANNELS, days: 150, noise: 20, seed: 3 });
  const search = rows.filter(({ series, series_kind }) => series_kind === "media" && series === "search");

  it("a channel with constant spend is not identified: no estimate, a range from none to the whole baseline", () => {
    const constant = search.map((row) => ({ ...row, series: "rent", value: 50, spend: "50" }));
    const { channels, baseline } = fitRows([...rows, ...constant]);
    const rent = channels.find(({ channel }) => channel === "rent");
    expect(rent).toMatchObject({ identification: "not_identified", reason: "no_spend_variation", roi: null });
    expect(rent?.contribution).toEqual({ value: null, low: 0, high: baseline.reduce((a, b) => a + b, 0) });
  });

  it("a channel without spend contributed nothing and has no roi", () => {
    const none = search.map((row) => ({ ...row, series: "off", value: 0, spend: "0" }));
    const off = fitRows([...rows, ...none]).channels.find(({ channel }) => channel === "off");
    expect(off).toMatchObject({ reason: "zero_channel", roi: null, spend: "0" });
    expect(off?.contribution.value).toBe(0);
  });

  it("two equal channels are not identified and their intervals reach from none to all", () => {
    const twin = search.map((row) => ({ ...row, series: "twin" }));
    const { channels } = fitRows([...rows, ...twin]);
    const pair = channels.filter(({ channel }) => channel === "search" || channel === "twin");
    const both = pair.reduce((sum, { contribution }) => sum + (contribution.value ?? 0), 0);
    for (const one of pair) {
      expect(one).toMatchObject({ identification: "not_identified", reason: "collinear" });
      expect(one.contribution.low).toBe(0);
      expect(one.contribution.high).toBeGreaterThanOrEqual(both);
    }
  });

  it("lasso names what it dropped", () => {
    const noise = simulate({
      channels: [...CHANNELS, { name: "nothing", decay: 0.5, weight: 0 }],
      days: 200,
      noise: 60,
      seed: 12,
    });
    const reasons = fitRows(noise.rows, { model_type: "lasso", alpha_rule: "one_standard_error" }).channels.map(
      ({ reason }) => reason,
    );
    expect(reasons).toContain("dropped_by_penalty");
  });
});

describe("refusals", () => {
  const { rows } = simulate({ channels: CHANNELS, days: 120, noise: 20, seed: 5 });
  const isKpi = (row: MmmInputRow): boolean => row.series_kind === "kpi";
  const firstKpi = rows.find(isKpi) as MmmInputRow;

  it.each<[string, readonly MmmInputRow[]]>([
    ["unknown_series_kind", rows.map((row) => (row === firstKpi ? { ...row, series_kind: "sales" } : row))],
    ["no_input", []],
    ["too_few_periods", simulate({ channels: CHANNELS, days: 30, noise: 20, seed: 5 }).rows],
    ["kpi_missing", rows.filter((row) => !(isKpi(row) && row.period_start === "2025-02-01"))],
    ["kpi_constant", rows.map((row) => (isKpi(row) ? { ...row, value: 7 } : row))],
    ["not_finite", rows.map((row) => (row === firstKpi ? { ...row, value: Number.NaN } : row))],
    ["negative_spend", rows.map((row) => (row.series_kind === "media" ? { ...row, spend: "-1" } : row))],
    ["duplicate_key", [...rows, firstKpi]],
    [
      "mixed_currency",
      rows.map((row, i) => (row.series_kind === "media" && i > 100 ? { ...row, currency_code: "USD" } : row)),
    ],
    ["several_geos", rows.map((row, i) => (i > 100 ? { ...row, geo: "DE" } : row))],
    [
      "leakage",
      [
        ...rows,
        ...rows.filter(isKpi).map(
          (row): MmmInputRow => ({
            ...row,
            series_kind: "control",
            series: "orders",
            value: 2 * (row.value as number),
          }),
        ),
      ],
    ],
    [
      "no_identified_channel",
      rows.map((row) => (row.series_kind === "media" ? { ...row, value: 10, spend: "10" } : row)),
    ],
    ["irregular_periods", rows.filter((row) => isKpi(row) && Number(row.period_start.slice(8)) % 3 === 0)],
    [
      "too_few_rows_per_effect",
      Array.from({ length: 30 }, (_, c) => c).flatMap((c) =>
        simulate({ channels: [{ name: `c${c}`, decay: 0.5, weight: 10 }], days: 100, noise: 1, seed: c }).rows.filter(
          (row) => c === 0 || row.series_kind === "media",
        ),
      ),
    ],
  ])("%s", (reason, input) => {
    expect(reasonOf(input)).toBe(reason);
  });

  it("a missing media row counts as no spend and is counted", () => {
    const panel = buildPanel(rows.filter((row) => !(row.series === "search" && row.period_start === "2025-02-01")));
    expect(panel).toMatchObject({ missingMediaRows: 1 });
  });

  it("periods that may still be restated are not fitted, their spend is kept for the plan", () => {
    const until = (row: MmmInputRow): MmmInputRow =>
      isKpi(row) && row.period_start >= "2025-04-20" ? { ...row, is_final: false } : row;
    const panel = buildPanel(rows.map(until));
    if (isRefusal(panel)) throw new Error(panel.reason);
    expect(panel.periods.at(-1)).toBe("2025-04-19");
    expect(panel.channels[0]?.recent.media).toHaveLength(120 - panel.periods.length);
  });
});
