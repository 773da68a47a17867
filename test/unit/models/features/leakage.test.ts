import { describe, expect, it } from "vitest";
import type { Column, Dataset } from "../../../../functions/models/features/dataset.ts";
import { findLeaks } from "../../../../functions/models/features/leakage.ts";
import { fromRows } from "../../../../functions/models/numeric/matrix.ts";
import { hasDataSets, readCsv } from "../data-sets.ts";
import { toDataset } from "../to-dataset.ts";

const NEVER = Number.NaN;

function oneColumn(values: readonly number[], y: readonly number[], column: Partial<Column> = {}): Dataset {
  const base: Column = { name: "x", feature: "x", group: "other", kind: "number", knownAt: "created" };
  return {
    x: fromRows(values.map((value) => [value])),
    columns: [{ ...base, ...column }],
    y: Float64Array.from(y),
    time: new Float64Array(y.length),
    person: Int32Array.from(y.keys()),
  };
}

function signsOf(data: Dataset, outcomeAt = new Float64Array(data.y.length).fill(NEVER)): string[] {
  return (findLeaks(data, outcomeAt)[0]?.signs ?? []).map(({ strength, sign }) => `${strength}: ${sign}`);
}

/** 200 rows, every fourth won. */
const labels = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 1 : 0));

describe("signs of leakage", () => {
  it("hard: a feature that alone ranks nearly all leads right", () => {
    const data = oneColumn(
      labels.map((label, i) => label * 10 + (i % 7)),
      labels,
    );
    expect(signsOf(data)).toEqual([expect.stringMatching(/^hard: alone AUC (0\.9[6-9]|1\.)/)]);
    expect(findLeaks(data, new Float64Array(200).fill(NEVER))[0]?.isExcluded).toBe(true);
  });

  it("hard: a time at or after the outcome in a hundredth of the won rows", () => {
    const wonAt = Float64Array.from(labels, (label, i) => (label === 1 ? 1000 + i : NEVER));
    const before = labels.map((_, i) => 500 + (i % 5));
    const onTime = oneColumn(before, labels, { kind: "time" });
    expect(signsOf(onTime, wonAt)).toEqual([]);
    const late = oneColumn(
      before.map((time, i) => (i === 4 ? 2000 : time)),
      labels,
      { kind: "time" },
    );
    expect(signsOf(late, wonAt)).toEqual(["hard: at or after the outcome in 1 of 50 won rows"]);
  });

  it("hard: being filled says nearly everything", () => {
    const data = oneColumn(
      labels.map((label, i) => (label === 1 && i !== 0 ? 1 : NEVER)),
      labels,
    );
    expect(signsOf(data).some((sign) => sign.startsWith("hard: being filled"))).toBe(true);
  });

  it("soft, and two make it hard enough: much oftener missing in one outcome, and levels that always win", () => {
    const levels = labels.map((label, i) => (label === 1 ? (i % 8 === 0 ? 0 : 1) : i % 2 === 0 ? NEVER : 1));
    const balanced = Array.from({ length: 400 }, (_, i) => (i < 120 ? 1 : 0));
    const sure = balanced.map((label, i) => (label === 1 && i < 40 ? 0 : 1 + (i % 2)));
    expect(signsOf(oneColumn(sure, balanced, { kind: "category", levels: ["a", "b", "c"] }))).toEqual([
      expect.stringMatching(/^soft: levels that are nearly always won hold 40 of 120/),
    ]);
    expect(signsOf(oneColumn(levels, labels, { kind: "category", levels: ["a", "b"] })).length).toBeGreaterThan(0);
  });

  it("soft: an export's column that is named like a result", () => {
    const noise = labels.map((_, i) => (i * 37) % 11);
    const data = (name: string, knownAt: string) => oneColumn(noise, labels, { name, knownAt });
    expect(signsOf(data("Lead Status", "export"))).toEqual(["soft: known by export only and named like a result"]);
    expect(signsOf(data("Lead Status", "created"))).toEqual([]);
    expect(signsOf(data("city", "export"))).toEqual([]);
  });

  it("leaves a feature in that a person allows by name, with its signs", () => {
    const data = oneColumn(
      labels.map((label) => label),
      labels,
    );
    const [report] = findLeaks(data, new Float64Array(200).fill(NEVER), ["x"]);
    expect(report).toMatchObject({ isExcluded: false });
    expect(report?.signs.length).toBeGreaterThan(0);
  });
});

const LEADS = "olist_funnel/olist_marketing_qualified_leads_dataset.csv";
const DEALS = "olist_funnel/olist_closed_deals_dataset.csv";

describe.skipIf(!hasDataSets(LEADS, DEALS))("leads joined to the deals they became (olist_funnel)", () => {
  const deals = new Map(readCsv(DEALS).map((deal) => [deal.mql_id, deal]));
  const leads = readCsv(LEADS);
  const dealColumns = Object.keys([...deals.values()][0] ?? {}).filter((name) => name !== "mql_id");
  const rows = leads.map((lead) => ({
    origin: lead.origin ?? "",
    landing_page_id: lead.landing_page_id ?? "",
    ...Object.fromEntries(dealColumns.map((name) => [name, deals.get(lead.mql_id)?.[name] ?? ""])),
  }));
  const data = toDataset(
    rows,
    leads.map((lead) => (deals.has(lead.mql_id) ? 1 : 0)),
  );

  it("excludes every column of the deal, and none of the lead", () => {
    const reports = findLeaks(data, new Float64Array(data.y.length).fill(NEVER));
    const excluded = reports.filter(({ isExcluded }) => isExcluded).map(({ feature }) => feature);
    expect(excluded.toSorted()).toEqual(dealColumns.toSorted());
    expect(Math.max(...reports.map((report) => report.singleAuc ?? 0))).toBeGreaterThan(0.99);
  });
});
