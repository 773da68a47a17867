import { quantileSorted } from "../numeric/quantiles.ts";
import type { Random } from "../numeric/random.ts";

export interface Limits {
  readonly low: number;
  readonly high: number;
}

/**
 * 90 % limits of metrics by resampling persons, not rows (one person's leads go together): each draw takes as many persons as there
 * are, with replacement, and gives each row the weight "how often its person was drawn"; limits are the 5 % and 95 % quantiles.
 * @param measure the metrics under given row weights; null = not defined for that draw, left out
 * @returns by metric; a metric defined in fewer than nine of ten draws has no limits
 * Cost: draws × rows.
 */
export function bootstrapLimits<K extends string>(
  person: Int32Array,
  draws: number,
  random: Random,
  measure: (weights: Float64Array) => Readonly<Record<K, number | null>>,
): Partial<Record<K, Limits>> {
  const codes = [...new Set(person)];
  const place = new Map(codes.map((code, i) => [code, i]));
  const personOfRow = Uint32Array.from(person, (code) => place.get(code) as number);
  const seen = new Map<K, number[]>();
  for (let draw = 0; draw < draws; draw++) {
    const drawn = new Float64Array(codes.length);
    for (let i = 0; i < codes.length; i++) {
      const which = random.integer(codes.length);
      drawn[which] = (drawn[which] as number) + 1;
    }
    const measured = measure(Float64Array.from(personOfRow, (which) => drawn[which] as number));
    for (const key of Object.keys(measured) as K[]) {
      const value = measured[key];
      if (value === null) continue;
      const values = seen.get(key) ?? [];
      values.push(value);
      seen.set(key, values);
    }
  }
  const limits: Partial<Record<K, Limits>> = {};
  for (const [key, values] of seen) {
    if (values.length < 0.9 * draws) continue;
    const sorted = Float64Array.from(values).sort();
    limits[key] = { low: quantileSorted(sorted, 0.05), high: quantileSorted(sorted, 0.95) };
  }
  return limits;
}
