import type { SandboxReply } from "../serve.ts";
import { answerRows } from "./answer.ts";
import { failureBody, Refusal } from "./failure.ts";
import type { Plan } from "./plan/plan.ts";
import { renderer } from "./render.ts";
import type { World } from "./rows/world.ts";
import { CHUNK_ROWS, type StreamFrame, streamBody } from "./stream.ts";

export interface Query extends StreamFrame {
  readonly plan: Plan;
  readonly world: World;
}

/** The streamed answer; pieces are made as they are sent. */
export function streamReply(query: Query): SandboxReply {
  return ok(query, streamBody(query.plan, answerRows(query.plan, query.world), query));
}

/** 200 and some rows, then an element that says they are not all. */
export function embeddedErrorReply(query: Query): SandboxReply {
  const { plan, world, requestId } = query;
  const refusal = new Refusal(500, {
    errorCode: { internalError: "INTERNAL_ERROR" },
    message: "An internal error has occurred.",
  });
  const render = renderer(plan);
  const texts: string[] = [];
  for (const row of answerRows({ ...plan, limit: CHUNK_ROWS }, world)) texts.push(render(row));
  const half = texts.slice(0, Math.ceil(texts.length / 2));
  const chunk = `{"results":[${half.join(",\n")}],"fieldMask":${JSON.stringify(plan.fieldMask)},"requestId":${JSON.stringify(requestId)}}`;
  return ok(query, `[${chunk},\r\n${JSON.stringify(failureBody(refusal, requestId))}]`);
}

/** The whole answer but its last bracket. */
export function missingBracketReply(query: Query): SandboxReply {
  const whole = [...streamBody(query.plan, answerRows(query.plan, query.world), query)].join("");
  return ok(query, whole.slice(0, -1));
}

function ok({ requestId }: Query, body: SandboxReply["body"]): SandboxReply {
  return { status: 200, headers: { "request-id": requestId }, body };
}
