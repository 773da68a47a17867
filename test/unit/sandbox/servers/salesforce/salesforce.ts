import { onTestFinished } from "vitest";
import {
  SALESFORCE_CLIENT,
  type SalesforceOptions,
  serveSalesforce,
} from "../../../../../scripts/sandbox/servers/salesforce/server.ts";
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
  signIn(form?: Readonly<Record<string, string>>): Promise<Answer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  query(soql: string, resource?: "query" | "queryAll"): Promise<Answer>;
  /** Every record over all pages. */
  // biome-ignore lint/suspicious/noExplicitAny: records are read as a client in JavaScript reads them
  all(soql: string, resource?: "query" | "queryAll"): Promise<readonly any[]>;
}

/** A server over the small market for the length of a test, looked at after everything happened; it signs in at the first request. */
export async function salesforce(options: Partial<SalesforceOptions> = {}): Promise<Client> {
  const server = await serveSalesforce({ market: small, nowMs: () => FOREVER_MS, ...options });
  let isClosed = false;
  onTestFinished(() => (isClosed ? undefined : server.close()));
  let token: string | undefined;
  const answerOf = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const client: Client = {
    url: server.url,
    close: () => {
      isClosed = true;
      return server.close();
    },
    signIn: async (form = {}) =>
      answerOf(
        await fetch(`${server.url}/services/oauth2/token`, {
          method: "POST",
          body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: SALESFORCE_CLIENT.id,
            client_secret: SALESFORCE_CLIENT.secret,
            ...form,
          }),
        }),
      ),
    get: async (path, headers = {}) => {
      token ??= (await client.signIn()).body.access_token;
      return answerOf(await fetch(server.url + path, { headers: { authorization: `Bearer ${token}`, ...headers } }));
    },
    query: (soql, resource = "query") => client.get(`/services/data/v67.0/${resource}?q=${encodeURIComponent(soql)}`),
    all: async (soql, resource) => {
      const { body, status } = await client.query(soql, resource);
      if (status !== 200) throw new Error(JSON.stringify(body));
      const records = [...body.records];
      for (let next = body.nextRecordsUrl; next !== undefined; ) {
        const { body: page } = await client.get(next);
        records.push(...page.records);
        next = page.nextRecordsUrl;
      }
      return records;
    },
  };
  return client;
}
