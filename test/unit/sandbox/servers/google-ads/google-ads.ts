import { onTestFinished } from "vitest";
import { MANAGER_ID } from "../../../../../scripts/sandbox/servers/google-ads/accounts.ts";
import { SANDBOX_OAUTH } from "../../../../../scripts/sandbox/servers/google-ads/oauth.ts";
import {
  type GoogleAdsSandboxOptions,
  serveGoogleAds,
} from "../../../../../scripts/sandbox/servers/google-ads/server.ts";
import { small } from "../../market/markets.ts";

export const CLIENT = "1234567890";
export const US_CLIENT = "2345678901";

/** A reply's JSON, of which a test reads what it expects. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

export interface QueryOptions {
  readonly customerId?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: "search" | "searchStream";
  readonly body?: Readonly<Record<string, unknown>>;
}

/** A client written by hand against the documented protocol. */
export interface GoogleAdsClient {
  readonly url: string;
  readonly accessToken: string;
  token(form: Readonly<Record<string, string>>): Promise<Reply>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  ask(query: string, options?: QueryOptions): Promise<Reply>;
  /** All rows of a streamed answer; throws unless it is one. */
  rows(query: string, customerId?: string): Promise<readonly Json[]>;
  close(): Promise<void>;
}

export const REFRESH_GRANT = {
  grant_type: "refresh_token",
  client_id: SANDBOX_OAUTH.clientId,
  client_secret: SANDBOX_OAUTH.clientSecret,
  refresh_token: SANDBOX_OAUTH.refreshToken,
} as const;

/** A server over the small market, looked at when all has ended, and a client that has a token. */
export async function googleAds(options: Partial<GoogleAdsSandboxOptions> = {}): Promise<GoogleAdsClient> {
  const server = await serveGoogleAds({ market: small, nowMs: () => small.endMs, ...options });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await server.close();
  };
  onTestFinished(close);
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(`${server.url}${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true && text !== "";
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  const token = (form: Readonly<Record<string, string>>): Promise<Reply> =>
    send("/token", { method: "POST", body: new URLSearchParams(form) });
  const accessToken = String((await token(REFRESH_GRANT)).json?.access_token ?? "");
  const headers = { authorization: `Bearer ${accessToken}`, "login-customer-id": MANAGER_ID };
  const ask = (query: string, { customerId = CLIENT, method = "searchStream", ...rest }: QueryOptions = {}) =>
    send(`/v25/customers/${customerId}/googleAds:${method}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", ...rest.headers },
      body: JSON.stringify({ query, ...rest.body }),
    });
  return {
    url: server.url,
    accessToken,
    token,
    get: (path, more) => send(path, { headers: { ...headers, ...more } }),
    ask,
    rows: async (query, customerId) => {
      const { status, text, json } = await ask(query, customerId === undefined ? {} : { customerId });
      if (status !== 200) throw new Error(`expected rows of "${query}", got ${status} ${text}`);
      return json.flatMap(({ results = [] }: { results?: Json[] }) => results);
    },
    close,
  };
}

/** The error code of a refusal, `queryError UNRECOGNIZED_FIELD`. */
export function codeOf({ json }: Reply): string {
  const error = (Array.isArray(json) ? json[0] : json)?.error;
  return Object.entries(error.details[0].errors[0].errorCode)
    .map((pair) => pair.join(" "))
    .join();
}
