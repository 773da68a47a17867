/// <reference lib="dom" />
import type { RangeData } from "../data/report-data.ts";
import type { Plot } from "../figures/figure.ts";

/** What the file carries for its script. */
export interface ClientData {
  readonly range: RangeData;
  /** Chart id → plot, for charts that do not follow the controls. */
  readonly plots: Readonly<Record<string, Plot>>;
}

/** The JSON written into this same file by `buildReport`. */
export function readClientData(): ClientData {
  const element = document.getElementById("data");
  if (element === null) throw new Error("expected the data element in this file, got none");
  return JSON.parse(element.textContent) as ClientData;
}
