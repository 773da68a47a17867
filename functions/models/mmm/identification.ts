import { correlation, dot, mean, standardDeviation, sum } from "../numeric/columns.ts";
import { projectOut, qr } from "../numeric/qr.ts";
import type { MmmChannel } from "./contract.ts";
import type { Design } from "./design.ts";
import { REASONS } from "./reasons.ts";

const LEAST_VARIATION = 0.05;
const MOST_CORRELATION = 0.95;
const MOST_INFLATION = 20;

/**
 * Why a channel's effect cannot be told from the rest before anything is fitted: no spend, or spend that hardly varies (standard deviation
 * below 5 % of the mean), which looks like the intercept. null where neither holds.
 */
export function spendProblem(channel: MmmChannel, historyLength: number): string | null {
  const fitted = channel.media.subarray(historyLength);
  if (sum(fitted) === 0) return REASONS.zeroChannel;
  return standardDeviation(fitted) < LEAST_VARIATION * mean(fitted) ? REASONS.noSpendVariation : null;
}

/**
 * Groups of media columns that only move together: |r| > .95 between two of them, or a variance inflation 1/(1 − R²) > 20 of one on all
 * other columns. Their sum is known, their split is not. Channels of the second kind form one group.
 * @returns indices into the design's media, one array a group
 */
export function collinearGroups(design: Design): number[][] {
  const media = design.effects.filter(({ kind }) => kind === "media");
  const group = media.map((_, j) => j);
  const merge = (a: number, b: number): void => {
    const [from, to] = [group[b], group[a]];
    group.forEach((own, j) => {
      if (own === from) group[j] = to as number;
    });
  };
  const flagged = new Set<number>();
  media.forEach((a, i) => {
    for (let j = i + 1; j < media.length; j++) {
      if (Math.abs(correlation(a.values, (media[j] as typeof a).values) ?? 0) <= MOST_CORRELATION) continue;
      merge(i, j);
      flagged.add(i).add(j);
    }
  });
  const inflated = media.map((_, j) => j).filter((j) => !flagged.has(j) && inflation(design, j) > MOST_INFLATION);
  for (const j of inflated) {
    merge(inflated[0] as number, j);
    flagged.add(j);
  }
  const members = new Map<number, number[]>();
  for (const j of flagged) members.set(group[j] as number, [...(members.get(group[j] as number) ?? []), j]);
  return [...members.values()];
}

/** Variance inflation of effect column j: its variance beside nothing over its variance beside all other columns. */
function inflation({ fixed, effects }: Design, j: number): number {
  const own = (effects[j] as (typeof effects)[number]).values;
  const others = [
    ...fixed.map(({ values }) => values),
    ...effects.filter((_, k) => k !== j).map(({ values }) => values),
  ];
  const rest = projectOut(qr(others), own);
  const total = own.length * standardDeviation(own) ** 2;
  return total / Math.max(dot(rest, rest), Number.MIN_VALUE);
}
