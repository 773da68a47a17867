import type { SandboxReply } from "../serve.ts";
import { answerRows } from "./answer.ts";
import { Refusal } from "./failure.ts";
import type { Query } from "./query-reply.ts";
import { renderer } from "./render.ts";
import type { QueryBody } from "./request-body.ts";
import { CHUNK_ROWS, consumptionOf } from "./stream.ts";

/** One page of 10,000 rows of `googleAds:search`. A page token belongs to its query. */
export function pageReply({ plan, world, requestId }: Query, body: QueryBody): SandboxReply {
  const offset = offsetOf(body);
  const render = renderer(plan);
  const texts: string[] = [];
  let total = 0;
  let isMore = false;
  for (const row of answerRows(body.isTotalAsked ? { ...plan, limit: null } : plan, world)) {
    const isOnPage = total >= offset && texts.length < CHUNK_ROWS && total < (plan.limit ?? Number.POSITIVE_INFINITY);
    if (isOnPage && !body.isWithoutResults) texts.push(render(row));
    isMore ||= total >= offset + CHUNK_ROWS && total < (plan.limit ?? Number.POSITIVE_INFINITY);
    total++;
    if (isMore && !body.isTotalAsked) break;
  }
  const parts = [
    ...(texts.length > 0 ? [`"results":[${texts.join(",\n")}]`] : []),
    ...(isMore ? [`"nextPageToken":${JSON.stringify(tokenOf(offset + CHUNK_ROWS, body.query))}`] : []),
    ...(body.isTotalAsked ? [`"totalResultsCount":"${total}"`] : []),
    `"fieldMask":${JSON.stringify(plan.fieldMask)}`,
    `"queryResourceConsumption":"${consumptionOf(texts.length)}"`,
  ];
  return { status: 200, headers: { "request-id": requestId }, body: `{${parts.join(",")}}` };
}

function tokenOf(offset: number, query: string): string {
  return Buffer.from(JSON.stringify([offset, query])).toString("base64url");
}

function offsetOf({ pageToken, query }: QueryBody): number {
  if (pageToken === "") return 0;
  try {
    const [offset, of] = JSON.parse(Buffer.from(pageToken, "base64url").toString("utf8")) as [number, string];
    if (of === query && Number.isInteger(offset)) return offset;
  } catch {
    // Not a token of ours: refused below like that of another query.
  }
  throw new Refusal(400, { errorCode: { requestError: "INVALID_PAGE_TOKEN" }, message: "Invalid page token." });
}
