import type { SandboxRequest } from "../serve.ts";
import type { HubspotOperation } from "./faults.ts";

export interface Route {
  readonly operation: HubspotOperation;
  /** Objects that the path names. */
  readonly names: readonly string[];
}

const PATHS: readonly { readonly method: string; readonly path: RegExp; readonly operation: HubspotOperation }[] = [
  { method: "POST", path: /^\/crm\/v3\/objects\/([^/]+)\/search$/, operation: "search" },
  { method: "POST", path: /^\/crm\/v3\/objects\/([^/]+)\/batch\/read$/, operation: "batch_read" },
  { method: "GET", path: /^\/crm\/v3\/objects\/([^/]+)$/, operation: "list" },
  { method: "POST", path: /^\/crm\/v4\/associations\/([^/]+)\/([^/]+)\/batch\/read$/, operation: "associations" },
  { method: "GET", path: /^\/crm\/v3\/properties\/([^/]+)$/, operation: "properties" },
  { method: "GET", path: /^\/crm\/v3\/pipelines\/([^/]+)$/, operation: "pipelines" },
  { method: "GET", path: /^\/crm\/v3\/owners$/, operation: "owners" },
  { method: "GET", path: /^\/account-info\/v3\/details$/, operation: "account" },
];

/** What a request asks for. */
export function routeOf({ method, url }: SandboxRequest): Route {
  for (const { method: wanted, path, operation } of PATHS) {
    const found = method === wanted ? path.exec(url.pathname) : null;
    if (found) return { operation, names: found.slice(1) };
  }
  return { operation: "unknown", names: [] };
}
