import { AppError } from "../../lib/errors.ts";
import { createHttp, type HttpOptions } from "../../lib/http/http.ts";
import { cachedToken, type TokenSource } from "../../lib/http/token-source.ts";
import type { SourceDependencies } from "../source.ts";
import { explained } from "./errors.ts";
import { tokenAnswer } from "./schema.ts";
import type { SalesforceSettings } from "./settings.ts";

export interface Session {
  readonly tokens: TokenSource;
  /** Origin that the organisation's API answers at, told with the token. */
  origin(signal: AbortSignal): Promise<string>;
}

/** Logs in by the client credentials flow when a token is first needed, and again when one is refused: it says no time of expiry. */
export function createSession(
  settings: SalesforceSettings,
  { secret, clock }: SourceDependencies,
  options: HttpOptions,
): Session {
  const http = createHttp(options);
  let origin: string | undefined;
  const tokens = cachedToken(
    async (signal) => {
      const body = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: settings.client_id.startsWith("env:") ? secret(settings.client_id) : settings.client_id,
        client_secret: secret(settings.client_secret),
      });
      const request = {
        method: "POST" as const,
        url: `${settings.login_url.replace(/\/$/, "")}/services/oauth2/token`,
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: body.toString(),
        signal,
      };
      const { text } = await http.text(request).catch((error: unknown) => {
        throw explained(error);
      });
      const parsed = tokenAnswer.safeParse(jsonOrNull(text));
      if (!parsed.success)
        throw new AppError("expected a token with instance_url, got another answer", {
          kind: "auth",
          where: "services/oauth2/token",
          fix: "sources.salesforce.login_url must be the organisation's My Domain, not its website",
        });
      origin = new URL(parsed.data.instance_url).origin;
      return { token: parsed.data.access_token, expiresAtMs: Number.POSITIVE_INFINITY };
    },
    () => clock.now().getTime(),
  );
  return {
    tokens,
    origin: async (signal) => {
      if (origin === undefined) await tokens.token(signal);
      if (origin === undefined) throw new AppError("expected an origin after the login, got none", { kind: "bug" });
      return origin;
    },
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
