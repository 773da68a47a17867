import { expect, it } from "vitest";
import { createLimiter } from "../../../../functions/lib/http/limiter.ts";

it("lets requests leave at the rate given, in the order of the calls, and owes nothing after a pause", async () => {
  let now = 0;
  const left: number[] = [];
  const limiter = createLimiter(
    4,
    () => now,
    async (ms) => {
      left.push(ms);
    },
  );
  await limiter.turn();
  await limiter.turn();
  await limiter.turn();
  now = 10_000;
  await limiter.turn();
  expect(left).toEqual([250, 500]);
});
