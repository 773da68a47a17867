/** Features that BigQuery has although the engine, of 2023, calls them in development. */
const ALSO_IN_BIGQUERY = [
  "FEATURE_INTERVAL_TYPE",
  "FEATURE_V_1_4_GROUPING_BUILTIN",
  "FEATURE_V_1_4_GROUPING_SETS",
  "FEATURE_CREATE_VIEWS_WITH_COLUMN_OPTIONS",
  "FEATURE_ALTER_COLUMN_SET_DATA_TYPE",
  "FEATURE_V_1_4_REMOTE_MODEL",
  "FEATURE_V_1_3_COLLATION_SUPPORT",
  "FEATURE_CREATE_TABLE_CLONE",
  "FEATURE_TIME_BUCKET_FUNCTIONS",
  "FEATURE_V_1_4_LIKE_ANY_SOME_ALL_ARRAY",
  "FEATURE_CREATE_EXTERNAL_TABLE_WITH_PARTITION_COLUMNS",
  "FEATURE_NON_SQL_PROCEDURE",
];

/** Features that BigQuery lacks: without them the analyzer refuses what BigQuery would refuse. */
const NOT_IN_BIGQUERY = [
  "FEATURE_TIMESTAMP_NANOS",
  "FEATURE_V_1_3_WITH_GROUP_ROWS",
  "FEATURE_V_1_4_FIRST_AND_LAST_N",
  "FEATURE_V_1_4_NULLIFZERO_ZEROIFNULL",
  "FEATURE_V_1_4_PI_FUNCTIONS",
  "FEATURE_V_1_4_ARRAY_FIND_FUNCTIONS",
  "FEATURE_V_1_4_ARRAY_AGGREGATION_FUNCTIONS",
  "FEATURE_V_1_4_BARE_ARRAY_ACCESS",
  "FEATURE_V_1_3_FILTER_FIELDS",
  "FEATURE_V_1_3_REPLACE_FIELDS",
  "FEATURE_V_1_3_INLINE_LAMBDA_ARGUMENT",
  "FEATURE_EXPERIMENTAL_MODULES",
  "FEATURE_V_1_3_TYPEOF_FUNCTION",
  "FEATURE_V_1_3_DML_RETURNING",
  "FEATURE_V_1_3_ARRAY_ORDERING",
  "FEATURE_V_1_4_STRUCT_POSITIONAL_ACCESSOR",
];

/** Rewrites before an answer. GROUPING SETS stays out: with its rewrite the engine ignores ROLLUP without a word. */
export const REWRITES = [
  "REWRITE_FLATTEN",
  "REWRITE_PROTO_MAP_FNS",
  "REWRITE_ARRAY_FILTER_TRANSFORM",
  "REWRITE_UNPIVOT",
  "REWRITE_PIVOT",
  "REWRITE_ARRAY_INCLUDES",
  "REWRITE_TYPEOF_FUNCTION",
  "REWRITE_WITH_EXPR",
  "REWRITE_NULLIFERROR_FUNCTION",
  "REWRITE_LIKE_ANY_ALL",
  "REWRITE_BUILTIN_FUNCTION_INLINER",
  "REWRITE_INLINE_SQL_VIEWS",
  "REWRITE_SET_OPERATION_CORRESPONDING",
  "REWRITE_INLINE_SQL_FUNCTIONS",
];

export interface LanguageOptions {
  readonly name_resolution_mode: string;
  readonly product_mode: string;
  readonly enabled_language_features: readonly string[];
  readonly supported_statement_kinds: readonly string[];
  readonly reserved_keywords: readonly string[];
}

/** BigQuery's dialect, from all features that the engine offers; no listed statement kind means every kind. */
export function bigQueryLanguage(offered: readonly string[]): LanguageOptions {
  const lacking = new Set(NOT_IN_BIGQUERY);
  return {
    name_resolution_mode: "NAME_RESOLUTION_DEFAULT",
    product_mode: "PRODUCT_EXTERNAL",
    enabled_language_features: [...new Set([...offered, ...ALSO_IN_BIGQUERY])].filter(
      (feature) => !lacking.has(feature),
    ),
    supported_statement_kinds: [],
    reserved_keywords: ["QUALIFY"],
  };
}
