import type { ErrorKind } from "../../lib/errors.ts";
import type { Classify } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { redactText } from "../../lib/http/redact.ts";
import { failureBody } from "./schema.ts";

/** HubSpot counts seconds and ten seconds; without a Retry-After the wait is the window's length. */
const WINDOW_MS: Readonly<Record<string, number>> = { SECONDLY: 1_000, TEN_SECONDLY_ROLLING: 10_000 };
/** Locked by another process, being moved to another data centre: passing, though below 500. */
const PASSING_STATUS = [423, 477];

/** What a bad answer of HubSpot means. */
export const classifyHubspot: Classify = (error) => {
  const { status, retryAfterMs } = error;
  if (status === 429) {
    const policy = failureOf(error)?.policyName ?? "";
    if (policy === "DAILY") return { kind: "quota" };
    const waitMs = retryAfterMs ?? WINDOW_MS[policy];
    return waitMs === undefined ? { kind: "transient" } : { kind: "transient", retryAfterMs: waitMs };
  }
  if (status !== undefined && PASSING_STATUS.includes(status)) return { kind: "transient" };
  return undefined;
};

const FIXES: Readonly<Partial<Record<ErrorKind, string>>> = {
  auth: "set sources.hubspot.access_token to the token of a private app with the scopes crm.objects.contacts.read and crm.objects.deals.read",
  quota: "the account's daily API limit is spent; it is read on after midnight in the account's time zone",
  settings: "HubSpot refused the request as it was made: check sources.hubspot in settings",
};

/** The same error with HubSpot's own words and what to do; its message never quotes records. */
export function explained(error: unknown): unknown {
  if (!(error instanceof HttpError) || error.status === undefined) return error;
  const body = failureOf(error);
  const scopes = body?.errors?.flatMap(({ context }) => context?.requiredGranularScopes ?? []) ?? [];
  const words = [body?.category ?? body?.errorType ?? body?.policyName, body?.message && redactText(body.message)];
  const said = words.filter(Boolean).join(": ").slice(0, 300);
  return new HttpError(`HubSpot answered ${error.status}${said === "" ? "" : ` (${said})`}`, {
    failure: error.failure,
    kind: error.kind,
    where: error.where ?? "api.hubapi.com",
    status: error.status,
    requestId: body?.correlationId ?? error.requestId,
    retryAfterMs: error.retryAfterMs,
    headers: error.headers,
    fix: scopes.length > 0 ? `give the private app the scopes ${scopes.join(", ")}` : FIXES[error.kind],
    cause: error.cause,
  });
}

function failureOf(error: HttpError): ReturnType<typeof failureBody.parse> | undefined {
  try {
    return failureBody.safeParse(JSON.parse(error.bodyText ?? "")).data;
  } catch {
    return undefined;
  }
}
