/** Diminishing returns of advertising at work, A ≥ 0: the effect h and its slope ∂h/∂A. */
export interface Saturation {
  effect(working: number): number;
  slope(working: number): number;
}

/**
 * Each further unit does less: h(A) = ln(1 + A/q), slope 1/(q + A).
 * Example: q = 1 and A = e − 1 give 1; doubling A from q to 2q adds ln(3/2).
 * @param scale q > 0 in units of A: at A = q the slope is half of the first unit's
 */
export function logSaturation(scale: number): Saturation {
  return { effect: (working) => Math.log1p(working / scale), slope: (working) => 1 / (scale + working) };
}

/** No diminishing returns: h(A) = A. */
export const noSaturation: Saturation = { effect: (working) => working, slope: () => 1 };
