import type { Classify } from "../../lib/http/http.ts";
import { HttpError, type HttpErrorDetails } from "../../lib/http/http-error.ts";
import { redactText } from "../../lib/http/redact.ts";
import { DEFAULT_RETRY } from "../../lib/http/retry.ts";
import { jsonOrNull } from "../json-or-null.ts";
import { DAY_QUOTA, ERROR_RULES, type ErrorRule, STATUS_RULES } from "./error-rules.ts";
import { errorSchema } from "./schema.ts";

/** A refusal in the API's own words: `code` is `<group>.<CODE>`, or a reason, or null where the answer gave none. */
export class GoogleAdsError extends HttpError {
  readonly code: string | null;
  readonly refuses: ErrorRule["refuses"];

  constructor(message: string, details: HttpErrorDetails, code: string | null, refuses: ErrorRule["refuses"]) {
    super(message, details);
    this.name = "GoogleAdsError";
    this.code = code;
    this.refuses = refuses;
  }
}

/**
 * Work that is too much even for the smallest query is the account's own trouble, and its budget comes back by itself: it
 * must not end the source for now, as a spent day quota of the project does.
 */
export function ofAccount(error: unknown): unknown {
  if (!(error instanceof GoogleAdsError) || error.refuses !== "range") return error;
  const { failure, where = "", status, requestId, fix } = error;
  const details = { failure, kind: "transient", where, status, requestId, fix } as const;
  return new GoogleAdsError(error.message, details, error.code, error.refuses);
}

interface Refusal {
  readonly code: string | null;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly rule: ErrorRule | undefined;
}

/** For the HTTP client: what the body says beats the status. */
export const classifyGoogleAds: Classify = (error) => {
  const { rule, retryAfterMs } = readBody(error);
  return rule === undefined ? undefined : { kind: rule.kind, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
};

/**
 * A bad answer in words, without its body: an API may repeat what it was sent. No answer at all stays what it is, and so does an error
 * without a body: the sign-in has put it into words already.
 */
export function googleAdsError(error: HttpError, secrets: readonly string[]): HttpError {
  return error.bodyText === undefined ? error : inWords(readBody(error), error, secrets);
}

/** The same for an `error` element inside a stream that began as a success. */
export function embeddedError(body: unknown, where: string, secrets: readonly string[]): GoogleAdsError {
  const refusal = refusalOf(body, undefined, undefined);
  return inWords(refusal, { kind: "transient", where, status: refusal.status }, secrets);
}

function inWords(
  refusal: Refusal,
  error: Pick<HttpErrorDetails, "kind" | "status" | "requestId"> & { readonly where: string | undefined },
  secrets: readonly string[],
): GoogleAdsError {
  const { code, rule, retryAfterMs } = refusal;
  const requestId = refusal.requestId ?? error.requestId;
  const said = secrets.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), redactText(refusal.message));
  const marks = [`HTTP ${error.status ?? "?"}`, ...(requestId === undefined ? [] : [`request ${requestId}`])];
  return new GoogleAdsError(
    `Google Ads answered ${code ?? "an error"}: ${said.slice(0, 500)} (${marks.join(", ")})`,
    {
      failure: "status",
      kind: rule?.kind ?? error.kind,
      where: error.where ?? "",
      status: error.status,
      requestId,
      retryAfterMs,
      fix: rule?.fix,
    },
    code,
    rule?.refuses ?? null,
  );
}

/** The body of a bad answer: an object, an array around one, HTML, nothing. */
function readBody(error: HttpError): Refusal {
  const body = jsonOrNull(error.bodyText ?? "");
  const first = Array.isArray(body) ? body[0] : body;
  return refusalOf((first as { readonly error?: unknown } | null)?.error, error.status, error.retryAfterMs);
}

function refusalOf(body: unknown, httpStatus: number | undefined, headerDelayMs: number | undefined): Refusal {
  const parsed = errorSchema.safeParse(body);
  const { code: bodyStatus, message, details } = parsed.success ? parsed.data : errorSchema.parse({});
  const status = httpStatus ?? bodyStatus;
  const failure = details.flatMap(({ errors }) => errors)[0];
  const [group, name] = Object.entries(failure?.errorCode ?? {})[0] ?? [];
  const reason = details.find((detail) => detail.reason !== undefined)?.reason;
  const code = group === undefined ? (reason ?? null) : `${group}.${name}`;
  const retryAfterMs = milliseconds(failure?.details?.quotaErrorDetails?.retryDelay) ?? headerDelayMs;
  const isDayQuota = retryAfterMs !== undefined && retryAfterMs > DEFAULT_RETRY.maxRetryAfterMs;
  const known = ERROR_RULES[code ?? ""] ?? ERROR_RULES[group ?? ""] ?? STATUS_RULES[status ?? 0];
  return {
    code,
    message: failure?.message ?? message ?? "no message",
    requestId: details.find((detail) => detail.requestId !== undefined)?.requestId,
    retryAfterMs,
    status,
    rule: isDayQuota && (known === undefined || known.kind === "transient") ? DAY_QUOTA : known,
  };
}

/** `30s`, `1.5s` → milliseconds. */
function milliseconds(duration: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? "");
  return match ? Number(match[1]) * 1000 : undefined;
}
