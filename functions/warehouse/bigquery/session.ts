import type { StatementOptions, TableName } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import type { Names } from "./names.ts";
import { type QueryAnswer, runQuery } from "./query-job.ts";
import { requirePlace } from "./require-place.ts";
import type { TableProto } from "./rest.ts";
import type { RestCalls } from "./rest-calls.ts";

/** What the parts of the adapter share. */
export interface Session {
  readonly calls: RestCalls;
  readonly names: Names;
  /** Where rows wait for their upload; the system's temporary folder when absent. */
  readonly spoolFolder: string | undefined;
  readonly checkpoint: (name: string) => Promise<void>;
  /** The caller's options within the limits of the settings. */
  options(own?: StatementOptions): StatementOptions;
  /** Runs one statement or script in the names of the port. */
  run(sql: string, own?: StatementOptions): Promise<QueryAnswer>;
  /** Null where there is no such table or view. */
  tableMetadata(table: TableName): Promise<TableProto | null>;
}

export interface SessionParts extends Pick<Session, "calls" | "names" | "spoolFolder" | "checkpoint"> {
  readonly maximumBytesBilled: number | undefined;
}

export function sessionOf({ maximumBytesBilled, ...parts }: SessionParts): Session {
  const { calls, names } = parts;
  const options = (own: StatementOptions = {}): StatementOptions => {
    const caps = [own.maximumBytesBilled, maximumBytesBilled].filter((cap) => cap !== undefined);
    return { ...own, ...(caps.length === 0 ? {} : { maximumBytesBilled: Math.min(...caps) }) };
  };
  return {
    ...parts,
    options,
    run: async (sql, own = {}) => {
      const { jobId, ...rest } = options(own);
      const named = jobId === undefined ? {} : { jobId: names.jobId(jobId) };
      try {
        return await runQuery(calls, names.sql(sql), { ...rest, ...named });
      } catch (error) {
        await requirePlace(calls, error);
        throw error;
      }
    },
    tableMetadata: async (name) => {
      const { dataset, table } = names.table(name);
      try {
        return await calls.call({ method: "GET", path: `/datasets/${dataset}/tables/${table}` }, `describe ${name}`);
      } catch (error) {
        if (error instanceof WarehouseError && error.reason === "not-found") return null;
        throw error;
      }
    },
  };
}
