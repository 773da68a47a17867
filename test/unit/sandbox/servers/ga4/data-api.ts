import { afterAll } from "vitest";
import { type Ga4SandboxOptions, serveGa4 } from "../../../../../scripts/sandbox/servers/ga4/server.ts";
import { SANDBOX_OAUTH } from "../../../../../scripts/sandbox/servers/google-ads/oauth.ts";
import { small } from "../../market/markets.ts";

/** After every day of the small market and all processing of it. */
export const LATER_MS = Date.parse("2025-12-01T09:00:00Z");

export const PROPERTY_ID = small.web.propertyId;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as a client in JavaScript reads them
  readonly body: any;
}

export interface DataApi {
  readonly url: string;
  token(form?: Readonly<Record<string, string>>): Promise<Answer>;
  report(body: object | string, options?: { readonly propertyId?: string; readonly token?: string }): Promise<Answer>;
}

/** A server of the small market's web property, closed after the file's tests, with a token taken at the first report. */
export async function dataApi(options: Partial<Ga4SandboxOptions> = {}): Promise<DataApi> {
  const server = await serveGa4({ market: small, nowMs: () => LATER_MS, ...options });
  afterAll(() => server.close());
  let taken: string | undefined;
  const answerOf = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const token: DataApi["token"] = async (form = {}) =>
    answerOf(
      await fetch(`${server.url}/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "refresh_token",
          client_id: SANDBOX_OAUTH.clientId,
          client_secret: SANDBOX_OAUTH.clientSecret,
          refresh_token: SANDBOX_OAUTH.refreshToken,
          ...form,
        }),
      }),
    );
  return {
    url: server.url,
    token,
    async report(body, { propertyId = PROPERTY_ID, token: own } = {}) {
      taken ??= String((await token()).body.access_token);
      return answerOf(
        await fetch(`${server.url}/v1beta/properties/${propertyId}:runReport`, {
          method: "POST",
          headers: { authorization: `Bearer ${own ?? taken}`, "content-type": "application/json" },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      );
    },
  };
}

export const names = (...list: readonly string[]) => list.map((name) => ({ name }));

export const wholeMarket = { dateRanges: [{ startDate: small.firstDay, endDate: small.lastDay }] };

/** Rows as objects: `{ date: "20250501", sessions: "812" }`. */
export function rowsOf({ body }: Answer): readonly Readonly<Record<string, string>>[] {
  const dimensionNames = (body.dimensionHeaders ?? []).map(({ name }: { name: string }) => name);
  const metricNames = (body.metricHeaders ?? []).map(({ name }: { name: string }) => name);
  type Values = readonly { readonly value: string }[];
  return (body.rows ?? []).map(
    ({ dimensionValues = [], metricValues = [] }: { dimensionValues?: Values; metricValues?: Values }) =>
      Object.fromEntries([
        ...dimensionValues.map(({ value }, i) => [dimensionNames[i], value]),
        ...metricValues.map(({ value }, i) => [metricNames[i], value]),
      ]),
  );
}
