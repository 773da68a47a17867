import { adstock } from "../../../../functions/models/mmm/adstock.ts";
import type { MmmInputRow } from "../../../../functions/models/mmm/contract.ts";
import { isoDay } from "../../../../functions/models/mmm/periods.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";

export interface TrueChannel {
  readonly name: string;
  readonly decay: number;
  /** KPI per unit of ln(1 + adstock/q), q the mean adstock. */
  readonly weight: number;
}

export interface Simulation {
  readonly rows: MmmInputRow[];
  readonly contributions: Readonly<Record<string, number>>;
}

export const EMPTY_ROW: MmmInputRow = {
  model_id: "simulated",
  geo: "(all)",
  period_start: "2025-01-06",
  series_kind: "kpi",
  series: "revenue",
  value: null,
  spend: null,
  currency_code: null,
  reported_kpi: null,
  is_final: true,
};

/** A business whose every cause is known: a base, a weekday pattern, noise, and channels that carry over and saturate. */
export function simulate(options: {
  readonly channels: readonly TrueChannel[];
  readonly days: number;
  readonly noise: number;
  readonly seed: number;
  readonly base?: number;
}): Simulation {
  const { channels, days, noise, seed, base = 1_000 } = options;
  const random = createRandom(seed, "simulated panel");
  const first = 20_094;
  const spend = channels.map(() =>
    Array.from({ length: days }, () =>
      random.uniform() < 0.3 ? 0 : Math.round(100 * (20 + 180 * random.uniform())) / 100,
    ),
  );
  const effects = channels.map(({ decay, weight }, c) => {
    const working = adstock(spend[c] as number[], decay);
    const typical = working.reduce((a, b) => a + b, 0) / days;
    return working.map((amount) => weight * Math.log1p(amount / typical));
  });
  const kpi = Array.from(
    { length: days },
    (_, t) =>
      base +
      50 * (t % 7 === 5 ? 1 : 0) +
      noise * random.normal() +
      effects.reduce((sum, one) => sum + (one[t] as number), 0),
  );
  const rows = kpi.flatMap((value, t): MmmInputRow[] => {
    const at = { ...EMPTY_ROW, period_start: isoDay(first + t) };
    return [
      { ...at, value },
      { ...at, series_kind: "value_per_kpi", value: 1 },
      ...channels.map(({ name }, c): MmmInputRow => {
        const amount = spend[c]?.[t] as number;
        return {
          ...at,
          series_kind: "media",
          series: name,
          value: amount,
          spend: String(amount),
          currency_code: "EUR",
        };
      }),
    ];
  });
  const contributions = Object.fromEntries(
    channels.map(({ name }, c) => [name, (effects[c] as Float64Array).reduce((a, b) => a + b, 0)]),
  );
  return { rows, contributions };
}
