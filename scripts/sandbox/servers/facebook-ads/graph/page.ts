import { invalidParameter } from "./graph-error.ts";
import { type GraphRequest, textParam } from "./graph-request.ts";

/** A list as Graph sends it. The last page has cursors but no `next`; an empty list has no `paging`. */
export interface Page {
  readonly data: readonly unknown[];
  readonly paging?: {
    readonly cursors: { readonly before: string; readonly after: string };
    readonly next?: string;
    readonly previous?: string;
  };
}

const DEFAULT_LIMIT = 25;
/** More is not an error: a page is shorter than asked for. */
const MAX_LIMIT = 500;

export interface PageOptions {
  /** The cursor leads to this page once more: what a reader sees when a page comes twice. */
  readonly isRepeated?: boolean;
}

/** One page of `items`, by `limit`, `after` and `before`. Cursors count from the list's start. */
export function pageOf<Item>(
  items: readonly Item[],
  request: GraphRequest,
  show: (item: Item) => unknown,
  { isRepeated = false }: PageOptions = {},
): Page {
  const limit = limitOf(request);
  const after = cursorParam(request, "after");
  const before = cursorParam(request, "before");
  const start = after ?? (before === undefined ? 0 : Math.max(0, before - limit));
  const end = Math.min(before !== undefined && after === undefined ? before : start + limit, items.length);
  const data = items.slice(start, end).map(show);
  if (data.length === 0) return { data };
  const cursors = { before: cursorText(start), after: cursorText(isRepeated ? start : end) };
  return {
    data,
    paging: {
      cursors,
      ...(end < items.length || isRepeated ? { next: link(request, "after", cursors.after) } : {}),
      ...(start > 0 ? { previous: link(request, "before", cursors.before) } : {}),
    },
  };
}

function limitOf(request: GraphRequest): number {
  const text = textParam(request, "limit");
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw invalidParameter("Param limit must be an integer greater than 0");
  return Math.min(limit, MAX_LIMIT);
}

/** Position as Graph writes it: base64, `=` as `ZD`. */
function cursorText(position: number): string {
  return `${Buffer.from(String(position)).toString("base64").replaceAll("=", "ZD")}`;
}

function cursorParam(request: GraphRequest, name: "after" | "before"): number | undefined {
  const text = textParam(request, name);
  if (text === undefined) return undefined;
  const position = Number(Buffer.from(text.replace(/(ZD)+$/, ""), "base64").toString("utf8"));
  if (!Number.isInteger(position) || cursorText(position) !== text)
    throw invalidParameter(`Invalid cursors values with after/before cursor: ${text}`);
  return position;
}

/** Same request with a cursor. Graph puts the token in, and leaves `appsecret_proof` out. */
function link({ url, node, edge, version, params }: GraphRequest, name: "after" | "before", cursor: string): string {
  const next = new URL(`/${[version, node, edge].filter((part) => part !== null).join("/")}`, url.origin);
  for (const [key, value] of Object.entries(params))
    if (!["after", "before", "appsecret_proof"].includes(key))
      next.searchParams.set(key, typeof value === "string" ? value : JSON.stringify(value));
  next.searchParams.set(name, cursor);
  return next.href;
}
