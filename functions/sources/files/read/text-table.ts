import type { Finding } from "../contract.ts";
import type { HeldRows } from "./held-rows.ts";

/** Where a reader puts a file's rows. */
export interface TableTarget {
  readonly relation: string;
  readonly heldRelation: string;
  readonly held: HeldRows;
  /** A new path in the workspace. */
  readonly newPath: (suffix: string) => string;
}

/** What a reader of one format found. */
export interface LoadedTable {
  readonly delimiter: string | null;
  readonly headers: readonly string[];
  /** Places of columns without a name. */
  readonly unnamed: readonly number[];
  readonly preamble: readonly string[];
  readonly rowsRead: number;
  readonly findings: readonly Finding[];
}
