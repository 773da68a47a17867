import type { Node, Nodes } from "./syntax/tokens.ts";

/**
 * What a query owes its columns: every one has a name (`named`: views, tables, subqueries in FROM), the unnamed become
 * `f0_`, `f1_` as in BigQuery's results (`numbered`), or nobody reads the names (`free`: scalar subqueries).
 */
export type ColumnNames = "named" | "numbered" | "free";

/** What was read from the middle of some nodes. */
export interface Read {
  readonly text: string;
  /** Index of the first node after it. */
  readonly next: number;
}

/** Names to see besides those already seen; `rows` takes the place of the ones before. */
export interface SeenNames {
  readonly ctes?: Iterable<string>;
  readonly aliases?: Iterable<string>;
  readonly rows?: Iterable<string>;
}

/** The names that a part of a statement sees, and the way back from its parts to the translators of whole pieces. */
export interface Translator {
  /** Common table expressions in sight, lower case. */
  readonly ctes: ReadonlySet<string>;
  /** Table aliases in sight, lower case, outer queries included. */
  readonly aliases: ReadonlySet<string>;
  /** Aliases of the innermost FROM that name a table: alone, such a name is the whole row in GoogleSQL. */
  readonly rows: ReadonlySet<string>;
  /** `at` is where messages point when there are no nodes. */
  expression(nodes: Nodes, at: Node): string;
  /** One operand with its subscripts and fields, from `start` on. */
  operand(nodes: Nodes, start: number, at: Node): Read;
  query(nodes: Nodes, at: Node, columns: ColumnNames): string;
  within(names: SeenNames): Translator;
  /** A table alias that the statement does not use. */
  newAlias(): string;
}
