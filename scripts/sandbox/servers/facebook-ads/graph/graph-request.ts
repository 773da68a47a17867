import type { SandboxRequest } from "../../serve.ts";
import { GraphError, invalidParameter } from "./graph-error.ts";

/** A request as Graph reads it: version, node, edge, and parameters from the query and the body alike. */
export interface GraphRequest {
  readonly method: string;
  /** `v26.0`; null when the path names none. */
  readonly version: string | null;
  /** `me`, `act_555010001` or the id of an object. */
  readonly node: string;
  /** `campaigns`, `insights` …; null reads the node itself. */
  readonly edge: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the request came in, for `paging.next`. */
  readonly url: URL;
}

/** @throws GraphError for a path that no object can have, or a body that cannot be read */
export function readGraphRequest(request: SandboxRequest): GraphRequest {
  const parts = request.url.pathname.split("/").filter((part) => part !== "");
  const version = /^v\d+\.\d+$/.test(parts[0] ?? "") ? (parts.shift() ?? null) : null;
  const [node = "", edge = null, ...more] = parts;
  if (more.length > 0)
    throw new GraphError({ message: `Unknown path components: /${more.join("/")}`, code: 2500, status: 400 });
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "");
  return {
    method: request.method,
    version,
    node,
    edge,
    params: {
      ...(bearer ? { access_token: bearer[1] } : {}),
      ...Object.fromEntries(request.url.searchParams),
      ...bodyParams(request),
    },
    url: request.url,
  };
}

function bodyParams({ body, headers }: SandboxRequest): Record<string, unknown> {
  if (body.trim() === "") return {};
  if (!(headers["content-type"] ?? "").includes("json")) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Falls through: Graph answers the same for text that is no JSON and for JSON that is no object.
  }
  throw invalidParameter("The request body is not a valid JSON object");
}

/** A parameter as text; undefined if it was not sent or is empty. */
export function textParam({ params }: GraphRequest, name: string): string | undefined {
  const value = params[name];
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

/** A structured parameter: JSON text in a URL, JSON itself in a body. Undefined if it was not sent. */
export function jsonParam(request: GraphRequest, name: string): unknown {
  const value = request.params[name];
  if (typeof value !== "string") return value ?? undefined;
  if (value === "") return undefined;
  try {
    return JSON.parse(value.replaceAll("'", '"'));
  } catch {
    return value;
  }
}

/** A list of words: `["a","b"]` or `a,b`. Undefined if it was not sent. */
export function listParam(request: GraphRequest, name: string): readonly string[] | undefined {
  const value = jsonParam(request, name);
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(String);
  return String(value)
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
