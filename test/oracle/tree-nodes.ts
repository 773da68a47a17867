/** A node of the engine's parse or resolved tree, as it comes over the wire. */
export type TreeNode = { readonly [field: string]: unknown };

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

export function child(node: TreeNode, field: string): TreeNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

export function children(node: TreeNode, field: string): readonly TreeNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Every node below, outermost first, that stands in a field for which `test` holds. */
export function findNodes(root: unknown, test: (field: string, node: TreeNode) => boolean): readonly TreeNode[] {
  if (Array.isArray(root)) return root.flatMap((item) => findNodes(item, test));
  if (!isNode(root)) return [];
  return Object.entries(root).flatMap(([field, value]) => {
    if (Array.isArray(value))
      return value.flatMap((item) => [...(isNode(item) && test(field, item) ? [item] : []), ...findNodes(item, test)]);
    if (!isNode(value)) return [];
    return test(field, value) ? [value, ...findNodes(value, test)] : findNodes(value, test);
  });
}

/** A node's fields are spread over its `parent` chain, one for each class it inherits from. */
export function inherited(node: TreeNode, field: string): unknown {
  for (let at: TreeNode | undefined = node; at !== undefined; at = child(at, "parent")) {
    const value = at[field];
    if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)) return value;
  }
  return undefined;
}

/** The node of a choice: `{ node: "resolved_cast_node", resolved_cast_node: … }`, opened to the end. */
export function unwrap(node: TreeNode): { readonly kind: string; readonly node: TreeNode } {
  let kind = "";
  let current = node;
  for (;;) {
    const name = current.node;
    const next = typeof name === "string" ? child(current, name) : undefined;
    if (typeof name !== "string" || next === undefined) return { kind, node: current };
    kind = name;
    current = next;
  }
}

/** The bytes of the source that a node comes from, if recorded. */
export function byteRange(node: TreeNode): ByteRange | undefined {
  const range =
    inherited(node, "parse_location_range") ?? findNodes(node, (field) => field === "parse_location_range")[0];
  if (!isNode(range)) return undefined;
  return { start: Number(range.start ?? 0), end: Number(range.end ?? 0) };
}

/** `line:column` of a byte, both from 1. */
export function lineColumn(sql: string, byte: number): string {
  const lines = Buffer.from(sql).subarray(0, byte).toString().split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}
