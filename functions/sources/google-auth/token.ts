import { z } from "zod";
import { AppError } from "../../lib/errors.ts";
import { egressFor } from "../../lib/http/egress.ts";
import { createHttp } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { DEFAULT_RETRY } from "../../lib/http/retry.ts";
import { cachedToken, type TokenSource } from "../../lib/http/token-source.ts";
import { failure } from "../../lib/http/transport.ts";
import { jsonOrNull } from "../json-or-null.ts";
import type { SourceDependencies } from "../source.ts";
import { readServiceAccount, signAssertion } from "./service-account.ts";
import { type GoogleAuthSettings, NO_SIGN_IN } from "./settings.ts";
import { classifyTokenError, tokenError } from "./token-error.ts";

const TOKEN_URL = "https://oauth2.googleapis.com/token";
/** A token is renewed this long before it runs out, so that none runs out on the way. */
const MARGIN_MS = 60_000;
/** Parameters that no message may repeat. */
const SECRET = ["client_secret", "refresh_token", "assertion"] as const;
const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Access tokens for one scope, from a refresh token or a service account's key. Secrets are looked up when one is needed. */
export function createGoogleToken(
  settings: GoogleAuthSettings,
  scope: string,
  dependencies: SourceDependencies,
): TokenSource {
  const url = settings.token_url ?? TOKEN_URL;
  const nowMs = (): number => dependencies.clock.now().getTime();
  const http = createHttp({
    rules: egressFor(settings.token_url, [new URL(TOKEN_URL).hostname]),
    clock: dependencies.clock,
    sleep: dependencies.sleep,
    random: dependencies.random,
    classify: classifyTokenError,
    // Whoever needs the token tries again, and with it this.
    retry: { ...DEFAULT_RETRY, attempts: 1 },
    ...(dependencies.timeouts === undefined
      ? {}
      : { totalTimeoutMs: dependencies.timeouts.totalMs, idleTimeoutMs: dependencies.timeouts.idleMs }),
  });
  return cachedToken(async (signal) => {
    const parameters = await grant(settings, scope, url, nowMs(), dependencies.secret);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams(parameters).toString();
    const { text } = await http.text({ method: "POST", url, headers, body, signal }).catch((error: unknown) => {
      throw error instanceof HttpError ? tokenError(error, secretsOf(parameters)) : error;
    });
    const parsed = answer.safeParse(jsonOrNull(text));
    if (!parsed.success) throw failure("cut", new URL(url), "expected access_token and expires_in, got another answer");
    return { token: parsed.data.access_token, expiresAtMs: nowMs() + parsed.data.expires_in * 1000 - MARGIN_MS };
  }, nowMs);
}

/** What buys the token: RFC 7523, or RFC 6749 section 6. */
async function grant(
  settings: GoogleAuthSettings,
  scope: string,
  audience: string,
  nowMs: number,
  secret: (reference: string) => string,
): Promise<Record<string, string>> {
  const { service_account_file: file, client_id: clientId, client_secret: clientSecret, refresh_token } = settings;
  if (file !== undefined) {
    const assertion = signAssertion(await readServiceAccount(file), scope, audience, nowMs);
    return { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion };
  }
  if (clientId === undefined || clientSecret === undefined || refresh_token === undefined) {
    throw new AppError(NO_SIGN_IN, { kind: "settings", fix: "complete the keys of the source in settings" });
  }
  return {
    grant_type: "refresh_token",
    client_id: clientId.startsWith("env:") ? secret(clientId) : clientId,
    client_secret: secret(clientSecret),
    refresh_token: secret(refresh_token),
  };
}

function secretsOf(parameters: Readonly<Record<string, string>>): readonly string[] {
  return SECRET.flatMap((name) => parameters[name] ?? []);
}
