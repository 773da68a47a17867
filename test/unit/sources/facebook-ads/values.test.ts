import { describe, expect, it } from "vitest";
import { stableImageUrl } from "../../../../functions/sources/facebook-ads/creative.ts";
import { budgetMoney } from "../../../../functions/sources/facebook-ads/money.ts";
import { decimal, timestamp, whole } from "../../../../functions/sources/facebook-ads/values.ts";

describe("budgets", () => {
  it("come in hundredths, also of a currency with three decimals", () => {
    expect(budgetMoney("5000", "EUR")).toBe("50");
    expect(budgetMoney("5001", "USD")).toBe("50.01");
    expect(budgetMoney("5", "BHD")).toBe("0.05");
  });

  it.each([
    "CLP",
    "COP",
    "CRC",
    "HUF",
    "IDR",
    "ISK",
    "JPY",
    "KRW",
    "PYG",
    "TWD",
    "VND",
  ])("come in whole units of %s", (currency) => {
    expect(budgetMoney("5000", currency)).toBe("5000");
  });

  it("are unknown where Graph sends none, 0, or its number for no limit", () => {
    expect([undefined, "0", "922337203685478"].map((units) => budgetMoney(units, "EUR"))).toEqual([null, null, null]);
  });
});

describe("texts of Graph", () => {
  it("become decimals without floats, rounded to nine places", () => {
    expect(["12.34", "12.30", "0", "-0.5", "59.980000000000004", "0.0000000005", "-0.0000000005"].map(decimal)).toEqual(
      ["12.34", "12.3", "0", "-0.5", "59.98", "0.000000001", "-0.000000001"],
    );
    expect(decimal(undefined)).toBeNull();
    expect(decimal("12345678901234567890.123456789")).toBe("12345678901234567890.123456789");
  });

  it("become whole numbers, exact beyond 2^53", () => {
    expect(whole("917")).toBe(917);
    expect(whole("9007199254740993")).toBe(9007199254740993n);
    expect(whole(undefined)).toBeNull();
  });

  it("become UTC, on both sides of a change of clocks", () => {
    expect(timestamp("2026-03-29T01:30:00+0100")).toBe("2026-03-29T00:30:00Z");
    expect(timestamp("2026-03-29T03:30:00+0200")).toBe("2026-03-29T01:30:00Z");
    expect(timestamp("2026-01-31T10:00:00+0530")).toBe("2026-01-31T04:30:00Z");
  });
});

describe("image addresses", () => {
  it("lose the signature that changes daily, and nothing else", () => {
    expect(stableImageUrl("https://scontent.xx.fbcdn.net/v/t45/1_n.jpg?_nc_cat=1&oh=abc&oe=67")).toBe(
      "https://scontent.xx.fbcdn.net/v/t45/1_n.jpg",
    );
    expect(stableImageUrl("https://cdn.example.com/a.jpg?size=2")).toBe("https://cdn.example.com/a.jpg?size=2");
    expect(stableImageUrl(undefined)).toBeNull();
  });
});
