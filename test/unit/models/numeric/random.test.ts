import { describe, expect, it } from "vitest";
import { createRandom } from "../../../../functions/models/numeric/random.ts";
import { nextUint32 } from "../../../../functions/models/numeric/xoshiro128.ts";

describe("random numbers", () => {
  it("follow xoshiro128** from a known state", () => {
    const state = Uint32Array.of(1, 2, 3, 4);
    expect(Array.from({ length: 4 }, () => nextUint32(state))).toEqual([11520, 0, 5927040, 70819200]);
  });

  it("are the same for the same seed and stream, and others for another seed or stream", () => {
    const draw = (seed: number, stream: string): number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 5 }, () => random.uint32());
    };
    expect(draw(7, "fold 1")).toEqual(draw(7, "fold 1"));
    expect(draw(7, "fold 1")).not.toEqual(draw(7, "fold 2"));
    expect(draw(7, "fold 1")).not.toEqual(draw(8, "fold 1"));
  });

  it("are uniform in 0–1 and normal with mean 0 and sd 1", () => {
    const random = createRandom(1, "moments");
    const n = 50_000;
    const uniform = Array.from({ length: n }, () => random.uniform());
    const normal = Array.from({ length: n }, () => random.normal());
    const mean = (values: number[]): number => values.reduce((a, b) => a + b) / n;
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((z) => z * z))).toBeCloseTo(1, 1);
  });

  it("give each of three numbers a third of the draws, and refuse an empty range", () => {
    const random = createRandom(2, "integers");
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const drawn = random.integer(3);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    const total = counts.reduce((a, b) => a + b);
    for (const count of counts) expect(count / total).toBeCloseTo(1 / 3, 1);
    expect(() => random.integer(0)).toThrow(RangeError);
    expect(() => createRandom(0.5, "x")).toThrow(RangeError);
  });

  it("shuffle within a part only and keep every item", () => {
    const items = Array.from({ length: 100 }, (_, i) => i);
    createRandom(3, "shuffle").shuffle(items, 10, 90);
    expect(items.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(items.slice(10, 90)).not.toEqual(Array.from({ length: 80 }, (_, i) => i + 10));
    expect(items.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });
});
