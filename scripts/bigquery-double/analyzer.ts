import { references } from "../../functions/warehouse/googlesql/references.ts";
import type { Parameter } from "../../functions/warehouse/warehouse.ts";
import { ensureOracle } from "../../test/oracle/ensure-oracle.ts";
import { startGoogleSql } from "../../test/oracle/google-sql.ts";
import { GoogleSqlError } from "../../test/oracle/server.ts";
import { ApiError } from "./api-error.ts";
import type { Catalog, StoredColumn } from "./catalog.ts";
import { requireTable } from "./catalog.ts";

export interface Analysis {
  /** `query_stmt`, `insert_stmt`, `create_table_as_select_stmt` …; null where Google's engine is not here. */
  readonly kind: string | null;
  readonly columns: readonly StoredColumn[];
  readonly reads: readonly string[];
}

export interface Analyzer {
  /** Why Google's engine is left out; null when it is asked. */
  readonly skipped: string | null;
  /** @throws ApiError `invalidQuery` with its place, or `notFound` */
  analyze(sql: string, catalog: Catalog, parameters: Readonly<Record<string, Parameter>>): Promise<Analysis>;
  stop(): void;
}

export interface AnalyzerPlace {
  readonly project: string;
  readonly location: string;
}

/** Google's own analyzer over the double's catalog; where it does not run, only the names of tables are checked. */
export async function startAnalyzer({ project, location }: AnalyzerPlace): Promise<Analyzer> {
  const oracle = await ensureOracle();
  const google = oracle.kind === "available" ? await startGoogleSql(oracle) : null;
  const schemaOf = (catalog: Catalog, names: readonly string[], defined: string | null) =>
    Object.fromEntries(
      names
        .filter((name) => name !== defined || catalog.tables.has(name))
        .map((name) => [
          name,
          Object.fromEntries(
            requireTable(catalog, project, location, name).columns.map((column) => [column.name, column.type]),
          ),
        ]),
    );
  return {
    skipped: oracle.kind === "available" ? null : oracle.reason,
    stop: () => google?.stop(),
    analyze: async (sql, catalog, parameters) => {
      try {
        if (/^\s*drop\s+schema\b/i.test(sql)) return { kind: "drop_stmt", columns: [], reads: [] };
        const names = google === null ? references(sql, [...catalog.datasets.keys()]) : await google.tableNames(sql);
        const defined = /^\s*(?:--[^\n]*\n\s*)*(?:create|drop)\b/i.test(sql) ? definedName(sql) : null;
        const schema = schemaOf(catalog, names, defined);
        const reads = names.filter((name) => name !== defined);
        if (google === null) return { kind: null, columns: [], reads };
        const types = Object.fromEntries(Object.entries(parameters).map(([name, { type }]) => [name, type]));
        const { kind, columns } = await google.analyze(sql, schema, types);
        return { kind, columns: named(columns), reads };
      } catch (error) {
        if (!(error instanceof GoogleSqlError)) throw error;
        throw new ApiError("invalidQuery", error.message.replace(/\s*\[at (\d+:\d+)\]/, " at [$1]"));
      }
    },
  };
}

/** The table or view that a CREATE or DROP is about. */
function definedName(sql: string): string | null {
  return /\b(?:table|view)\s+(?:if\s+(?:not\s+)?exists\s+)?(\w+\.\w+)/i.exec(sql)?.[1] ?? null;
}

/** Unnamed columns are `f0_`, `f1_` …; two columns of one name are refused. */
function named(columns: readonly { readonly name: string; readonly type: string }[]): readonly StoredColumn[] {
  let unnamed = 0;
  const result = columns.map(({ name, type }) => ({
    name: name.startsWith("$") ? `f${unnamed++}_` : name,
    type,
    isRequired: false,
    description: null,
  }));
  const twice = result.find(({ name }, i) =>
    result.some((other, j) => j < i && other.name.toLowerCase() === name.toLowerCase()),
  );
  if (twice !== undefined)
    throw new ApiError(
      "invalidQuery",
      `Duplicate column names in the result are not supported. Found duplicate(s): ${twice.name}`,
    );
  return result;
}
