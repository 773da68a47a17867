import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { http } from "@google-cloud/functions-framework";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import type { FunctionProcess } from "../../functions/entrypoints/process.ts";
import { registerFunctions } from "../../functions/entrypoints/register.ts";

export interface FunctionAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly status?: string };
}

export interface FunctionsServer {
  readonly url: string;
  /** Sends a request as Workflows does. */
  post(name: string, body: unknown, init?: RequestInit): Promise<FunctionAnswer>;
  close(): Promise<void>;
}

/** Every registered function on loopback, through the functions framework; the path names the function. */
export async function serveFunctions(open: () => Promise<FunctionProcess>): Promise<FunctionsServer> {
  const names: string[] = [];
  registerFunctions((name, handler) => {
    names.push(name);
    http(name, handler);
  }, open);
  const functions = new Map(names.map((name) => [`/${name}`, getTestServer(name)]));
  const front = createServer((request, response) => {
    const own = functions.get(request.url ?? "");
    if (own === undefined) response.writeHead(404).end();
    else own.emit("request", request, response);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  return {
    url,
    post: async (name, body, init = {}) => {
      const response = await fetch(`${url}/${name}`, {
        method: "POST",
        body: JSON.stringify(body),
        ...init,
        headers: { "content-type": "application/json", ...init.headers },
      });
      const text = await response.text();
      return { status: response.status, body: JSON.parse(text) };
    },
    close: () =>
      new Promise((resolve) => {
        front.closeAllConnections();
        front.close(() => resolve());
      }),
  };
}
