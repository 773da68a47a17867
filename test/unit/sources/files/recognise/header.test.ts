import { describe, expect, it } from "vitest";
import { editDistance } from "../../../../../functions/sources/files/recognise/edit-distance.ts";
import { fold, headerReadings } from "../../../../../functions/sources/files/recognise/header.ts";

describe("a header", () => {
  it("is the same in any case, with any spaces, underscores and punctuation", () => {
    for (const text of ["Ad Spend", "ad_spend", "AdSpend", "AD-SPEND", " ad.spend: "])
      expect(fold(text)).toBe("adspend");
    expect(fold("Kosten für Café")).toBe("kostenfürcafé");
  });

  it.each([
    ["Spend [USD]", "spend", "USD", null],
    ["Amount spent (EGP)", "amountspent", "EGP", null],
    ["Cost (€)", "cost", "EUR", null],
    ["Cost in GBP", "cost", "GBP", null],
    ["spend_usd", "spend", "USD", null],
    ["cost_micros", "cost", null, "micros"],
    ["CTR (%)", "ctr", null, "percent"],
    ["Cost ($)", "cost", null, null],
    ["CPM (cost per 1,000 impressions) (EGP)", "cpmcostper1000impressions", "EGP", null],
  ])("%j names its unit", (header, key, currency, unit) => {
    expect(headerReadings(header)[0]).toEqual({ key, currency, unit });
  });

  it.each([
    "Clicks (all)",
    "Clicks (ALL)",
    "Conversions (view-through)",
    "Currency",
    "Impr.",
    "Top",
  ])("%j names no unit", (header) => {
    expect(headerReadings(header)).toEqual([{ key: fold(header), currency: null, unit: null }]);
  });
});

describe("the distance between two words", () => {
  it.each([
    ["spend", "spend", 0],
    ["spend", "spned", 1],
    ["spend", "spen", 1],
    ["impressions", "impresions", 1],
    ["course", "corse", 1],
    ["clicks", "klicks", 1],
    ["abc", "", 3],
    ["kitten", "sitting", 3],
  ])("%j and %j is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});
