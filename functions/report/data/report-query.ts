import type { QueryResult } from "../../warehouse/warehouse.ts";

/** Runs one read-only GoogleSQL statement on the warehouse. */
export type ReportQuery = (sql: string) => Promise<Pick<QueryResult, "rows">>;
