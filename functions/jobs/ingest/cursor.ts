import { insertStatement } from "../../ledger/rows.ts";
import type { Parameter, Statement, Warehouse } from "../../warehouse/warehouse.ts";

export interface CursorScope {
  readonly source: string;
  readonly report: string;
  readonly accountId: string;
}

/** How far the changes of a report are published. */
export interface Cursor {
  /** 0: nothing was published yet. */
  readonly seq: number;
  readonly cursor: string | null;
}

const SCOPE = "source = @cursor_source and report = @cursor_report and account_id = @cursor_account";

const TYPES = {
  source: "STRING",
  report: "STRING",
  account_id: "STRING",
  seq: "INT64",
  cursor_json: "STRING",
  load_id: "STRING",
  work_key: "STRING",
  read_started_at: "TIMESTAMP",
  published_at: "TIMESTAMP",
} as const;

export async function readCursor(warehouse: Warehouse, scope: CursorScope): Promise<Cursor> {
  const { rows } = await warehouse.query(
    `select seq, cursor_json from ops.source_cursors where ${SCOPE} order by seq desc limit 1`,
    { parameters: parametersOf(scope) },
  );
  const [last] = rows;
  return last === undefined
    ? { seq: 0, cursor: null }
    : { seq: Number(last.seq), cursor: last.cursor_json === null ? null : String(last.cursor_json) };
}

/** For `LoadMode.also`: every record up to the cursor is published with this load. */
export function cursorStatement(
  scope: CursorScope,
  at: Cursor,
  load: {
    readonly loadId: string;
    readonly workKey: string;
    readonly readStartedAt: Date;
    readonly publishedAt: Date;
  },
): Statement {
  return insertStatement("ops.source_cursors", TYPES, [
    {
      source: scope.source,
      report: scope.report,
      account_id: scope.accountId,
      seq: at.seq,
      cursor_json: at.cursor,
      load_id: load.loadId,
      work_key: load.workKey,
      read_started_at: load.readStartedAt.toISOString(),
      published_at: load.publishedAt.toISOString(),
    },
  ]);
}

/** For `LoadMode.fence`: the work is still ours and nobody else has published changes of this report since. */
export function cursorFence(own: Statement, scope: CursorScope, seq: number): Statement {
  return {
    sql: `select own.is_ours and others.is_same as may_publish
    from (${own.sql}) as own
    cross join (select coalesce(max(seq), 0) = @cursor_seq as is_same from ops.source_cursors where ${SCOPE}) as others`,
    parameters: { ...own.parameters, ...parametersOf(scope), cursor_seq: { type: "INT64", value: seq } },
  };
}

function parametersOf(scope: CursorScope): Readonly<Record<string, Parameter>> {
  return {
    cursor_source: { type: "STRING", value: scope.source },
    cursor_report: { type: "STRING", value: scope.report },
    cursor_account: { type: "STRING", value: scope.accountId },
  };
}
