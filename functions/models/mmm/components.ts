import type { Design } from "./design.ts";
import type { PenalisedFit } from "./penalised-fit.ts";

export type ComponentKind =
  | "intercept"
  | "trend"
  | "season"
  | "holiday"
  | "control"
  | "organic"
  | "treatment"
  | "media";

/** What one part of the model adds to the KPI in each period, KPI units. */
export interface Component {
  readonly name: string;
  readonly kind: ComponentKind;
  readonly values: Float64Array;
}

/**
 * The fit taken apart, in a fixed order: intercept, trend, season (all calendar columns together), each holiday and control from its
 * mean, then media, organic series, and treatments from their minimum.
 */
export function componentsOf(design: Design, fit: PenalisedFit): Component[] {
  const parts = new Map<string, Component>();
  const add = (name: string, kind: ComponentKind, values: Float64Array, weight: number): void => {
    const part = parts.get(`${kind} ${name}`) ?? { name, kind, values: new Float64Array(values.length) };
    values.forEach((value, t) => {
      part.values[t] = (part.values[t] as number) + value * weight;
    });
    parts.set(`${kind} ${name}`, part);
  };
  design.fixed.forEach(({ name, kind, values }, j) => {
    add(kind === "season" ? "season" : name, kind, values, fit.fixed[j] as number);
  });
  design.effects.forEach(({ name, kind, values }, j) => {
    add(name, kind, values, fit.effects[j] as number);
  });
  return [...parts.values()];
}

/** The prediction is defined as this sum, in this order: so parts and whole agree to the last bit. */
export function sumOfComponents(components: readonly Component[], periods: number): Float64Array {
  const total = new Float64Array(periods);
  for (const { values } of components)
    for (let t = 0; t < periods; t++) total[t] = (total[t] as number) + (values[t] as number);
  return total;
}

/** The KPI without advertising, organic series and treatments. */
export function baselineOf(components: readonly Component[], periods: number): Float64Array {
  return sumOfComponents(
    components.filter(({ kind }) => kind !== "media" && kind !== "organic" && kind !== "treatment"),
    periods,
  );
}
