import { expect, it } from "vitest";
import { assessReadiness } from "../../../functions/jobs/assess-readiness.ts";
import { loadRawLeads, openLeadWarehouse, simulateRawLeads } from "./lead-warehouse.ts";

it("readiness counts leads with a known outcome as the lead score does, and leaves what nobody records unknown", async () => {
  const opened = await openLeadWarehouse("2026-05-15");
  await loadRawLeads(opened.warehouse, simulateRawLeads(1_000, 1, 1));
  await opened.buildMarts();
  const result = await assessReadiness(opened.context, { ...opened.run, step: "readiness" });
  const { rows } = await opened.warehouse.query(
    "select requirement, value, requirement_status, tier, confidence, advice from models.data_readiness where use_case = 'lead_scoring' order by requirement",
  );
  await opened.warehouse.close();

  expect(result.status).toBe("done");
  const of = new Map(rows.map((row) => [row.requirement, row]));
  // Of 1,000 leads in 500 days, those arrived at least 91 days before the end, when the horizon of 90 days has closed.
  const known = of.get("leads with a known outcome");
  expect(known).toMatchObject({ requirement_status: "met", tier: "interpretable", confidence: "pilot" });
  expect(known?.value).toBeGreaterThan(780);
  expect(known?.value).toBeLessThan(820);
  expect(of.get("share won")).toMatchObject({ requirement_status: "recommended", advice: null });
  expect(of.get("history")?.value).toBeCloseTo(500 / 30.4375, 0);
});

it("readiness of an empty warehouse is all heuristic, and no unknown count becomes 0", async () => {
  const opened = await openLeadWarehouse("2026-05-15");
  await opened.buildMarts();
  await assessReadiness(opened.context, { ...opened.run, step: "readiness" });
  const { rows } = await opened.warehouse.query("select distinct tier, confidence from models.data_readiness");
  const { rows: shares } = await opened.warehouse.query(
    "select value from models.data_readiness where unit in ('share', 'months')",
  );
  await opened.warehouse.close();
  expect(rows).toEqual([{ tier: "heuristic", confidence: "pilot" }]);
  expect(shares.every(({ value }) => value === null)).toBe(true);
});
