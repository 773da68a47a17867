import { errorMessage } from "../../functions/lib/errors.ts";
import { fromDuckType } from "../../functions/warehouse/duckdb-types.ts";
import { NotPortable } from "../../functions/warehouse/googlesql/not-portable.ts";
import type { Parameter, Value } from "../../functions/warehouse/warehouse.ts";
import type { Analysis, Analyzer } from "./analyzer.ts";
import { ApiError } from "./api-error.ts";
import type { Catalog, StoredColumn } from "./catalog.ts";
import { runDdl } from "./ddl.ts";
import { requireOneSourceRow } from "./merge-rule.ts";
import { firstWord, readAssert } from "./split-script.ts";
import type { Store } from "./store.ts";

export interface Engine {
  readonly analyzer: Analyzer;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly project: string;
  readonly location: string;
  readonly now: () => Date;
}

export interface StatementResult {
  readonly statementType: string;
  readonly columns: readonly StoredColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** Null for what is no DML. */
  readonly affectedRows: number | null;
}

const DDL = ["CREATE", "DROP", "ALTER", "TRUNCATE"];
const DML = ["INSERT", "UPDATE", "DELETE", "MERGE"];

export type Parameters = Readonly<Record<string, Parameter>>;

export interface StatementRules {
  readonly inTransaction: boolean;
  /** Called between the analysis and the run; may refuse. */
  readonly beforeRun: (analysis: Analysis) => Promise<void>;
}

/** Analyzes one statement with Google's code, then runs it on DuckDB. */
export async function runStatement(
  engine: Engine,
  sql: string,
  parameters: Parameters,
  { inTransaction, beforeRun }: StatementRules,
): Promise<StatementResult> {
  const word = firstWord(sql);
  if (DDL.includes(word) && inTransaction)
    throw new ApiError(
      "invalidQuery",
      "DDL statements other than those for temporary objects are not supported in a transaction",
    );
  const analysis = await engine.analyzer.analyze(sql, engine.catalog, parameters);
  await beforeRun(analysis);
  if (DDL.includes(word)) return runDdl(engine, sql, analysis);
  if (word === "ASSERT") return assertHolds(engine, sql, parameters);
  if (word === "MERGE") await requireOneSourceRow(engine, sql, parameters);
  const result = await onStore(() => engine.store.run(sql, engine.catalog.datasets.keys(), parameters));
  if (DML.includes(word)) return { statementType: word, columns: [], rows: [], affectedRows: result.rowsChanged };
  return {
    statementType: "SELECT",
    columns: columnsOf(analysis, result.columns),
    rows: result.rows,
    affectedRows: null,
  };
}

/** Google's types where its engine is here, else DuckDB's. */
function columnsOf(
  analysis: Analysis,
  columns: readonly { readonly name: string; readonly type: string }[],
): readonly StoredColumn[] {
  if (analysis.kind !== null) return analysis.columns;
  return columns.map(({ name, type }) => ({ name, type: fromDuckType(type), isRequired: false, description: null }));
}

async function assertHolds(engine: Engine, sql: string, parameters: Parameters): Promise<StatementResult> {
  const { condition, message } = readAssert(sql);
  const { rows } = await onStore(() =>
    engine.store.run(`select (${condition}) as holds`, engine.catalog.datasets.keys(), parameters),
  );
  if (rows[0]?.[0] !== true) throw new ApiError("invalidQuery", `Query error: ${message}`);
  return { statementType: "ASSERT", columns: [], rows: [], affectedRows: null };
}

/** DuckDB's error as BigQuery's: the statement was analyzed, so it is about a value. */
export async function onStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (error instanceof NotPortable) throw new ApiError("invalidQuery", `this double cannot run it: ${error.message}`);
    throw new ApiError("invalidQuery", errorMessage(error).split("\n")[0] ?? "");
  }
}
