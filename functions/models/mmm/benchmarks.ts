import type { Grain } from "./contract.ts";
import type { Design } from "./design.ts";
import { predict, prepareFit } from "./penalised-fit.ts";

/**
 * What someone without a model would say at the end of the training periods: the last season again and again. A season is 7 days, or 52
 * weeks once that many are known, else the last week.
 * Example: 4 known weeks 5, 6, 7, 8: the forecast is 8, 8, 8 …
 */
export function seasonalNaive(kpi: Float64Array, trainEnd: number, testEnd: number, grain: Grain): Float64Array {
  const season = grain === "day" ? 7 : trainEnd >= 52 ? 52 : 1;
  const from = Math.max(0, trainEnd - season);
  return Float64Array.from({ length: testEnd - trainEnd }, (_, i) => kpi[from + (i % (trainEnd - from))] as number);
}

/** Calendar, holidays and controls alone, fitted on the training periods: what the KPI would have done whatever was spent. */
export function withoutMedia(design: Design, trainEnd: number, testEnd: number): Float64Array {
  const bare: Design = { ...design, effects: [] };
  const fit = prepareFit(bare, trainEnd, false).solve(design.kpi.subarray(0, trainEnd), { lambda: 0, l1Ratio: 0 });
  return predict(bare, fit).subarray(trainEnd, testEnd);
}
