import type { JsonLine } from "./json-scan.ts";

interface KeyNode {
  readonly children: { readonly bytes: Buffer; readonly node: KeyNode }[];
  /** The child that the last line took: rows of a file mostly name their keys in one order. */
  last: number;
}

/** Collects the keys of all lines. */
export interface KeyCollector {
  /** Adds a line's keys; false where one stands twice in it. */
  add(bytes: Buffer, line: JsonLine): boolean;
  /** In order of appearance. */
  keys(): readonly string[];
}

/** Orders of keys remembered; a file with more of them is read key by key. */
const MOST_NODES = 20_000;

/**
 * Collects keys by walking a tree of the key orders seen so far, comparing bytes: a known order costs no string and no look-up.
 */
export function collectKeys(): KeyCollector {
  const root: KeyNode = { children: [], last: 0 };
  const keys = new Set<string>();
  let nodes = 0;
  return {
    add(bytes, line) {
      let node: KeyNode = root;
      let isUnique = true;
      for (let member = 0; member < line.members; member++) {
        const start = line.keyStarts[member] ?? 0;
        const end = line.keyEnds[member] ?? 0;
        const known = find(node, bytes, start, end);
        if (known !== null) {
          node = known;
          continue;
        }
        if (repeats(bytes, line, member)) isUnique = false;
        keys.add(keyText(bytes, start, end));
        const next: KeyNode = { children: [], last: 0 };
        // An order with a key twice is not remembered: it must be told from the others each time.
        if (isUnique && nodes < MOST_NODES) {
          node.children.push({ bytes: Buffer.from(bytes.subarray(start, end)), node: next });
          nodes++;
        }
        node = next;
      }
      return isUnique;
    },
    keys: () => [...keys],
  };
}

/** A key as its writer meant it, escapes resolved. */
export function keyText(bytes: Buffer, start: number, end: number): string {
  return JSON.parse(bytes.toString("utf8", start - 1, end + 1)) as string;
}

function find(node: KeyNode, bytes: Buffer, start: number, end: number): KeyNode | null {
  const last = node.children[node.last];
  if (last !== undefined && equals(last.bytes, bytes, start, end)) return last.node;
  for (const [i, child] of node.children.entries()) {
    if (equals(child.bytes, bytes, start, end)) {
      node.last = i;
      return child.node;
    }
  }
  return null;
}

function equals(key: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}

function repeats(bytes: Buffer, line: JsonLine, member: number): boolean {
  const key = keyText(bytes, line.keyStarts[member] ?? 0, line.keyEnds[member] ?? 0);
  for (let before = 0; before < member; before++) {
    if (keyText(bytes, line.keyStarts[before] ?? 0, line.keyEnds[before] ?? 0) === key) return true;
  }
  return false;
}
