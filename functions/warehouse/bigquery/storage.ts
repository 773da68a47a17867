import type { Column, TableName } from "../warehouse.ts";
import type { ColumnDescriptions } from "./column-descriptions.ts";

/** BigQuery's limit. */
const MOST_CLUSTER_COLUMNS = 4;

/** Days of stored views; by month, since a table holds 10,000 partitions and small ones slow queries down. */
const PARTITION_COLUMN = "date_day";

/** What readers filter and join by, the coarsest first. */
const CLUSTER_COLUMNS = [
  "platform",
  "account_id",
  "customer_id",
  "campaign_id",
  "ad_group_id",
  "ad_id",
  "channel",
  "person_key",
  "lead_id",
  "deal_id",
  "conversion_id",
];

export interface Storage {
  readonly partitionColumn: string | null;
  readonly clusterColumns: readonly string[];
}

/** How a stored view lies in BigQuery, by its columns alone, so that a rebuild keeps what it replaces. */
export function storageOf(columns: readonly Column[]): Storage {
  const typeOf = new Map(columns.map(({ name, type }) => [name, type]));
  return {
    partitionColumn: typeOf.get(PARTITION_COLUMN) === "DATE" ? PARTITION_COLUMN : null,
    clusterColumns: CLUSTER_COLUMNS.filter((name) => typeOf.get(name) === "STRING").slice(0, MOST_CLUSTER_COLUMNS),
  };
}

/** `create … table name (columns) partition by … cluster by … as select`. */
export function createTableAs(
  head: string,
  name: TableName,
  columns: readonly Column[],
  select: string,
  descriptions: ColumnDescriptions,
): string {
  const { partitionColumn, clusterColumns } = storageOf(columns);
  const list = columns.map(
    (column) => `    ${column.name} ${column.type}${optionsOf(descriptions.textOf(name, column.name))}`,
  );
  return [
    `${head} ${name} (\n${list.join(",\n")}\n)`,
    ...(partitionColumn === null ? [] : [`partition by date_trunc(${partitionColumn}, month)`]),
    ...(clusterColumns.length === 0 ? [] : [`cluster by ${clusterColumns.join(", ")}`]),
    `as\n${select}`,
  ].join("\n");
}

function optionsOf(description: string | null): string {
  return description === null ? "" : ` options (description = ${JSON.stringify(description)})`;
}
