import { describe, expect, it } from "vitest";
import { INSIGHTS_REPORTS } from "../../../../functions/sources/facebook-ads/insights-reports.ts";
import { collectRows, mergeFields } from "../../../../functions/sources/facebook-ads/report-jobs/collect.ts";

const report = INSIGHTS_REPORTS.country_daily;
const account = { accountId: "1", name: "A", currencyCode: "EUR", timeZone: "Europe/Berlin", via: null, problem: null };
const context = { report, account, primaryActionType: "lead", from: "2026-11-01", to: "2026-11-07" };

const head = (country: string, impressions = "917") => ({
  account_id: "1",
  account_currency: "EUR",
  campaign_id: "23",
  date_start: "2026-11-01",
  date_stop: "2026-11-01",
  country,
  impressions,
});
const money = (country: string, impressions?: string) => ({
  ...head(country, impressions),
  spend: "12.34",
  clicks: "49",
});
const actions = (country: string) => ({ ...head(country), actions: [{ action_type: "lead", value: "3" }] });

function collected(...parts: Parameters<typeof mergeFields>[1]) {
  const rows = collectRows(context);
  for (const object of mergeFields(report, parts)) rows.add(object);
  const { batches, problems } = rows.finish();
  return { rows: batches.flatMap((batch) => batch.rows), problems };
}

describe("halves of a report's fields", () => {
  it("are one row for each object, also where a page of one comes twice", () => {
    const { rows, problems } = collected([money("DE"), money("FR"), money("DE")], [actions("DE"), actions("FR")]);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { country: "DE", spend: "12.34", conversions: 3 },
      { country: "FR", spend: "12.34", conversions: 3 },
    ]);
  });

  it("of which one lacks an object are a bad row: conversions that nobody listed are not none", () => {
    const { rows, problems } = collected([money("DE"), money("FR"), money("FR")], [actions("DE")]);
    expect(rows).toMatchObject([{ country: "DE" }]);
    expect(problems).toMatchObject([{ column: "impressions", isKey: false, got: "nothing" }]);
  });

  it("of what cost money without being shown are the one that knows it", () => {
    const { rows, problems } = collected([money("DE", "0")], []);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ country: "DE", spend: "12.34", impressions: 0, conversions: 0 }]);
  });
});
