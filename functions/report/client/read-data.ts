/// <reference lib="dom" />
import type { RangeData } from "../data/report-data.ts";
import type { Plot } from "../figures/figure.ts";

/** What the file carries for its script. */
export interface ClientData {
  readonly range: RangeData;
  /** Chart id → plot, for charts that do not follow the controls. */
  readonly plots: Readonly<Record<string, Plot>>;
}

/** The data written into this same file by `buildReport`: JSON, gzipped to a third, as base64. */
export async function readClientData(): Promise<ClientData> {
  const element = document.getElementById("data");
  if (element === null) throw new Error("expected the data element in this file, got none");
  const zipped = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
  const unzipped = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(unzipped).json()) as ClientData;
}
