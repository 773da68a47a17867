import { lex } from "../../functions/warehouse/googlesql/syntax/lexer.ts";
import { isOperator, isWord } from "../../functions/warehouse/googlesql/syntax/nodes.ts";
import type { Token } from "../../functions/warehouse/googlesql/syntax/tokens.ts";
import { ApiError } from "./api-error.ts";

/** What a CREATE TABLE or CREATE VIEW says beyond names and types, which the analyzer gives. */
export interface CreateStatement {
  readonly kind: "TABLE" | "VIEW";
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  /** `dataset.name`. */
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly isRequired: boolean;
    readonly description: string | null;
  }[];
  readonly partition: { readonly type: "DAY" | "MONTH"; readonly field: string } | null;
  readonly clusterColumns: readonly string[];
  readonly description: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly expirationMs: number | null;
  /** The query behind AS; null where columns are listed. */
  readonly query: string | null;
}

const MOST_CLUSTER_COLUMNS = 4;

/** Null for a statement of another kind. */
export function readCreate(sql: string): CreateStatement | null {
  const tokens = lex(sql);
  let next = 0;
  const words = (...wanted: readonly string[]): boolean => {
    if (!wanted.every((word, i) => isWord(tokens[next + i], word))) return false;
    next += wanted.length;
    return true;
  };
  if (!words("CREATE")) return null;
  const orReplace = words("OR", "REPLACE");
  const kind = words("TABLE") ? "TABLE" : words("VIEW") ? "VIEW" : null;
  if (kind === null) return null;
  const ifNotExists = words("IF", "NOT", "EXISTS");
  const name = [tokens[next], tokens[next + 2]].map((token) => token?.value ?? "").join(".");
  next += 3;
  const list = brackets(tokens, next);
  if (list !== null) next = list.end;
  let partition: CreateStatement["partition"] = null;
  if (words("PARTITION", "BY")) {
    const end = clauseEnd(tokens, next);
    partition = partitionOf(tokens.slice(next, end));
    next = end;
  }
  let clusterColumns: readonly string[] = [];
  if (words("CLUSTER", "BY")) {
    const end = clauseEnd(tokens, next);
    clusterColumns = tokens.slice(next, end).flatMap((token) => (isOperator(token, ",") ? [] : [token.value]));
    if (clusterColumns.length > MOST_CLUSTER_COLUMNS)
      throw new ApiError("invalidQuery", `A maximum of ${MOST_CLUSTER_COLUMNS} columns can be used in CLUSTER BY`);
    next = end;
  }
  const options = words("OPTIONS") ? brackets(tokens, next) : null;
  if (options !== null) next = options.end;
  const as = words("AS") ? tokens[next] : undefined;
  return {
    kind,
    orReplace,
    ifNotExists,
    name,
    columns: list === null ? [] : columnsOf(list.tokens),
    partition,
    clusterColumns,
    ...optionsOf(options?.tokens ?? []),
    query: as === undefined ? null : sql.slice(as.offset).replace(/;\s*$/, ""),
  };
}

interface Brackets {
  readonly tokens: readonly Token[];
  /** Index after the closing bracket. */
  readonly end: number;
}

function brackets(tokens: readonly Token[], start: number): Brackets | null {
  if (!isOperator(tokens[start], "(")) return null;
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    if (isOperator(tokens[index], "(")) depth += 1;
    if (isOperator(tokens[index], ")")) depth -= 1;
    if (depth === 0) return { tokens: tokens.slice(start + 1, index), end: index + 1 };
  }
  return null;
}

function clauseEnd(tokens: readonly Token[], start: number): number {
  const end = tokens.findIndex((token, index) => index >= start && isWord(token, "CLUSTER", "OPTIONS", "AS"));
  return end < 0 ? tokens.filter((token) => !isOperator(token, ";")).length : end;
}

/** `date_day` or `date_trunc(date_day, month)`. */
function partitionOf(tokens: readonly Token[]): CreateStatement["partition"] {
  const [first, , column, , unit] = tokens;
  if (first === undefined) return null;
  if (tokens.length === 1) return { type: "DAY", field: first.value };
  if (isWord(first, "DATE_TRUNC", "TIMESTAMP_TRUNC") && column !== undefined)
    return { type: isWord(unit, "MONTH") ? "MONTH" : "DAY", field: column.value };
  throw new ApiError("invalidQuery", "PARTITION BY expression must be a column or a truncation of one");
}

function columnsOf(tokens: readonly Token[]): CreateStatement["columns"] {
  return split(tokens)
    .filter(([first]) => !isWord(first, "PRIMARY", "FOREIGN", "CONSTRAINT"))
    .map((part) => {
      const at = part.findIndex((token) => isWord(token, "OPTIONS"));
      const options = at < 0 ? null : brackets(part, at + 1);
      return {
        name: part[0]?.value ?? "",
        isRequired: part.some((token, i) => isWord(token, "NOT") && isWord(part[i + 1], "NULL")),
        description: optionsOf(options?.tokens ?? []).description,
      };
    });
}

/** Splits on the commas outside all brackets. */
function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "operator")
      depth += { "(": 1, ")": -1, "<": 1, ">": -1, ">>": -2, "[": 1, "]": -1 }[token.text] ?? 0;
    if (depth === 0 && isOperator(token, ",")) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

const KNOWN_OPTIONS = ["description", "labels", "expiration_timestamp", "friendly_name", "require_partition_filter"];

function optionsOf(tokens: readonly Token[]): Pick<CreateStatement, "description" | "labels" | "expirationMs"> {
  const values = new Map(
    split(tokens).map(([name, , ...value]) => {
      if (name === undefined || !KNOWN_OPTIONS.includes(name.value.toLowerCase()))
        throw new ApiError("invalidQuery", `Unknown option: ${name?.value ?? ""}`);
      return [name.value.toLowerCase(), value] as const;
    }),
  );
  const strings = (name: string) =>
    (values.get(name) ?? []).filter(({ kind }) => kind === "string").map((t) => t.value);
  const labels = strings("labels");
  const [expiration] = strings("expiration_timestamp");
  return {
    description: strings("description")[0] ?? null,
    labels: Object.fromEntries(labels.flatMap((key, i) => (i % 2 === 0 ? [[key, labels[i + 1] ?? ""]] : []))),
    expirationMs: expiration === undefined ? null : Date.parse(expiration),
  };
}
