import { protoTypeText, type TypeProto } from "./google-types.ts";
import {
  byteRange,
  child,
  children,
  findNodes,
  inherited,
  isNode,
  lineColumn,
  type TreeNode,
  unwrap,
} from "./tree-nodes.ts";

/** A call in the resolved tree. */
interface ResolvedCall {
  readonly name: string;
  readonly node: TreeNode;
  readonly args: readonly TreeNode[];
  /** Type text of each argument. */
  readonly types: readonly string[];
  /** Type text of the result. */
  readonly result: string;
}

/** Finds what is wrong in one call; undefined when nothing is. */
type CallRule = (call: ResolvedCall) => string | undefined;

/** Types, and arrays and structs of them, that TO_JSON_STRING prints alike. */
const PRINTED_ALIKE = /^(?!.*\b(?:FLOAT64|NUMERIC|TIMESTAMP|DATETIME|BYTES|JSON)\b)/;

const CALL_RULES: readonly CallRule[] = [
  ({ name, args }) =>
    name === "$divide" && !isLiteral(args[1]) ? "division by a value that may be zero: use SAFE_DIVIDE" : undefined,
  ({ name, result }) =>
    (name === "$divide" || name === "safe_divide") && result === "NUMERIC"
      ? "a quotient of NUMERIC has 9 decimals in BigQuery and is FLOAT64 in DuckDB: cast to FLOAT64 first"
      : undefined,
  ({ name, types }) =>
    (name === "round" || name === "trunc") && types.length > 1 && types[0] === "FLOAT64"
      ? "rounding FLOAT64 to decimals differs in the last one: round where it is shown, or cast to NUMERIC"
      : undefined,
  ({ name, types }) =>
    name === "div" && types.includes("NUMERIC") ? "DIV of NUMERIC is not portable: cast to INT64" : undefined,
  ({ name, types }) =>
    name === "$subtract" && types[0] === types[1] && ["DATE", "TIMESTAMP", "DATETIME"].includes(types[0] ?? "")
      ? "a difference of dates or times is an INTERVAL: use DATE_DIFF or TIMESTAMP_DIFF"
      : undefined,
  ({ name, types }) =>
    name === "to_json_string" && !PRINTED_ALIKE.test(types[0] ?? "")
      ? "TO_JSON_STRING prints this type differently"
      : undefined,
  ({ name }) =>
    /^current_(?:date|timestamp|datetime|time)$/.test(name)
      ? "the clock in a stored statement: read as_of of ops.settings"
      : undefined,
];

/** Casts to STRING that print differently. */
const UNEQUAL_TEXTS = ["FLOAT64", "TIMESTAMP", "DATETIME", "JSON", "BYTES"];

/** All findings in one resolved statement, as `line:column message`, in the order of the text. */
export function lintTree(sql: string, tree: unknown): readonly string[] {
  const findings = [
    ...lintCalls(tree),
    ...lintCasts(tree),
    ...lintLiterals(sql, tree),
    ...lintSubqueries(tree),
    ...lintJoins(tree),
    ...lintArrays(tree),
  ];
  return findings
    .map(({ node, message }) => ({ start: byteRange(node)?.start ?? 0, message }))
    .sort((a, b) => a.start - b.start)
    .map(({ start, message }) => `${lineColumn(sql, start)} ${message}`)
    .filter((text, index, all) => all.indexOf(text) === index);
}

interface Finding {
  readonly node: TreeNode;
  readonly message: string;
}

function typeOf(node: TreeNode | undefined): string {
  const type = node === undefined ? undefined : inherited(unwrap(node).node, "type");
  return isNode(type) ? protoTypeText(type as unknown as TypeProto) : "";
}

function isLiteral(node: TreeNode | undefined): boolean {
  return node !== undefined && unwrap(node).kind === "resolved_literal_node";
}

function callsOf(tree: unknown): readonly ResolvedCall[] {
  return findNodes(tree, (field, node) => field === "parent" && isNode(node.function) && isNode(node.signature)).map(
    (node) => {
      const args = children(node, "argument_list");
      const name = String(child(node, "function")?.name ?? "")
        .replace("ZetaSQL:", "")
        .toLowerCase();
      return { name, node, args, types: args.map(typeOf), result: typeOf(node) };
    },
  );
}

function lintCalls(tree: unknown): readonly Finding[] {
  return callsOf(tree).flatMap((call) =>
    CALL_RULES.flatMap((rule) => {
      const message = rule(call);
      return message === undefined ? [] : [{ node: call.node, message }];
    }),
  );
}

function lintCasts(tree: unknown): readonly Finding[] {
  return findNodes(tree, (field) => field === "resolved_cast_node").flatMap((node) => {
    const from = typeOf(child(node, "expr"));
    if (typeOf(node) !== "STRING" || !UNEQUAL_TEXTS.includes(from)) return [];
    return [
      {
        node,
        message: `a cast of ${from} to STRING prints differently: use FORMAT_TIMESTAMP, FORMAT, TO_JSON_STRING or TO_HEX`,
      },
    ];
  });
}

/** `numeric + 0.2` is NUMERIC in GoogleSQL, since the literal becomes one, and FLOAT64 in DuckDB. */
function lintLiterals(sql: string, tree: unknown): readonly Finding[] {
  const bytes = Buffer.from(sql);
  return findNodes(tree, (field) => field === "resolved_literal_node").flatMap((node) => {
    const range = byteRange(node);
    const text = range === undefined ? "" : bytes.subarray(range.start, range.end).toString();
    if (typeOf(node) !== "NUMERIC" || !/^[0-9]*[.eE]/.test(text)) return [];
    return [
      { node, message: "a decimal literal beside NUMERIC: write NUMERIC '…', or cast the other side to FLOAT64" },
    ];
  });
}

/** BigQuery may refuse a correlated subquery that orders and limits. */
function lintSubqueries(tree: unknown): readonly Finding[] {
  return findNodes(tree, (field) => field === "resolved_subquery_expr_node")
    .filter((node) => children(node, "parameter_list").length > 0)
    .filter((node) => {
      const scans = findNodes(node, (field) => field === "resolved_limit_offset_scan_node");
      return (
        scans.some((scan) => findNodes(scan, (field) => field === "resolved_order_by_scan_node").length > 0) &&
        findNodes(node, (field) => field === "resolved_table_scan_node").length > 0
      );
    })
    .map((node) => ({ node, message: "a correlated subquery with ORDER BY and LIMIT: join and QUALIFY instead" }));
}

/** BigQuery's outer joins need an equality of both sides. */
function lintJoins(tree: unknown): readonly Finding[] {
  return findNodes(tree, (field) => field === "resolved_join_scan_node")
    .filter((node) => ["LEFT", "RIGHT", "FULL"].includes(String(node.join_type)))
    .filter((node) => {
      const condition = child(node, "join_expr");
      return condition === undefined || !conjunctsOf(condition).some(isEqualityOfColumns);
    })
    .map((node) => ({ node, message: `a ${String(node.join_type)} JOIN without an equality of both sides` }));
}

function conjunctsOf(condition: TreeNode): readonly TreeNode[] {
  const { node } = unwrap(condition);
  const [call] = callsOf({ condition: node }).filter((found) => found.node === child(node, "parent"));
  return call?.name === "$and" ? call.args.flatMap(conjunctsOf) : [condition];
}

function isEqualityOfColumns(conjunct: TreeNode): boolean {
  const { node } = unwrap(conjunct);
  const [call] = callsOf({ conjunct: node }).filter((found) => found.node === child(node, "parent"));
  if (call?.name !== "$equal") return false;
  return call.args.every((arg) => findNodes({ arg }, (field) => field === "resolved_column_ref_node").length > 0);
}

/** NULL inside an array of a result is an error in BigQuery. */
function lintArrays(tree: unknown): readonly Finding[] {
  const outputs = findNodes(tree, (field) => field === "output_column_list")
    .map((column) => child(column, "column")?.type)
    .filter(isNode)
    .map((type) => protoTypeText(type as unknown as TypeProto));
  return callsOf(tree)
    .filter(
      (call) => call.name === "array_agg" && outputs.includes(call.result) && !call.result.startsWith("ARRAY<STRUCT"),
    )
    .filter(
      (call) =>
        findNodes(
          tree,
          (_field, node) => child(node, "parent") === call.node && node.null_handling_modifier === "IGNORE_NULLS",
        ).length === 0,
    )
    .map((call) => ({ node: call.node, message: "an array of a result must hold no NULL: write IGNORE NULLS" }));
}
