import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Market } from "../market/market.ts";
import type { Fault, FaultPlan } from "./faults.ts";

export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SandboxReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text at once, or pieces as they come. */
  readonly body: string | Iterable<string> | AsyncIterable<string>;
}

/** What a server is told about its world. */
export interface SandboxOptions {
  readonly market: Market;
  /** The instant the platforms are looked at, milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly faults?: FaultPlan;
  /** The vendor's rate limits; off by default, since they are slower than a machine. */
  readonly hasLimits?: boolean;
  /** 0: any free port. */
  readonly port?: number;
}

/** One vendor: how requests are named and answered, and how its own faults look. */
export interface Vendor {
  readonly name: string;
  /** Operation and account of a request, for the fault plan. */
  describe(request: SandboxRequest): { readonly operation: string; readonly accountId: string | null };
  answer(request: SandboxRequest, fault: Fault | null): Promise<SandboxReply> | SandboxReply;
}

export interface SandboxServer {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly url: string;
  /** Ends the server and every open connection. */
  close(): Promise<void>;
}

const HTML = "<!DOCTYPE html><html><head><title>502</title></head><body><h1>Error: Server Error</h1></body></html>";

/** Serves a vendor on loopback. Faults of the wire (5xx, hang, reset, cut) are made here, the vendor makes its own. */
export async function serve(vendor: Vendor, options: Omit<SandboxOptions, "market">): Promise<SandboxServer> {
  let requestNumber = 0;
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500, { "content-type": "text/plain" });
      outgoing.end(`sandbox: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming);
    const fault =
      options.faults?.({
        vendor: vendor.name,
        ...vendor.describe(request),
        requestNumber: requestNumber++,
        url: request.url.href,
        body: request.body,
      }) ?? null;
    switch (fault) {
      case "hang":
        return;
      case "reset":
        incoming.socket.resetAndDestroy();
        return;
      case "server_error_html":
        return send(outgoing, { status: 502, headers: { "content-type": "text/html" }, body: HTML });
      case "server_error_empty":
        return send(outgoing, { status: 503, body: "" });
      case "cut":
        return cut(outgoing, await vendor.answer(request, null));
      default:
        return send(outgoing, await vendor.answer(request, fault));
    }
  }
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<SandboxRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return {
    method: incoming.method ?? "GET",
    url: new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "127.0.0.1"}`),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : `${value}`,
      ]),
    ),
    body: Buffer.concat(parts).toString("utf8"),
  };
}

async function send(outgoing: ServerResponse, reply: SandboxReply): Promise<void> {
  outgoing.writeHead(reply.status, { "content-type": "application/json; charset=UTF-8", ...reply.headers });
  if (typeof reply.body === "string") {
    outgoing.end(reply.body);
    return;
  }
  for await (const piece of reply.body) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(piece)) await drained(outgoing);
  }
  outgoing.end();
}

/** Half of the body, then the connection breaks. */
async function cut(outgoing: ServerResponse, reply: SandboxReply): Promise<void> {
  let body = "";
  if (typeof reply.body === "string") body = reply.body;
  else for await (const piece of reply.body) body += piece;
  outgoing.writeHead(reply.status, {
    "content-type": "application/json; charset=UTF-8",
    ...reply.headers,
    "content-length": String(Buffer.byteLength(body)),
  });
  outgoing.write(body.slice(0, Math.floor(body.length / 2)), () => outgoing.socket?.destroy());
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    outgoing.once("close", resolve);
  });
}
