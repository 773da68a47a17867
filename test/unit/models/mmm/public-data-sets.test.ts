import { describe, expect, it } from "vitest";
import { regressionMetrics } from "../../../../functions/models/evaluation/regression-metrics.ts";
import type { ClassicModel } from "../../../../functions/models/mmm/classic.ts";
import type { MmmInputRow } from "../../../../functions/models/mmm/contract.ts";
import { leastSquares, qr } from "../../../../functions/models/numeric/qr.ts";
import { hasDataSets, readCsv } from "../data-sets.ts";
import { fitRows } from "./fit-rows.ts";
import { EMPTY_ROW } from "./simulated-panel.ts";

const ISL = "isl_advertising/Advertising.csv";
const EXAMPLE = "pymc_mmm/mmm_example.csv";
const SMALL = "mmm-param-recovery-small/small_business_data.csv";

interface Columns {
  readonly date: (row: Record<string, string>) => string;
  readonly media: readonly string[];
  readonly controls: readonly string[];
}

function panelRows(path: string, { date, media, controls }: Columns): MmmInputRow[] {
  return readCsv(path).flatMap((row): MmmInputRow[] => {
    const at = { ...EMPTY_ROW, period_start: date(row), series: "y" };
    const number = (name: string): number => Number(row[name]);
    return [
      { ...at, value: number("y") },
      ...media.map(
        (name): MmmInputRow => ({
          ...at,
          series_kind: "media",
          series: name,
          value: number(name),
          spend: number(name).toFixed(9),
        }),
      ),
      ...controls.map((name): MmmInputRow => ({ ...at, series_kind: "control", series: name, value: number(name) })),
    ];
  });
}

function ratios(model: ClassicModel, truth: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(truth).map(([name, value]) => {
      const found = model.channels.find(({ channel }) => channel === name)?.contribution.value ?? Number.NaN;
      return [name, found / value];
    }),
  );
}

describe.skipIf(!hasDataSets(ISL))("the advertising data of the ISL textbook", () => {
  it("give the textbook's least squares: 2.939, 0.046, 0.189, −0.001, R² 0.897", () => {
    const rows = readCsv(ISL);
    const column = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[name]));
    const names = ["TV", "Radio", "Newspaper"];
    const design = [new Float64Array(rows.length).fill(1), ...names.map(column)];
    const weights = leastSquares(qr(design), column("Sales"), 4);
    expect(weights.map((weight) => weight.toFixed(3))).toEqual(["2.939", "0.046", "0.189", "-0.001"]);
    const predicted = rows.map((_, t) =>
      design.reduce((sum, values, j) => sum + (values[t] as number) * (weights[j] as number), 0),
    );
    expect(regressionMetrics(column("Sales"), predicted).r2).toBeCloseTo(0.8972, 4);
  });
});

describe.skipIf(!hasDataSets(EXAMPLE))("PyMC-Marketing's example, whose truth is known", () => {
  const model = fitRows(
    panelRows(EXAMPLE, {
      date: ({ date_week = "" }) => {
        const [month = "", day = "", year = ""] = date_week.split("/");
        return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
      },
      media: ["x1", "x2"],
      controls: ["event_1", "event_2"],
    }),
  );

  it("finds the large channel within 10 %; with given decays the small one is overstated, by at most 60 %", () => {
    const { x1, x2 } = ratios(model, { x1: 274_848, x2: 65_906 });
    expect(Math.abs((x1 as number) - 1)).toBeLessThan(0.1);
    expect(x2).toBeGreaterThan(1);
    expect(x2).toBeLessThan(1.6);
  });

  it("explains more than 85 % and forecasts held-out weeks at a third of naive's error", () => {
    const of = (split: string) => model.performance.find((one) => one.split === split);
    expect(of("all")?.metrics.r2).toBeGreaterThan(0.85);
    const test = of("test");
    expect(test?.metrics.wmape).toBeLessThan(0.5 * (test?.wmapeSeasonalNaive as number));
    expect(test?.metrics.wmape).toBeLessThan(0.08);
  });
});

describe.skipIf(!hasDataSets(SMALL))("the small business whose truth is known", () => {
  it("total contributions are within half and one and a half of the truth, and together within 35 %", () => {
    const model = fitRows(
      panelRows(SMALL, {
        date: ({ date = "" }) => date,
        media: ["x1_Search-Ads", "x2_Social-Media", "x3_Local-Ads", "x4_Email"],
        controls: ["c1", "c2"],
      }),
    );
    const truth = {
      "x1_Search-Ads": 129_561.57,
      "x2_Social-Media": 45_145.42,
      "x3_Local-Ads": 84_524.97,
      x4_Email: 58_693.68,
    };
    for (const ratio of Object.values(ratios(model, truth))) {
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(1.5);
    }
    const total = model.channels.reduce((sum, { contribution }) => sum + (contribution.value ?? 0), 0);
    expect(Math.abs(total / 317_925.64 - 1)).toBeLessThan(0.35);
  });
});
