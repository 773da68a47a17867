import type { ServerResponse } from "node:http";
import { type Fault, WIRE_FAULTS, type WireFault } from "./faults.ts";
import type { SandboxReply } from "./serve.ts";

const HTML = "<!DOCTYPE html><html><head><title>502</title></head><body><h1>Error: Server Error</h1></body></html>";
const JSON_TYPE = "application/json; charset=UTF-8";

export function isWireFault(fault: Fault): fault is WireFault {
  return (WIRE_FAULTS as readonly Fault[]).includes(fault);
}

/** Breaks one answer on the wire. `usual` is what would have been answered. */
export async function breakWire(
  fault: WireFault,
  outgoing: ServerResponse,
  usual: () => Promise<SandboxReply> | SandboxReply,
): Promise<void> {
  switch (fault) {
    case "hang":
      return;
    case "reset":
      outgoing.socket?.resetAndDestroy();
      return;
    case "server_error_html":
      outgoing.writeHead(502, { "content-type": "text/html" }).end(HTML);
      return;
    case "server_error_empty":
      outgoing.writeHead(503).end();
      return;
    case "cut":
      return half(outgoing, await usual(), () => outgoing.socket?.destroy());
    case "reset_body":
      return half(outgoing, await usual(), () => outgoing.socket?.resetAndDestroy());
    case "stall":
      return half(outgoing, await usual(), () => undefined);
  }
}

/** Half of the body that the headers announce, then whatever breaks it. */
async function half(outgoing: ServerResponse, reply: SandboxReply, then: () => void): Promise<void> {
  let body = "";
  if (typeof reply.body === "string") body = reply.body;
  else for await (const piece of reply.body) body += piece;
  const bytes = Buffer.from(body);
  outgoing.writeHead(reply.status, {
    "content-type": JSON_TYPE,
    ...reply.headers,
    "content-length": String(bytes.length),
  });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), then);
}
