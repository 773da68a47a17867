import { createPublicKey, verify } from "node:crypto";
import type { SandboxReply, SandboxRequest } from "../serve.ts";

/** What the token endpoint accepts. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** For the JWT bearer grant; without it no service account is known. */
  readonly serviceAccount?: { readonly email: string; readonly publicKeyPem: string };
  /** Seconds that an access token is good for. */
  readonly accessTokenSeconds: number;
}

/** The credential of the sandbox: invented, the same everywhere. */
export const SANDBOX_OAUTH: OAuthClient = {
  clientId: "sandbox.apps.googleusercontent.com",
  clientSecret: "sandbox-client-secret",
  refreshToken: "1//sandbox-refresh-token",
  accessTokenSeconds: 3599,
};

export type TokenState = "valid" | "expired" | "unknown";

export interface TokenService {
  /** `POST /token`. */
  grant(request: SandboxRequest): SandboxReply;
  stateOf(accessToken: string): TokenState;
  /** Ends a token before its time: whoever holds it must ask for a new one. */
  expire(accessToken: string): void;
}

const ADWORDS_SCOPE = "https://www.googleapis.com/auth/adwords";
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const AUDIENCE = "https://oauth2.googleapis.com/token";
const MAX_ASSERTION_SECONDS = 3600;

/** Grants access tokens of a scope for a refresh token or a signed assertion, by the sandbox's clock. */
export function createTokenService(client: OAuthClient, nowMs: () => number, scope = ADWORDS_SCOPE): TokenService {
  const expiresMs = new Map<string, number>();
  const issue = (): SandboxReply => {
    const accessToken = `ya29.sandbox-${expiresMs.size + 1}`;
    expiresMs.set(accessToken, nowMs() + client.accessTokenSeconds * 1000);
    return json(200, {
      access_token: accessToken,
      expires_in: client.accessTokenSeconds,
      scope,
      token_type: "Bearer",
    });
  };
  return {
    grant: ({ body, url }) => {
      const form = new URLSearchParams(body);
      switch (form.get("grant_type")) {
        case "refresh_token":
          return refreshProblem(form, client) ?? issue();
        case JWT_BEARER:
          return (
            assertionProblem(
              form.get("assertion") ?? "",
              client,
              { audiences: [AUDIENCE, url.href], scope },
              nowMs(),
            ) ?? issue()
          );
        default:
          return json(400, { error: "unsupported_grant_type", error_description: "Invalid grant_type" });
      }
    },
    stateOf: (accessToken) => {
      const until = expiresMs.get(accessToken);
      if (until === undefined) return "unknown";
      return nowMs() < until ? "valid" : "expired";
    },
    expire: (accessToken) => {
      if (expiresMs.has(accessToken)) expiresMs.set(accessToken, Number.NEGATIVE_INFINITY);
    },
  };
}

function refreshProblem(form: URLSearchParams, client: OAuthClient): SandboxReply | null {
  if (form.get("client_id") !== client.clientId)
    return json(401, { error: "invalid_client", error_description: "The OAuth client was not found." });
  if (form.get("client_secret") !== client.clientSecret)
    return json(401, { error: "invalid_client", error_description: "Unauthorized" });
  return form.get("refresh_token") === client.refreshToken ? null : revoked();
}

/** A JWT signed with RS256 by the service account, for this scope and endpoint, no longer good than an hour. */
function assertionProblem(
  assertion: string,
  { serviceAccount }: OAuthClient,
  { audiences, scope }: { readonly audiences: readonly string[]; readonly scope: string },
  nowMs: number,
): SandboxReply | null {
  const [header = "", payload = "", signature = ""] = assertion.split(".");
  const claims = claimsOf(payload);
  if (claims === null) return invalidGrant("Bad Request");
  if (!serviceAccount || claims.iss !== serviceAccount.email) return invalidGrant("Invalid grant: account not found");
  const key = createPublicKey(serviceAccount.publicKeyPem);
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url")))
    return invalidGrant("Invalid JWT Signature.");
  if (!audiences.includes(String(claims.aud))) return invalidGrant("Invalid JWT: Failed audience check");
  const [from, until] = [Number(claims.iat), Number(claims.exp)];
  const now = nowMs / 1000;
  if (!(until - from <= MAX_ASSERTION_SECONDS && from <= now + 300 && until > now - 300))
    return invalidGrant(
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
    );
  if (!String(claims.scope).split(" ").includes(scope))
    return json(400, {
      error: "invalid_scope",
      error_description: "Invalid OAuth scope or ID token audience provided.",
    });
  return null;
}

function claimsOf(payload: string): Readonly<Record<string, unknown>> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? { ...claims } : null;
  } catch {
    return null;
  }
}

export function revoked(): SandboxReply {
  return invalidGrant("Token has been expired or revoked.");
}

function invalidGrant(description: string): SandboxReply {
  return json(400, { error: "invalid_grant", error_description: description });
}

function json(status: number, body: object): SandboxReply {
  return { status, body: JSON.stringify(body) };
}
