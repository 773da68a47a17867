import type { SandboxReply } from "../serve.ts";

/** HubSpot's category of an error. */
export type ErrorCategory =
  | "VALIDATION_ERROR"
  | "INVALID_AUTHENTICATION"
  | "EXPIRED_AUTHENTICATION"
  | "MISSING_SCOPES"
  | "OBJECT_NOT_FOUND";

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): SandboxReply {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

/** An error as most of HubSpot's endpoints word it. */
export function problem(
  status: number,
  category: ErrorCategory,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): SandboxReply {
  return json({ status: "error", message, correlationId: correlationId(message), category, ...more }, status);
}

/** The request was wrong: 400. */
export function invalid(message: string): SandboxReply {
  return problem(400, "VALIDATION_ERROR", message);
}

/** The same message gives the same id, so that answers can be compared. */
export function correlationId(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  const hex = hash.toString(16).padStart(8, "0");
  return `${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-9${hex.slice(2, 5)}-${hex}${hex.slice(0, 4)}`;
}

/** Instants as HubSpot writes them: UTC, milliseconds only where there are some. */
export function instant(atMs: number): string {
  return new Date(atMs).toISOString().replace(".000Z", "Z");
}
