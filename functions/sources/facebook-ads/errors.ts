import { z } from "zod";
import { AppError, type ErrorKind } from "../../lib/errors.ts";
import { CLASS_MEANING, GRAPH_ERRORS, type GraphClass } from "./error-table.ts";

/** The `error` of an answer, or the same words of a failed job. Only `code` is always there. */
export const graphErrorBody = z.object({
  code: z.int(),
  error_subcode: z.int().optional(),
  message: z.string().default(""),
  type: z.string().optional(),
  is_transient: z.boolean().optional(),
  error_user_msg: z.string().optional(),
  fbtrace_id: z.string().optional(),
});

export type GraphErrorBody = z.output<typeof graphErrorBody>;

/** Which class an error belongs to. `status` is the HTTP status; null for a job's own error. */
export function classOf(body: GraphErrorBody, status: number | null): GraphClass {
  const row = GRAPH_ERRORS.find(
    ({ codes, subcodes, message }) =>
      codes.some((code) =>
        typeof code === "number" ? code === body.code : code[0] <= body.code && body.code <= code[1],
      ) &&
      (subcodes === undefined || subcodes.includes(body.error_subcode ?? 0)) &&
      (message === undefined || message.test(`${body.message} ${body.error_user_msg ?? ""}`)),
  );
  if (row !== undefined) return row.graphClass;
  return body.is_transient === true || (status !== null && status >= 500) ? "passing" : "request";
}

export interface GraphErrorDetails {
  readonly graphClass: GraphClass;
  readonly where: string;
  /** In place of the class's own. */
  readonly kind?: ErrorKind;
  /** Graph's word on when to come back. */
  readonly retryAfterMs?: number;
}

/** An answer of Graph that is none, classified. Holds no body, no URL with parameters, no cause: those hold tokens. */
export class GraphError extends AppError {
  readonly graphClass: GraphClass;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { graphClass, where, kind, retryAfterMs }: GraphErrorDetails) {
    const meaning = CLASS_MEANING[graphClass];
    super(message, { kind: kind ?? meaning.kind, where, fix: meaning.fix });
    this.name = "GraphError";
    this.graphClass = graphClass;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same error with its message rewritten, as by a redactor. */
  withText(rewrite: (text: string) => string): GraphError {
    return this.copy(rewrite(this.message), this.kind);
  }

  asKind(kind: ErrorKind): GraphError {
    return this.copy(this.message, kind);
  }

  private copy(message: string, kind: ErrorKind): GraphError {
    const { graphClass, where = "", retryAfterMs } = this;
    return new GraphError(message, {
      graphClass,
      where,
      kind,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
}

/** `(#17/2446079) User request limit reached, fbtrace_id EJp`: what support asks for, without anything else. */
export function errorText(body: GraphErrorBody): string {
  const subcode = body.error_subcode === undefined ? "" : `/${body.error_subcode}`;
  const words = [body.message.replace(/^\(#-?\d+\)\s*/, ""), body.error_user_msg].filter(Boolean).join(": ");
  const trace = body.fbtrace_id === undefined ? "" : `, fbtrace_id ${body.fbtrace_id}`;
  return `Facebook answered (#${body.code}${subcode}) ${words}${trace}`;
}
