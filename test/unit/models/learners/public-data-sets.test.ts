import { describe, expect, it } from "vitest";
import { rocAuc } from "../../../../functions/models/evaluation/ranking.ts";
import { type Dataset, datasetRows } from "../../../../functions/models/features/dataset.ts";
import { applyPreprocessing, fitPreprocessing } from "../../../../functions/models/features/preprocess.ts";
import type { PreprocessingRules } from "../../../../functions/models/features/preprocessing-rules.ts";
import { fitLogistic } from "../../../../functions/models/learners/fit-logistic.ts";
import { times } from "../../../../functions/models/numeric/gram.ts";
import { isRefusal } from "../../../../functions/models/readiness/refusal.ts";
import { hasDataSets, readCsv } from "../data-sets.ts";
import { reference } from "../lead-reference.ts";
import { toDataset } from "../to-dataset.ts";

/** The reference protocol: median, no clipping, no indicator; levels of 10 rows on; levels unseen in training have no column. */
const PROTOCOL: PreprocessingRules = {
  clipShares: null,
  logAboveSkewness: null,
  missingIndicators: false,
  minLevelRows: 10,
  minLevelShare: 0,
  maxLevels: Number.POSITIVE_INFINITY,
  unseenLevels: "none",
};

/** Fits a fold's training rows and scores its other rows. */
function scoreFold(data: Dataset, folds: string, fold: number) {
  const rows = Array.from(folds, (digit, row) => ({ row, isTest: digit === String(fold) }));
  const test = rows.filter(({ isTest }) => isTest).map(({ row }) => row);
  const training = datasetRows(
    data,
    rows.filter(({ isTest }) => !isTest).map(({ row }) => row),
  );
  const { preprocessing, design } = fitPreprocessing(training, PROTOCOL);
  const fit = fitLogistic(design.x, design.y, 1);
  if (isRefusal(fit)) throw new Error(fit.detail);
  const x = applyPreprocessing(preprocessing, datasetRows(data, test).x);
  return { test, fit, scores: times(x, fit.coefficients).map((sum) => sum + fit.intercept) };
}

function without(rows: readonly Readonly<Record<string, string>>[], ...names: string[]): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))));
}

const BANK = "bank_marketing/bank-additional.csv";
const ADS = "digital_marketing_8000/digital_marketing_campaign_dataset.csv";
const LEADS = "olist_funnel/olist_marketing_qualified_leads_dataset.csv";
const DEALS = "olist_funnel/olist_closed_deals_dataset.csv";

const cases = [
  {
    name: "bank_additional",
    expectedAuc: 0.7615,
    files: [BANK],
    load: () => {
      const rows = readCsv(BANK, ";");
      return toDataset(
        without(rows, "y", "duration"),
        rows.map((row) => (row.y === "yes" ? 1 : 0)),
      );
    },
  },
  {
    name: "digital_marketing_8000",
    expectedAuc: 0.7939,
    files: [ADS],
    load: () => {
      const rows = readCsv(ADS);
      return toDataset(
        without(rows, "CustomerID", "Conversion"),
        rows.map((row) => Number(row.Conversion)),
      );
    },
  },
  {
    name: "olist_funnel",
    expectedAuc: 0.6794,
    files: [LEADS, DEALS],
    load: () => {
      const won = new Set(readCsv(DEALS).map((row) => row.mql_id));
      const leads = readCsv(LEADS);
      const features = leads.map((row) => ({
        origin: row.origin ?? "",
        landing_page_id: row.landing_page_id ?? "",
        weekday: new Date(`${row.first_contact_date}T00:00:00Z`).toLocaleDateString("en", {
          weekday: "long",
          timeZone: "UTC",
        }),
      }));
      return toDataset(
        features,
        leads.map((row) => (won.has(row.mql_id) ? 1 : 0)),
      );
    },
  },
] as const;

for (const { name, expectedAuc, files, load } of cases) {
  describe.skipIf(!hasDataSets(...files))(`logistic regression on ${name}`, () => {
    const expected = reference.data_sets[name];

    it(`reaches the reference's pooled out-of-fold AUC, ${expectedAuc}`, () => {
      const data = load();
      const scores = new Float64Array(data.x.rows);
      for (let fold = 0; fold < 5; fold++) {
        const result = scoreFold(data, expected.folds, fold);
        result.test.forEach((row, i) => {
          scores[row] = result.scores[i] as number;
        });
      }
      const auc = rocAuc(data.y, scores) as number;
      expect(Math.abs(auc - expectedAuc)).toBeLessThanOrEqual(0.0005);
      expect(auc).toBeCloseTo(expected.pooled_auc, 9);
    });

    it("weighs every column as newton-cholesky does to 1e-7", () => {
      const { fit } = scoreFold(load(), expected.folds, 0);
      const weights = [...fit.coefficients].sort((a, b) => a - b);
      expect(weights).toHaveLength(expected.first_fold.sorted_coefficients.length);
      weights.forEach((weight, i) => {
        expect(Math.abs(weight - (expected.first_fold.sorted_coefficients[i] as number))).toBeLessThan(1e-7);
      });
      expect(Math.abs(fit.intercept - expected.first_fold.intercept)).toBeLessThan(1e-7);
    });
  });
}
