import type { SandboxReply } from "../serve.ts";

/** Errors stand in an array, also a single one. */
export function problem(
  status: number,
  errorCode: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): SandboxReply {
  return json([{ message, errorCode }], status, headers);
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): SandboxReply {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(body),
  };
}

/** Instants as Salesforce writes them: whole seconds, UTC as an offset without a colon. */
export function instant(atMs: number): string {
  return new Date(wholeSeconds(atMs)).toISOString().replace("Z", "+0000");
}

/** Salesforce keeps no milliseconds. */
export function wholeSeconds(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}
