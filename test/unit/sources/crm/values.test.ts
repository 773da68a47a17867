import { describe, expect, test } from "vitest";
import { decimalText, instantText } from "../../../../functions/sources/crm/values.ts";

describe("money", () => {
  test.each([
    ["1250.00", "1250"],
    ["0.1", "0.1"],
    ["3.5E8", "350000000"],
    ["1.25e-2", "0.0125"],
    ["-12.50", "-12.5"],
    ["12345678901234567.89", "12345678901234567.89"],
    ["0", "0"],
    ["5.", "5"],
    ["1E3", "1000"],
  ])("%s is %s, exactly", (text, decimal) => {
    expect(decimalText(text)).toBe(decimal);
  });

  test.each(["", "abc", "1,250.00", "0.1234567891", "NaN", "1E30"])("%j is none", (text) => {
    expect(decimalText(text)).toBeUndefined();
  });
});

describe("an instant", () => {
  test.each([
    ["2026-11-01T09:30:00.123Z", "2026-11-01T09:30:00.123Z"],
    ["2026-11-01T09:30:00.000Z", "2026-11-01T09:30:00Z"],
    ["2026-11-01T09:30:00.000+0000", "2026-11-01T09:30:00Z"],
    ["2026-11-01T11:30:00.000+02:00", "2026-11-01T09:30:00Z"],
    ["2026-11-01", "2026-11-01T00:00:00Z"],
    ["1764000000123", "2025-11-24T16:00:00.123Z"],
  ])("%s is %s", (text, instant) => {
    expect(instantText(text)).toBe(instant);
  });

  test.each(["", "yesterday", "2026-11-01T09:30:00", "2026-13-01"])("%j is none", (text) => {
    expect(instantText(text)).toBeUndefined();
  });
});
