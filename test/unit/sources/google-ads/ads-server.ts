import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface AdsRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** GAQL text; empty for other calls. */
  readonly query: string;
  /** From 1, sign-ins left out. */
  readonly count: number;
}

export interface AdsServer {
  readonly url: string;
  readonly requests: readonly AdsRequest[];
  /** Sign-ins so far. */
  readonly tokens: () => number;
  close(): Promise<void>;
}

/** Google's API and token endpoint in the smallest form: `answer` writes what is asked of it, sign-in always succeeds. */
export async function adsServer(
  answer: (request: AdsRequest, response: ServerResponse) => void,
  signIn?: (body: string, response: ServerResponse, count: number) => void,
): Promise<AdsServer> {
  const requests: AdsRequest[] = [];
  let tokens = 0;
  const server = createServer((incoming, response) => {
    let body = "";
    incoming.setEncoding("utf8").on("data", (part) => {
      body += part;
    });
    incoming.on("end", () => {
      if (incoming.url === "/token") {
        tokens += 1;
        if (signIn) signIn(body, response, tokens);
        else response.end(JSON.stringify({ access_token: `token-${tokens}`, expires_in: 3600 }));
        return;
      }
      const query = incoming.method === "POST" ? (JSON.parse(body) as { query: string }).query : "";
      const request = { path: incoming.url ?? "", headers: incoming.headers, body, query, count: requests.length + 1 };
      requests.push(request);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tokens: () => tokens,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A successful answer: chunks of rows, the mask taken from the query as Google takes it. */
export function stream(query: string, ...chunks: readonly (readonly object[])[]): string {
  const frame = { fieldMask: maskOf(query), requestId: "req-1" };
  return JSON.stringify(chunks.map((results) => ({ ...(results.length === 0 ? {} : { results }), ...frame })));
}

export function maskOf(query: string): string {
  const fields = /^SELECT (.*?) FROM /.exec(query)?.[1] ?? "";
  return fields
    .split(", ")
    .map((field) => field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()))
    .join(",");
}

/** The body of a refusal. */
export function refusal(
  status: number,
  errorCode: Readonly<Record<string, string>>,
  more: { readonly message?: string; readonly retryDelay?: string } = {},
): { readonly error: object } {
  return {
    error: {
      code: status,
      message: "Request failed.",
      status: "X",
      details: [
        {
          "@type": "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure",
          requestId: "req-9",
          errors: [
            {
              errorCode,
              message: more.message ?? "It was refused.",
              ...(more.retryDelay === undefined
                ? {}
                : { details: { quotaErrorDetails: { rateScope: "DEVELOPER", retryDelay: more.retryDelay } } }),
            },
          ],
        },
      ],
    },
  };
}
