import type { SandboxReply } from "../serve.ts";
import { recordJson } from "./record-json.ts";
import { json, problem } from "./replies.ts";
import { type QueryResult, runSoql } from "./soql/run.ts";
import type { Schema } from "./soql/schema.ts";
import { SoqlError } from "./soql/soql-error.ts";

/** Most rows of a page. */
export const PAGE_ROWS = 2000;
/** Queries whose further pages are kept; the oldest goes first, as with Salesforce. */
const OPEN_QUERIES = 50;

export interface Queries {
  /** First page of a query. */
  start(soql: string, schema: Schema, includesDeleted: boolean, pageRows: number, version: string): SandboxReply;
  /** A later page, as the query found its rows at the start. `isRepeated` gives the page before (a fault). */
  more(locator: string, pageRows: number, version: string, isRepeated: boolean): SandboxReply;
}

/** Keeps what queries found until their pages are read. */
export function createQueries(): Queries {
  const open = new Map<string, QueryResult>();
  let started = 0;
  const page = (
    key: string,
    result: QueryResult,
    from: number,
    shownFrom: number,
    pageRows: number,
    version: string,
  ): SandboxReply => {
    const next = from + pageRows;
    const isDone = next >= result.rows.length;
    return json({
      totalSize: result.rows.length,
      done: isDone,
      ...(isDone ? {} : { nextRecordsUrl: `/services/data/${version}/query/${key}-${next}` }),
      records: result.rows.slice(shownFrom, shownFrom + pageRows).map((row) => recordJson(result, row, version)),
    });
  };
  return {
    start: (soql, schema, includesDeleted, pageRows, version) => {
      const result = found(soql, schema, includesDeleted);
      if (result instanceof SoqlError) return problem(400, result.errorCode, result.message);
      if (result.fields === null) return json({ totalSize: result.rows.length, done: true, records: [] });
      started += 1;
      const key = `01g5e${String(started).padStart(10, "0")}AAA`;
      if (result.rows.length > pageRows) open.set(key, result);
      if (open.size > OPEN_QUERIES) open.delete([...open.keys()][0] as string);
      return page(key, result, 0, 0, pageRows, version);
    },
    more: (locator, pageRows, version, isRepeated) => {
      const [, key = "", from = ""] = /^(\w+)-(\d+)$/.exec(locator) ?? [];
      const result = open.get(key);
      if (!result) return problem(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
      const start = Number(from);
      return page(key, result, start, isRepeated ? Math.max(0, start - pageRows) : start, pageRows, version);
    },
  };
}

function found(soql: string, schema: Schema, includesDeleted: boolean): QueryResult | SoqlError {
  try {
    return runSoql(soql, schema, includesDeleted);
  } catch (error) {
    if (error instanceof SoqlError) return error;
    throw error;
  }
}
