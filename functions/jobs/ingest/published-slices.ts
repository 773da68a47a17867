import type { Row, Statement, TableName, Warehouse } from "../../warehouse/warehouse.ts";

/** What `ops.loads` is asked about: one report of one account, in one of its tables. */
export interface LoadScope {
  readonly source: string;
  readonly report: string;
  readonly accountId: string;
  readonly table: TableName;
}

export interface PublishedSlice {
  readonly readStartedAt: Date;
  readonly contentSha256: string | null;
  readonly publishedAt: Date;
}

/** What was published so far: the last load of each slice key. */
export interface PublishedSlices {
  readonly latest: ReadonlyMap<string, PublishedSlice>;
  /** Rows of `ops.loads` that were seen: `sameLoads` is TRUE while no other came. */
  readonly seen: number;
}

const SCOPE =
  "source = @load_source and report = @load_report and account_id = @load_account and table_name = @load_table";

/** The last load of each slice: in the order of publication, which is the order of the table's states. */
export async function publishedSlices(warehouse: Warehouse, scope: LoadScope): Promise<PublishedSlices> {
  const { rows } = await warehouse.query(
    `select slice_key, read_started_at, content_sha256, published_at, seen
    from (
      select slice_key, read_started_at, content_sha256, published_at, count(*) over () as seen,
        row_number() over (partition by slice_key order by published_at desc, load_id) as place
      from ops.loads
      where ${SCOPE}
    ) as loads
    where place = 1
    order by slice_key`,
    { parameters: parametersOf(scope) },
  );
  return { latest: new Map(rows.map(toEntry)), seen: Number(rows[0]?.seen ?? 0) };
}

/**
 * For `LoadMode.fence`: the work is still ours and nothing was published since we looked, so that no slice has a load
 * that was read later, and what was compared is what is replaced.
 */
export function unchangedFence(own: Statement, scope: LoadScope, seen: number): Statement {
  return {
    sql: `select own.is_ours and others.is_same as may_publish
    from (${own.sql}) as own
    cross join (select count(*) = @loads_seen as is_same from ops.loads where ${SCOPE}) as others`,
    parameters: {
      ...own.parameters,
      ...parametersOf(scope),
      loads_seen: { type: "INT64", value: seen },
    },
  };
}

/** The instant of a publication: now, and later than every one before it, also on a clock that stands still. */
export function publicationTime(now: Date, { latest }: PublishedSlices): Date {
  const last = Math.max(0, ...[...latest.values()].map(({ publishedAt }) => publishedAt.getTime()));
  return new Date(Math.max(now.getTime(), last + 1));
}

function toEntry(row: Row): readonly [string, PublishedSlice] {
  return [
    String(row.slice_key),
    {
      readStartedAt: new Date(String(row.read_started_at)),
      contentSha256: row.content_sha256 === null ? null : String(row.content_sha256),
      publishedAt: new Date(String(row.published_at)),
    },
  ];
}

function parametersOf(scope: LoadScope): NonNullable<Statement["parameters"]> {
  return {
    load_source: { type: "STRING", value: scope.source },
    load_report: { type: "STRING", value: scope.report },
    load_account: { type: "STRING", value: scope.accountId },
    load_table: { type: "STRING", value: scope.table },
  };
}
