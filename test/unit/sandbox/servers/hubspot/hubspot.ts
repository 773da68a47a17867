import { onTestFinished } from "vitest";
import {
  HUBSPOT_ACCESS_TOKEN,
  type HubspotOptions,
  serveHubspot,
} from "../../../../../scripts/sandbox/servers/hubspot/server.ts";
import { FOREVER_MS, small } from "../../market/markets.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as a client in JavaScript reads them
  readonly body: any;
}

export interface Client {
  readonly url: string;
  /** Ends the server before the test does; throws where a fault was asked for that the vendor does not have. */
  close(): Promise<void>;
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body: unknown, token?: string): Promise<Answer>;
}

/** A server over the small market for the length of a test, looked at after everything happened. */
export async function hubspot(options: Partial<HubspotOptions> = {}): Promise<Client> {
  const server = await serveHubspot({ market: small, nowMs: () => FOREVER_MS, ...options });
  let isClosed = false;
  onTestFinished(() => (isClosed ? undefined : server.close()));
  const send = async (path: string, token: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    url: server.url,
    close: () => {
      isClosed = true;
      return server.close();
    },
    get: (path, token = HUBSPOT_ACCESS_TOKEN) => send(path, token, {}),
    post: (path, body, token = HUBSPOT_ACCESS_TOKEN) =>
      send(path, token, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
}

export interface Found {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

/** Every page of a search. */
export async function searchAll(client: Client, object: string, body: object): Promise<readonly Found[]> {
  const found: Found[] = [];
  let after: string | undefined;
  do {
    const { body: page } = await client.post(`/crm/v3/objects/${object}/search`, { limit: 200, ...body, after });
    found.push(...page.results);
    after = page.paging?.next.after;
  } while (after !== undefined);
  return found;
}

/** Every page of a list. */
export async function listAll(client: Client, object: string, query: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  let after = "";
  for (;;) {
    const { body: page } = await client.get(`/crm/v3/objects/${object}?limit=100&${query}${after}`);
    found.push(...page.results);
    if (!page.paging) return found;
    after = `&after=${page.paging.next.after}`;
  }
}
