import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A call as Graph would read it: parameters of the URL and of the body alike. */
export interface GraphRequest {
  readonly method: string;
  /** Without version. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly number: number;
}

export interface GraphReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects as JSON, text as it is. */
  readonly body: unknown;
}

export interface GraphServer {
  readonly url: string;
  readonly requests: readonly GraphRequest[];
  openSockets(): number;
  close(): Promise<void>;
}

/** A server for answers that the sandbox has no reason to give. `null`: no answer at all. */
export async function graphServer(answer: (request: GraphRequest) => GraphReply | null): Promise<GraphServer> {
  const requests: GraphRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
      const form = new URLSearchParams(Buffer.concat(parts).toString("utf8"));
      const request = {
        method: incoming.method ?? "GET",
        path: url.pathname.replace(/^\/v26\.0\//, ""),
        params: Object.fromEntries([...url.searchParams, ...form]),
        number: requests.length + 1,
      };
      requests.push(request);
      const reply = answer(request);
      if (reply === null) return;
      const { status = 200, headers = {}, body } = reply;
      outgoing.writeHead(status, { "content-type": "application/json", ...headers });
      outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    openSockets: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers jobs at once with these rows, and lets a test answer anything else first. */
export function jobsServer(
  rows: readonly object[],
  first: (request: GraphRequest) => GraphReply | null | undefined = () => undefined,
): Promise<GraphServer> {
  let runs = 0;
  return graphServer((request) => {
    const special = first(request);
    if (special !== undefined) return special;
    if (request.method === "POST") return { body: { report_run_id: String(9000 + ++runs) } };
    if (request.path.endsWith("/insights")) return { body: { data: rows } };
    return { body: { id: request.path, async_status: "Job Completed", async_percent_completion: 100 } };
  });
}

export const graphError = (code: number, message: string, more: object = {}): GraphReply => ({
  status: 400,
  body: { error: { message, type: "OAuthException", code, fbtrace_id: "EJp", ...more } },
});
