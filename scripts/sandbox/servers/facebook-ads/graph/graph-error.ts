/** An error as Graph sends it. `code` and `error_subcode` say what to do, the message is for people. */
export interface GraphErrorParts {
  readonly message: string;
  readonly code: number;
  readonly subcode?: number;
  readonly type?: "OAuthException" | "GraphMethodException";
  readonly isTransient?: boolean;
  readonly userTitle?: string;
  readonly userMessage?: string;
  /** HTTP status: 400 for nearly everything, throttling too. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export class GraphError extends Error {
  readonly parts: GraphErrorParts;

  constructor(parts: GraphErrorParts) {
    super(parts.message);
    this.name = "GraphError";
    this.parts = parts;
  }
}

/** A parameter, field or filter that Graph refuses. */
export function invalidParameter(message: string): GraphError {
  return new GraphError({ message: `(#100) ${message}`, code: 100 });
}

/** An object that does not exist, or not yet, or not for this token: Graph does not tell which. */
export function unknownObject(id: string, method: string): GraphError {
  return new GraphError({
    message:
      `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, ` +
      "or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
    code: 100,
    subcode: 33,
    type: "GraphMethodException",
  });
}

/** The error's body. `traceId` is what support asks for. */
export function errorBody(parts: GraphErrorParts, traceId: string): string {
  const { message, code, subcode, type = "OAuthException", isTransient, userTitle, userMessage } = parts;
  return JSON.stringify({
    error: {
      message,
      type,
      ...(isTransient === undefined ? {} : { is_transient: isTransient }),
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
      ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
      fbtrace_id: traceId,
    },
  });
}
