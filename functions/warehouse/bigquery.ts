import { type ColumnDescriptions, noDescriptions } from "./bigquery/column-descriptions.ts";
import { bigQueryLoad } from "./bigquery/load.ts";
import { bigQueryMigrate } from "./bigquery/migrate.ts";
import { namesOf } from "./bigquery/names.ts";
import { dryRun } from "./bigquery/query-job.ts";
import { restCalls } from "./bigquery/rest-calls.ts";
import { defaultRetries, type RetryPolicy } from "./bigquery/retries.ts";
import { type Session, sessionOf } from "./bigquery/session.ts";
import { storeStatement } from "./bigquery/stored-view.ts";
import { type BigQueryPlace, openTransport } from "./bigquery/transport.ts";
import { columnsOf } from "./bigquery/types.ts";
import { requireSelect } from "./is-select.ts";
import type { Warehouse } from "./warehouse.ts";
import { WarehouseError } from "./warehouse-error.ts";

export interface BigQueryWarehouseOptions extends BigQueryPlace {
  /** `acme` makes `raw` the dataset `acme_raw`; without it the datasets have the project's names. */
  readonly datasetPrefix?: string;
  /** Bytes that one statement may be billed for; BigQuery refuses a dearer one before it runs. */
  readonly maximumBytesBilled?: number;
  readonly descriptions?: ColumnDescriptions;
  /** Folder for rows that wait for their upload. */
  readonly spoolFolder?: string;
  readonly retries?: RetryPolicy;
  /** A test's hook, passed at named points of a load. */
  readonly checkpoint?: (name: string) => Promise<void>;
}

/** BigQuery behind the port: GoogleSQL goes as it is, with the datasets renamed where there is a prefix. */
export async function openBigQueryWarehouse(options: BigQueryWarehouseOptions): Promise<Warehouse> {
  const session = sessionOf({
    calls: restCalls(await openTransport(options), options.retries ?? defaultRetries),
    names: namesOf(options.datasetPrefix),
    maximumBytesBilled: options.maximumBytesBilled,
    spoolFolder: options.spoolFolder,
    checkpoint: options.checkpoint ?? (async () => {}),
  });
  return bigQueryWarehouse(session, options.descriptions ?? noDescriptions);
}

function bigQueryWarehouse(session: Session, descriptions: ColumnDescriptions): Warehouse {
  let isOpen = true;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!isOpen) throw new WarehouseError("closed", "the warehouse was closed before this statement");
    return work();
  };
  return {
    engine: "bigquery",
    query: (sql, options) =>
      guarded(async () => {
        requireSelect(sql);
        const { columns, rows } = await session.run(sql, options);
        return { columns, rows };
      }),
    execute: (sql, options) =>
      guarded(async () => {
        const { affectedRows } = await session.run((await storeStatement(session, sql, descriptions)) ?? sql, options);
        return affectedRows === undefined ? {} : { affectedRows };
      }),
    load: (table, data, how) => guarded(() => bigQueryLoad(session, table, data, how)),
    describe: (table) =>
      guarded(async () => {
        const metadata = await session.tableMetadata(table);
        return metadata === null ? null : columnsOf(metadata.schema);
      }),
    check: (sql) =>
      guarded(async () => {
        const { statistics } = await dryRun(session.calls, session.names.sql(sql), session.options());
        return {
          columns: columnsOf(statistics?.query?.schema),
          bytes: Number(statistics?.totalBytesProcessed ?? 0),
        };
      }),
    migrate: (project) => guarded(() => bigQueryMigrate(session, project, descriptions)),
    close: async () => {
      isOpen = false;
    },
  };
}
