import { z } from "zod";
import type { Classify } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { redactText } from "../../lib/http/redact.ts";
import { jsonOrNull } from "../json-or-null.ts";

const body = z.object({ error: z.string(), error_description: z.string().optional() });

/** What a person does about the words of the token endpoint (RFC 6749, section 5.2). */
const FIXES: Readonly<Record<string, string>> = {
  invalid_grant:
    "sign in again and put the new token behind refresh_token: it was revoked or ran out (after 7 days while the OAuth consent screen is in testing); for a service account check its key in Google Cloud console, IAM & Admin, and this machine's clock",
  invalid_client: "check client_id and client_secret against Google Cloud console, APIs & Services, Credentials",
  unauthorized_client: "use a refresh_token that was made with this client_id, or allow the service account the scope",
  invalid_scope: "make the refresh_token anew with the scope that the source needs",
};

/** A credential that is refused is no use to try again; everything else goes by its status. */
export const classifyTokenError: Classify = (error) =>
  error.status !== undefined && error.status >= 400 && error.status < 500 && ![408, 429].includes(error.status)
    ? { kind: "auth" }
    : undefined;

/** The same failure in words, without the body: an endpoint may repeat what it was sent. */
export function tokenError(error: HttpError, secrets: readonly string[]): HttpError {
  const parsed = body.safeParse(jsonOrNull(error.bodyText ?? ""));
  const word = parsed.success ? parsed.data.error : undefined;
  const detail = parsed.success ? `${word}: ${parsed.data.error_description ?? "no description"}` : error.message;
  const fix = FIXES[word ?? ""] ?? (error.kind === "auth" ? FIXES.invalid_client : undefined);
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), redactText(detail));
  return new HttpError(`Google gave no access token: ${clean.slice(0, 300)}`, {
    failure: error.failure,
    kind: error.kind,
    where: error.where ?? "",
    status: error.status,
    requestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
    fix,
  });
}
