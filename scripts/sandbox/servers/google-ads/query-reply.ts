import type { SandboxReply } from "../serve.ts";
import { answerRows } from "./answer.ts";
import { failureBody, Refusal } from "./failure.ts";
import type { Plan, ResultRow } from "./plan/plan.ts";
import { renderer } from "./render.ts";
import type { World } from "./rows/world.ts";
import { CHUNK_ROWS, consumptionOf, streamBody } from "./stream.ts";

export interface Query {
  readonly plan: Plan;
  readonly world: World;
  readonly requestId: string;
}

/** The streamed answer; pieces are made as they are sent. */
export function streamReply({ plan, world, requestId }: Query): SandboxReply {
  return {
    status: 200,
    headers: { "request-id": requestId },
    body: streamBody(plan, answerRows(plan, world), requestId),
  };
}

/** 200 and rows, then an element that says they are not all. */
export function embeddedErrorReply(query: Query): SandboxReply {
  const { plan, world, requestId } = query;
  const refusal = new Refusal(500, {
    errorCode: { internalError: "INTERNAL_ERROR" },
    message: "An internal error has occurred.",
  });
  function* body(): Iterable<string> {
    const render = renderer(plan);
    const first: string[] = [];
    for (const row of answerRows(plan, world)) {
      first.push(JSON.stringify(render(row)));
      if (first.length === CHUNK_ROWS) break;
    }
    const half = first.slice(0, Math.ceil(first.length / 2));
    const frame = `"fieldMask":${JSON.stringify(plan.fieldMask)},"requestId":${JSON.stringify(requestId)}`;
    yield `[{"results":[${half.join(",\n")}],${frame}}`;
    yield `,\r\n${JSON.stringify(failureBody(refusal, requestId))}]`;
  }
  return { status: 200, headers: { "request-id": requestId }, body: body() };
}

/** The whole answer but its last bracket. */
export function missingBracketReply(query: Query): SandboxReply {
  const whole = [...streamBody(query.plan, answerRows(query.plan, query.world), query.requestId)].join("");
  return { status: 200, headers: { "request-id": query.requestId }, body: whole.slice(0, -1) };
}

/** One page of 10,000 rows. A page token belongs to its query. */
export function pageReply({ plan, world, requestId }: Query, body: Readonly<Record<string, unknown>>): SandboxReply {
  for (const name of ["pageSize", "page_size"])
    if (body[name] !== undefined)
      throw new Refusal(400, {
        errorCode: { requestError: "PAGE_SIZE_NOT_SUPPORTED" },
        message: "Setting the page size is not supported. Search Responses will have fixed page size of '10000' rows.",
      });
  const offset = offsetOf(body.pageToken, String(body.query));
  const render = renderer(plan);
  const texts: string[] = [];
  let total = 0;
  for (const row of answerRows(plan, world) as Iterable<ResultRow>) {
    if (total >= offset && texts.length < CHUNK_ROWS) texts.push(JSON.stringify(render(row)));
    total++;
  }
  const next = offset + texts.length;
  const parts = [
    ...(texts.length > 0 ? [`"results":[${texts.join(",\n")}]`] : []),
    ...(next < total ? [`"nextPageToken":${JSON.stringify(tokenOf(next, String(body.query)))}`] : []),
    `"totalResultsCount":"${total}"`,
    `"fieldMask":${JSON.stringify(plan.fieldMask)}`,
    `"queryResourceConsumption":"${consumptionOf(texts.length)}"`,
  ];
  return { status: 200, headers: { "request-id": requestId }, body: `{${parts.join(",")}}` };
}

function tokenOf(offset: number, query: string): string {
  return Buffer.from(JSON.stringify([offset, query])).toString("base64url");
}

function offsetOf(token: unknown, query: string): number {
  if (token === undefined || token === "") return 0;
  try {
    const [offset, of] = JSON.parse(Buffer.from(String(token), "base64url").toString("utf8")) as [number, string];
    if (of === query && Number.isInteger(offset)) return offset;
  } catch {
    // Not a token of ours: refused below like that of another query.
  }
  throw new Refusal(400, { errorCode: { requestError: "INVALID_PAGE_TOKEN" }, message: "Invalid page token." });
}
