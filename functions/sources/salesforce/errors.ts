import type { ErrorKind } from "../../lib/errors.ts";
import type { Classify } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { redactText } from "../../lib/http/redact.ts";
import { failureList, tokenFailure } from "./schema.ts";

const KINDS: Readonly<Record<string, ErrorKind>> = {
  INVALID_SESSION_ID: "auth",
  INSUFFICIENT_ACCESS: "auth",
  API_CURRENTLY_DISABLED: "auth",
  API_DISABLED_FOR_ORG: "auth",
  INVALID_FIELD: "settings",
  INVALID_TYPE: "settings",
  MALFORMED_QUERY: "settings",
  NOT_FOUND: "settings",
  QUERY_TIMEOUT: "transient",
  INVALID_QUERY_LOCATOR: "transient",
  SERVER_UNAVAILABLE: "transient",
  UNKNOWN_EXCEPTION: "transient",
};

/** What an error code means; undefined leaves it to the status. The day's calls and the calls at one time share a code. */
export function kindOfCode(errorCode: string, message: string): ErrorKind | undefined {
  if (errorCode === "REQUEST_LIMIT_EXCEEDED") return /concurrent/i.test(message) ? "transient" : "quota";
  return KINDS[errorCode];
}

/** What a bad answer of Salesforce means. */
export const classifySalesforce: Classify = (error) => {
  const body = bodyOf(error);
  const token = tokenFailure.safeParse(body);
  if (token.success && error.status !== undefined && error.status < 500)
    return {
      kind: /(?<![a-z])rate(?![a-z])/i.test(`${token.data.error} ${token.data.error_description}`)
        ? "transient"
        : "auth",
    };
  const [first] = failureList.safeParse(body).data ?? [];
  const kind = first && kindOfCode(first.errorCode, first.message);
  return kind === undefined ? undefined : { kind };
};

const FIXES: Readonly<Partial<Record<ErrorKind, string>>> = {
  auth: "check sources.salesforce: client_id and client_secret are those of the app, login_url is the organisation's My Domain, the app has the client credentials flow with a run-as user, and that user may read leads, contacts and opportunities through the API",
  quota: "the organisation's API calls of 24 hours are spent; it is read on when the window moves",
  settings: "Salesforce refused the request as it was made: check sources.salesforce in settings",
};

/** The same error with Salesforce's own words and what to do; its message never quotes records. */
export function explained(error: unknown): unknown {
  if (!(error instanceof HttpError) || error.status === undefined) return error;
  const body = bodyOf(error);
  const [first] = failureList.safeParse(body).data ?? [];
  const token = tokenFailure.safeParse(body).data;
  const said = first
    ? `${first.errorCode}: ${first.message}`
    : token
      ? `${token.error}: ${token.error_description}`
      : "";
  const words = redactText(said).replaceAll(/\s+/g, " ").slice(0, 300);
  return new HttpError(`Salesforce answered ${error.status}${words === "" ? "" : ` (${words})`}`, {
    failure: error.failure,
    kind: error.kind,
    where: error.where ?? "salesforce",
    status: error.status,
    requestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
    headers: error.headers,
    fix: FIXES[error.kind],
    cause: error.cause,
  });
}

function bodyOf(error: HttpError): unknown {
  try {
    return JSON.parse(error.bodyText ?? "");
  } catch {
    return undefined;
  }
}
