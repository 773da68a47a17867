import { quoteName } from "./names.ts";
import { refuse } from "./not-portable.ts";
import { isAnyName, isGroup, isOperator, isWord, splitOn } from "./syntax/nodes.ts";
import type { Node, Nodes, Token } from "./syntax/tokens.ts";

/** GoogleSQL's scalar types in DuckDB. NUMERIC has 38 digits, 9 of them decimals, in both. */
const SCALAR_TYPES: Readonly<Record<string, string>> = {
  INT64: "BIGINT",
  INT: "BIGINT",
  INTEGER: "BIGINT",
  BIGINT: "BIGINT",
  SMALLINT: "BIGINT",
  FLOAT64: "DOUBLE",
  STRING: "VARCHAR",
  BOOL: "BOOLEAN",
  BOOLEAN: "BOOLEAN",
  BYTES: "BLOB",
  TIMESTAMP: "TIMESTAMPTZ",
  DATETIME: "TIMESTAMP",
  DATE: "DATE",
  JSON: "JSON",
  NUMERIC: "DECIMAL(38,9)",
  DECIMAL: "DECIMAL(38,9)",
};

/** The DuckDB type of GoogleSQL type text such as `ARRAY<STRUCT<k STRING, v INT64>>`; `at` is where messages point when it is empty. */
export function typeOf(nodes: Nodes, at: Node): string {
  const { type, next } = readType(nodes, 0, at);
  const rest = nodes[next];
  if (rest !== undefined) refuse(rest, "unexpected text after a type");
  return type;
}

interface TypeRead {
  readonly type: string;
  /** Index of the first node after the type. */
  readonly next: number;
  /** `>>` closes two brackets: one is still open for the type around. */
  readonly closedTwo?: boolean;
}

/** Reads one type from `start`. */
export function readType(nodes: Nodes, start: number, at: Node): TypeRead {
  const first = nodes[start];
  if (first?.kind !== "name") return refuse(first ?? at, "expected a type");
  if (isWord(first, "ARRAY")) return readArray(nodes, start, first);
  if (isWord(first, "STRUCT")) return readStruct(nodes, start, first);
  const name = first.text.toUpperCase();
  const type = SCALAR_TYPES[name];
  if (type === undefined)
    return refuse(
      first,
      `the type ${first.text} is not portable`,
      `use ${[...new Set(Object.keys(SCALAR_TYPES))].join(", ")}, ARRAY or STRUCT`,
    );
  const parameters = nodes[start + 1];
  if (!isGroup(parameters, "(")) return { type, next: start + 1 };
  return { type: parameterised(name, type, parameters.nodes, first), next: start + 2 };
}

function parameterised(name: string, type: string, parameters: Nodes, at: Token): string {
  const numbers = splitOn(parameters, ",").map((part) =>
    part.length === 1 && part[0]?.kind === "number" && /^[0-9]+$/.test(part[0].text)
      ? Number(part[0].text)
      : refuse(at, `${name} takes numbers in brackets`),
  );
  if ((name === "STRING" || name === "BYTES") && numbers.length === 1) return type;
  const [precision, scale = 0] = numbers;
  if (type.startsWith("DECIMAL") && precision !== undefined && numbers.length <= 2 && precision <= 38 && scale <= 9) {
    return `DECIMAL(${precision},${scale})`;
  }
  return refuse(at, `${name} does not take these parameters`);
}

function readArray(nodes: Nodes, start: number, at: Token): TypeRead {
  if (!isOperator(nodes[start + 1], "<")) return refuse(at, "ARRAY needs its element type", "write ARRAY<type>");
  const element = readType(nodes, start + 2, at);
  return closed(nodes, element, `${element.type}[]`, at);
}

function readStruct(nodes: Nodes, start: number, at: Token): TypeRead {
  if (!isOperator(nodes[start + 1], "<")) return refuse(at, "STRUCT needs its fields", "write STRUCT<name type, …>");
  const fields: string[] = [];
  let next = start + 2;
  for (;;) {
    const name = nodes[next];
    if (!isAnyName(name)) return refuse(name ?? at, "expected a field name", "write STRUCT<name type, …>");
    const field = readType(nodes, next + 1, at);
    fields.push(`${quoteName(name.value)} ${field.type}`);
    if (!field.closedTwo && isOperator(nodes[field.next], ",")) {
      next = field.next + 1;
      continue;
    }
    return closed(nodes, field, `STRUCT(${fields.join(", ")})`, at);
  }
}

/** Takes the `>` that closes a type whose last inner type was `inner`. */
function closed(nodes: Nodes, inner: TypeRead, type: string, at: Token): TypeRead {
  if (inner.closedTwo) return { type, next: inner.next };
  const closing = nodes[inner.next];
  if (isOperator(closing, ">")) return { type, next: inner.next + 1 };
  if (isOperator(closing, ">>")) return { type, next: inner.next + 1, closedTwo: true };
  return refuse(closing ?? at, "expected > at the end of a type");
}
