import type { Row, Value } from "../../functions/warehouse/warehouse.ts";
import { catalogOf, type Schema } from "./catalog.ts";
import type { Oracle } from "./ensure-oracle.ts";
import { type GoogleType, parseType, protoToType, type TypeProto, typeText, typeToProto } from "./google-types.ts";
import { decodeValue, encodeValue, type ValueProto } from "./google-values.ts";
import { bigQueryLanguage, REWRITES } from "./language.ts";
import { lintTree } from "./lint.ts";
import { selectWithRootTables } from "./root-tables.ts";
import { type Server, startServer } from "./server.ts";
import { inherited, isNode, type TreeNode, unwrap } from "./tree-nodes.ts";

export interface OracleColumn {
  readonly name: string;
  readonly type: string;
}

export interface OracleTable {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

export interface Analysis {
  /** `query_stmt`, `create_view_stmt` … */
  readonly kind: string;
  /** What the statement creates or changes. */
  readonly name: string | undefined;
  readonly columns: readonly OracleColumn[];
}

export type OracleParameters = Readonly<Record<string, { readonly type: string; readonly value: Value }>>;

/** Google's own analyzer and reference engine, in BigQuery's dialect and in UTC. */
export interface GoogleSql {
  /** Checks one statement against tables, without rows. @throws GoogleSqlError with line and column */
  analyze(sql: string, schema: Schema, parameters?: Readonly<Record<string, string>>): Promise<Analysis>;
  /** Answers that depend on types and differ between the engines, as `line:column message`. */
  lint(sql: string, schema: Schema): Promise<readonly string[]>;
  /** Tables that one statement reads or changes. */
  tableNames(sql: string): Promise<readonly string[]>;
  /** Runs one SELECT, or the query of a CREATE VIEW. @throws GoogleSqlError */
  evaluate(
    sql: string,
    tables: Readonly<Record<string, OracleTable>>,
    parameters?: OracleParameters,
  ): Promise<{ readonly columns: readonly OracleColumn[]; readonly rows: readonly Row[] }>;
  stop(): void;
}

export async function startGoogleSql(oracle: Extract<Oracle, { kind: "available" }>): Promise<GoogleSql> {
  const server = await startServer(oracle);
  const offered = (await server.call("GetLanguageOptions", { maximum_features: true })) as {
    readonly enabled_language_features: readonly string[];
  };
  const language = bigQueryLanguage(offered.enabled_language_features);
  const options = (locations: string, parameters: Readonly<Record<string, string>> = {}) => ({
    language_options: language,
    default_timezone: "UTC",
    error_message_mode: "ERROR_MESSAGE_ONE_LINE",
    prune_unused_columns: true,
    parse_location_record_type: locations,
    preserve_column_aliases: true,
    enabled_rewrites: REWRITES,
    query_parameters: Object.entries(parameters).map(([name, type]) => ({ name, type: typeToProto(parseType(type)) })),
  });
  const resolve = async (
    sql: string,
    schema: Schema,
    locations: string,
    parameters?: Readonly<Record<string, string>>,
  ) =>
    (await server.call("Analyze", {
      options: options(locations, parameters),
      simple_catalog: catalogOf(schema, language),
      sql_statement: sql.replace(/;\s*$/, ""),
    })) as { readonly resolved_statement: TreeNode };

  return {
    analyze: async (sql, schema, parameters) =>
      describe((await resolve(sql, schema, "PARSE_LOCATION_RECORD_CODE_SEARCH", parameters)).resolved_statement),
    lint: async (sql, schema) => lintTree(sql, await resolve(sql, schema, "PARSE_LOCATION_RECORD_FULL_NODE_SCOPE")),
    tableNames: async (sql) => {
      const found = (await server.call("ExtractTableNamesFromStatement", {
        sql_statement: sql,
        options: language,
      })) as {
        readonly table_name?: readonly { readonly table_name_segment: readonly string[] }[];
      };
      return (found.table_name ?? []).map((table) => table.table_name_segment.join("."));
    },
    evaluate: (sql, tables, parameters = {}) =>
      evaluate(server, sql, tables, parameters, {
        options: options(
          "PARSE_LOCATION_RECORD_CODE_SEARCH",
          Object.fromEntries(Object.entries(parameters).map(([name, { type }]) => [name, type])),
        ),
        language,
      }),
    stop: () => server.stop(),
  };
}

interface EvaluateAnswer {
  readonly prepared: { readonly columns: readonly { readonly name: string; readonly type: TypeProto }[] };
  readonly content?: { readonly table_data?: { readonly row?: readonly { readonly cell: readonly ValueProto[] }[] } };
}

async function evaluate(
  server: Server,
  sql: string,
  tables: Readonly<Record<string, OracleTable>>,
  parameters: OracleParameters,
  { options, language }: { readonly options: unknown; readonly language: ReturnType<typeof bigQueryLanguage> },
): ReturnType<GoogleSql["evaluate"]> {
  const tree = await server.call("Parse", { sql_statement: sql, options: language }).catch(() => undefined);
  const query = tree === undefined ? sql : selectWithRootTables(sql, tree, Object.keys(tables));
  const answer = (await server.call("EvaluateQuery", {
    sql: query,
    options,
    simple_catalog: catalogOf(
      Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.columns])),
      language,
    ),
    table_content: Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, contentOf(table)])),
    params: Object.entries(parameters).map(([name, { type, value }]) => ({
      name,
      value: encodeValue(value, parseType(type)),
    })),
  })) as EvaluateAnswer;
  const columns = answer.prepared.columns.map(({ name, type }) => ({ name, type: protoToType(type) }));
  const rows = (answer.content?.table_data?.row ?? []).map(({ cell }) =>
    Object.fromEntries(columns.map(({ name, type }, index) => [name, decodeValue(cell[index], type)])),
  );
  return { columns: columns.map(({ name, type }) => ({ name, type: typeText(type) })), rows };
}

function contentOf(table: OracleTable): unknown {
  const types = Object.entries(table.columns).map(([name, type]): readonly [string, GoogleType] => [
    name,
    parseType(type),
  ]);
  return {
    table_data: { row: table.rows.map((row) => ({ cell: types.map(([name, type]) => encodeValue(row[name], type)) })) },
  };
}

function describe(statement: TreeNode): Analysis {
  const { kind, node } = unwrap(statement);
  const path = inherited(node, "name_path");
  const definitions = inherited(node, "column_definition_list");
  const outputs = inherited(node, "output_column_list");
  const columns = (Array.isArray(definitions) ? definitions : Array.isArray(outputs) ? outputs : [])
    .filter(isNode)
    .map((column) => ({
      name: String(column.name),
      type: typeText(
        protoToType((column.type ?? (isNode(column.column) ? column.column.type : undefined)) as TypeProto),
      ),
    }));
  return {
    kind: kind.replace(/^resolved_|_node$/g, ""),
    name: Array.isArray(path) ? path.join(".") : undefined,
    columns,
  };
}
