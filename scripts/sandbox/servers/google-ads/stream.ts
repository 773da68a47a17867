import type { Plan, ResultRow } from "./plan/plan.ts";
import { renderer } from "./render.ts";

/** Most rows of a chunk, and rows of a page. */
export const CHUNK_ROWS = 10_000;

export interface StreamFrame {
  readonly requestId: string;
  /** How finding nothing is told: an empty array, or a chunk without `results`. Both are met. */
  readonly ifNothing: "empty_array" | "empty_chunk";
}

/** The JSON array of a searchStream answer in pieces. The last chunk tells what the query consumed. */
export function* streamBody(
  plan: Plan,
  rows: Iterable<ResultRow>,
  { requestId, ifNothing }: StreamFrame,
): Iterable<string> {
  const render = renderer(plan);
  const frame = `"fieldMask":${JSON.stringify(plan.fieldMask)},"requestId":${JSON.stringify(requestId)}`;
  let texts: string[] = [];
  let count = 0;
  let before = "[";
  for (const row of rows) {
    if (texts.length === CHUNK_ROWS) {
      yield `${before}{"results":[${texts.join(",\n")}],${frame}}`;
      before = ",\r\n";
      texts = [];
    }
    texts.push(render(row));
    count++;
  }
  if (count === 0 && ifNothing === "empty_array") {
    yield "[]";
    return;
  }
  const results = texts.length > 0 ? `"results":[${texts.join(",\n")}],` : "";
  yield `${before}{${results}${frame},"queryResourceConsumption":"${consumptionOf(count)}"}]`;
}

/** What a query costs: an invented number that grows with its rows. */
export function consumptionOf(rows: number): number {
  return 200 + 3 * rows;
}
