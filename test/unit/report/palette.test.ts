import { describe, expect, it } from "vitest";
import { dark, light } from "../../../functions/report/html/palette.ts";

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s palette", (_name, palette) => {
  it("has black on white as 21 to 1", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
  });

  it.each([
    "ink",
    "muted",
    "accent",
    "good",
    "bad",
  ] as const)("writes %s with a contrast of 4.5 on every ground", (name) => {
    for (const ground of [palette.page, palette.surface, palette.shade])
      expect(contrast(palette[name], ground)).toBeGreaterThanOrEqual(4.5);
  });

  it("draws every series with a contrast of 3 on its ground", () => {
    for (const color of palette.series) expect(contrast(color, palette.surface), color).toBeGreaterThanOrEqual(3);
  });

  it("tells neighbouring series apart", () => {
    expect(new Set(palette.series).size).toBe(palette.series.length);
  });
});
