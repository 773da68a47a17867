import { z } from "zod";
import { GraphError } from "../errors.ts";
import type { GraphAnswer } from "./graph-answer.ts";

const page = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

export type GraphObject = Readonly<Record<string, unknown>>;

/** Fewer rows than this a page are not asked for: what is still too big then must be split. */
const MIN_LIMIT = 25;

/** A page may come twice, a cursor that leads to itself again and again may not. */
const MAX_SAME_CURSOR = 3;

/**
 * Every page of a list, by its `after` cursor: the `next` link holds the token and has lost `appsecret_proof`.
 * A page that is too big is asked for again with half as many rows. Throws GraphError.
 */
export async function* pagesOf(
  call: (params: Readonly<Record<string, unknown>>) => Promise<GraphAnswer>,
  where: string,
  firstLimit: number,
): AsyncGenerator<readonly GraphObject[]> {
  const visits = new Map<string, number>();
  let limit = firstLimit;
  let after: string | undefined;
  for (;;) {
    let answer: GraphAnswer;
    try {
      answer = await call({ limit, ...(after === undefined ? {} : { after }) });
    } catch (error) {
      if (!(error instanceof GraphError) || error.graphClass !== "too_big" || limit <= MIN_LIMIT) throw error;
      limit = Math.max(MIN_LIMIT, Math.floor(limit / 2));
      continue;
    }
    const { data, paging } = readPage(answer, where);
    yield data;
    const next = paging?.cursors?.after;
    if (paging?.next === undefined) return;
    if (next === undefined) throw broken("a next page without a cursor", where);
    const seen = (visits.get(next) ?? 0) + 1;
    if (seen > MAX_SAME_CURSOR) throw broken("the same cursor again and again", where);
    visits.set(next, seen);
    after = next;
  }
}

function readPage(answer: GraphAnswer, where: string): z.output<typeof page> {
  const { data } = page.safeParse(answer);
  if (data === undefined) throw broken("no list", where);
  return data;
}

function broken(got: string, where: string): GraphError {
  return new GraphError(`expected a page of a list, got ${got}`, { graphClass: "passing", where });
}
