import type { ErrorKind } from "../../lib/errors.ts";
import type { Classify } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { redactText } from "../../lib/http/redact.ts";
import { jsonOrNull } from "../json-or-null.ts";
import { untilPacificMidnightMs } from "./pacific-midnight.ts";
import { errorSchema } from "./schema.ts";

interface Refusal {
  readonly kind: ErrorKind;
  readonly retryAfterMs?: number;
  readonly fix?: string;
}

const HOUR_MS = 3_600_000;
const SIGN_IN = "sign in again: sources.ga4.refresh_token, or the key in service_account_file, is no longer accepted";
const ACCESS =
  "give the Google account or service account the role Viewer in Google Analytics, Admin, Property access management, or take the property out of sources.ga4.property_ids";
const QUOTA =
  "nothing to do: it is read once the quota renews; other tools that read the same property spend the same tokens";

/** What to do about reasons of google.rpc.ErrorInfo. */
const REASONS: Readonly<Record<string, Refusal>> = {
  SERVICE_DISABLED: {
    kind: "auth",
    fix: "enable the Google Analytics Data API in Google Cloud console, APIs & Services, Library, for the project that owns the client or service account",
  },
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: {
    kind: "auth",
    fix: "make sources.ga4.refresh_token anew with the scope https://www.googleapis.com/auth/analytics.readonly",
  },
};

const STATUSES: Readonly<Record<number, Refusal>> = {
  400: { kind: "settings", fix: "update this program: the API refuses a report that it once took" },
  401: { kind: "auth", fix: SIGN_IN },
  403: { kind: "auth", fix: ACCESS },
  404: { kind: "settings", fix: "check sources.ga4.property_ids and sources.ga4.base_url" },
};

/** For the HTTP client: what a bad answer means. */
export function classifyGa4(nowMs: () => number): Classify {
  return (error) => {
    const refusal = refusalOf(error, nowMs());
    return (
      refusal && {
        kind: refusal.kind,
        ...(refusal.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs }),
      }
    );
  };
}

/** A bad answer in the API's own words and with what to do. No answer at all, and a refusal to sign in, which comes in words, stay as they are. */
export function ga4Error(error: unknown, nowMs: number): unknown {
  if (!(error instanceof HttpError) || error.failure !== "status" || error.bodyText === undefined) return error;
  const { status, message } = statusOf(error);
  const refusal = refusalOf(error, nowMs);
  return new HttpError(`Google Analytics answered ${status ?? error.status}: ${redactText(message).slice(0, 500)}`, {
    failure: "status",
    kind: error.kind,
    where: error.where ?? "",
    status: error.status,
    requestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
    fix: refusal?.fix,
  });
}

function refusalOf(error: HttpError, nowMs: number): Refusal | undefined {
  const { message, reason, retryDelayMs, limitName } = statusOf(error);
  if (error.status !== 429) return REASONS[reason ?? ""] ?? STATUSES[error.status ?? 0];
  const words = `${message} ${limitName ?? ""}`.toLowerCase();
  const told = retryDelayMs ?? error.retryAfterMs;
  if (/per ?day/.test(words)) return { kind: "quota", retryAfterMs: untilPacificMidnightMs(nowMs), fix: QUOTA };
  if (/per ?hour|potentially thresholded|server errors/.test(words))
    return { kind: "quota", retryAfterMs: told ?? HOUR_MS, fix: QUOTA };
  return { kind: "transient", ...(told === undefined ? {} : { retryAfterMs: told }) };
}

function statusOf(error: HttpError): {
  readonly message: string;
  readonly status: string | undefined;
  readonly reason: string | undefined;
  readonly retryDelayMs: number | undefined;
  readonly limitName: string | undefined;
} {
  const parsed = errorSchema.safeParse(jsonOrNull(error.bodyText ?? ""));
  const { message, status, details } = parsed.success ? parsed.data.error : errorSchema.parse({}).error;
  const delay = details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay;
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay ?? "")?.[1];
  return {
    message: message ?? "no message",
    status,
    reason: details.find((detail) => detail.reason !== undefined)?.reason,
    retryDelayMs: seconds === undefined ? undefined : Number(seconds) * 1000,
    limitName: details.find((detail) => detail.metadata?.quota_limit !== undefined)?.metadata?.quota_limit,
  };
}
