import type { SandboxRequest } from "../serve.ts";
import type { SalesforceOperation } from "./faults.ts";

/** Versions of the API that are served; they answer alike. */
const VERSIONS = { oldest: 31, newest: 67 };
const PATHS: readonly { readonly path: RegExp; readonly operation: SalesforceOperation }[] = [
  { path: /^\/query\/?$/, operation: "query" },
  { path: /^\/queryAll\/?$/, operation: "query_all" },
  { path: /^\/query(?:All)?\/([\w-]+)$/, operation: "query_more" },
  { path: /^\/sobjects\/(\w+)\/describe\/?$/, operation: "describe" },
  { path: /^\/limits\/?$/, operation: "limits" },
];

export interface Route {
  readonly operation: SalesforceOperation;
  /** Object or locator. */
  readonly name: string;
  readonly version: string;
}

/** What a request asks for. */
export function routeOf({ method, url }: SandboxRequest): Route {
  if (url.pathname === "/services/oauth2/token") return { operation: "token", name: "", version: "" };
  const [, version = "", number = "", rest = ""] = /^\/services\/data\/(v(\d+)\.0)(\/.*)$/.exec(url.pathname) ?? [];
  const isServed = Number(number) >= VERSIONS.oldest && Number(number) <= VERSIONS.newest;
  if (method === "GET" && isServed)
    for (const { path, operation } of PATHS) {
      const found = path.exec(rest);
      if (found) return { operation, name: found[1] ?? "", version };
    }
  return { operation: "unknown", name: "", version };
}
