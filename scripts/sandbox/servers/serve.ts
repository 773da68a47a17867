import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Market } from "../market/market.ts";
import { breakWire, isWireFault } from "./break-wire.ts";
import { type Fault, type FaultPlan, WIRE_FAULTS } from "./faults.ts";

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
  /** Faults that the vendor makes itself, by operation. Without it the vendor's `answer` must throw for those it does not know. */
  readonly knownFaults?: Readonly<Record<string, readonly Fault[]>>;
}

export interface SandboxServer {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly url: string;
  /** Ends the server and every open connection. Throws what went wrong inside the sandbox meanwhile: a test must not pass over it. */
  close(): Promise<void>;
}

/** Serves a vendor on loopback. Faults of the wire (5xx, hang, reset, cut) are made here, the vendor makes its own. */
export async function serve(vendor: Vendor, options: Omit<SandboxOptions, "market">): Promise<SandboxServer> {
  let requestNumber = 0;
  const problems: unknown[] = [];
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (incoming.destroyed && !incoming.complete) return;
      problems.push(error);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { "content-type": "text/plain" }).end(`sandbox: ${textOf(error)}`);
    });
  });
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming);
    const described = vendor.describe(request);
    const fault =
      options.faults?.({
        vendor: vendor.name,
        ...described,
        requestNumber: requestNumber++,
        url: request.url.href,
        body: request.body,
      }) ?? null;
    if (fault === null) return send(outgoing, await vendor.answer(request, null));
    if (isWireFault(fault)) return breakWire(fault, outgoing, () => vendor.answer(request, null));
    checkKnown(vendor, described.operation, fault);
    return send(outgoing, await vendor.answer(request, fault));
  }
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      if (problems.length > 0) throw new AggregateError(problems, `sandbox: ${problems.map(textOf).join("; ")}`);
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.stack}` : String(error);
}

function checkKnown({ name, knownFaults }: Vendor, operation: string, fault: Fault): void {
  if (!knownFaults) return;
  const known = knownFaults[operation] ?? [];
  if (!known.includes(fault))
    throw new RangeError(
      `expected a fault that ${name} knows for ${operation} (${[...WIRE_FAULTS, ...known].join(", ")}), got "${fault}"`,
    );
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

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off("drain", done).off("close", done);
      resolve();
    };
    outgoing.on("drain", done).on("close", done);
  });
}
