import { type DuckDb, openDuckDb } from "../../functions/lib/duckdb.ts";
import { parametersOf } from "../../functions/warehouse/duckdb-types.ts";
import { macros } from "../../functions/warehouse/googlesql/macros.ts";
import { withDatasetPrefix } from "../../functions/warehouse/googlesql/references.ts";
import { lex } from "../../functions/warehouse/googlesql/syntax/lexer.ts";
import { translate } from "../../functions/warehouse/googlesql/translate.ts";
import type { Parameter, Value } from "../../functions/warehouse/warehouse.ts";

/** Datasets lie in schemas of this prefix: the translator enforces the keys of a schema called ops, BigQuery enforces none. */
const SCHEMA_PREFIX = "d";

/** DuckDB, which holds the rows. */
export interface Store {
  readonly duck: DuckDb;
  schemaOf(dataset: string): string;
  /** A statement in DuckDB's words, over the schemas of these datasets. */
  translate(sql: string, datasets: Iterable<string>): string;
  /** Runs one GoogleSQL statement. */
  run(sql: string, datasets: Iterable<string>, parameters: Readonly<Record<string, Parameter>>): Promise<StoreResult>;
}

export interface StoreResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Value[])[];
  readonly rowsChanged: number;
}

export async function openStore(options: { readonly memoryLimit?: string }): Promise<Store> {
  const duck = await openDuckDb({ path: ":memory:", ...options });
  for (const macro of macros) await duck.run(macro);
  const translated = (sql: string, datasets: Iterable<string>) =>
    translate(withDatasetPrefix(sql, [...datasets], SCHEMA_PREFIX));
  return {
    duck,
    schemaOf: (dataset) => `${SCHEMA_PREFIX}_${dataset}`,
    translate: translated,
    run: (sql, datasets, parameters) => {
      const used = new Set(lex(sql).flatMap(({ kind, value }) => (kind === "parameter" ? [value] : [])));
      const own = Object.fromEntries(Object.entries(parameters).filter(([name]) => used.has(name)));
      return duck.query(translated(sql, datasets), parametersOf({ parameters: own }));
    },
  };
}
