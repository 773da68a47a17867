import { afterAll } from "vitest";
import {
  type FacebookAdsOptions,
  SANDBOX_ACCESS_TOKEN,
  serveFacebookAds,
} from "../../../../../scripts/sandbox/servers/facebook-ads/server.ts";
import { small } from "../../market/markets.ts";

/** After every day of the small market, and before any of them is 37 months old. */
export const LATER_MS = Date.parse("2025-12-01T09:00:00Z");

export type Json = Record<string, unknown>;

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
  readonly text: string;
}

export type Params = Readonly<Record<string, unknown>>;

export interface GraphClient {
  readonly url: string;
  get(path: string, params?: Params): Promise<GraphAnswer>;
  post(path: string, params?: Params): Promise<GraphAnswer>;
  /** Every row of every page. */
  all(path: string, params?: Params): Promise<readonly Json[]>;
  /** The error of an answer that must be one. */
  refusal(path: string, params?: Params): Promise<Json>;
}

/** A server of the small market, closed after the file's tests, and a plain client of it. */
export async function graph(options: Partial<FacebookAdsOptions> = {}): Promise<GraphClient> {
  const server = await serveFacebookAds({ market: small, nowMs: () => LATER_MS, ...options });
  afterAll(() => server.close());
  const token = options.credential?.accessToken ?? SANDBOX_ACCESS_TOKEN;
  const answerOf = async (response: Response): Promise<GraphAnswer> => {
    const text = await response.text();
    const isJson = text.startsWith("{");
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as Json) : {},
      text,
    };
  };
  const get = async (path: string, params: Params = {}): Promise<GraphAnswer> => {
    const url = new URL(path.startsWith("http") || path.startsWith("/") ? path : `/v26.0/${path}`, server.url);
    for (const [name, value] of Object.entries({ access_token: token, ...params }))
      if (value !== undefined) url.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
    return answerOf(await fetch(url));
  };
  return {
    url: server.url,
    get,
    async post(path, params = {}) {
      const body = JSON.stringify({ access_token: token, ...params });
      const headers = { "content-type": "application/json" };
      return answerOf(await fetch(`${server.url}/v26.0/${path}`, { method: "POST", headers, body }));
    },
    async all(path, params = {}) {
      const rows: Json[] = [];
      let answer = await get(path, { limit: "500", ...params });
      for (;;) {
        if (answer.status !== 200) throw new Error(answer.text);
        rows.push(...(answer.body.data as Json[]));
        const next = (answer.body.paging as { next?: string } | undefined)?.next;
        if (next === undefined) return rows;
        answer = await get(next);
      }
    },
    async refusal(path, params = {}) {
      const { body, text } = await get(path, params);
      if (typeof body.error !== "object") throw new Error(`expected an error, got ${text}`);
      return body.error as Json;
    },
  };
}

/** The whole small market, day by day. */
export const wholeMarket = {
  time_range: { since: small.firstDay, until: small.lastDay },
  time_increment: "1",
} as const;

/** Filter that lets deleted objects in, for the level it names. */
export const withDeleted = (level: "campaign" | "adset" | "ad") => [
  {
    field: `${level}.effective_status`,
    operator: "IN",
    value: ["ACTIVE", "PAUSED", "CAMPAIGN_PAUSED", "ADSET_PAUSED", "DELETED"],
  },
];

export const EU = "555010001";
export const US = "555010002";
