import { createHash } from "node:crypto";
import type { Clock } from "../../functions/lib/clock.ts";
import type {
  ApiSource,
  QuotaUsage,
  RawRow,
  RowProblem,
  SourceAccount,
  SourceBatch,
  SourceDependencies,
  SourceFinding,
  SourcePorts,
} from "../../functions/sources/source.ts";

/** Everything a reading said that is no row. */
export interface Told {
  readonly ports: SourcePorts;
  readonly problems: RowProblem[];
  readonly usage: QuotaUsage[];
  readonly findings: SourceFinding[];
}

export function listen(checkpoint: (name: string) => Promise<void> = () => Promise.resolve()): Told {
  const told = { problems: [] as RowProblem[], usage: [] as QuotaUsage[], findings: [] as SourceFinding[] };
  const ports: SourcePorts = {
    reject: (problem) => told.problems.push(problem),
    usage: (usage) => told.usage.push(usage),
    finding: (finding) => told.findings.push(finding),
    jobs: { history: () => Promise.resolve([]), append: () => Promise.resolve() },
    checkpoint,
  };
  return { ...told, ports };
}

/** A clock that only waiting moves, and what a source is built from with it. */
export interface TestTime {
  readonly clock: Clock;
  readonly waitedMs: () => number;
  readonly dependencies: SourceDependencies;
  set(ms: number): void;
}

export const PEPPER = "5ec2e7".repeat(10).padEnd(64, "0");

export function testTime(startMs: number, secrets: Readonly<Record<string, string>>): TestTime {
  let nowMs = startMs;
  let waitedMs = 0;
  const clock: Clock = { now: () => new Date(nowMs) };
  return {
    clock,
    waitedMs: () => waitedMs,
    set: (ms) => {
      nowMs = ms;
    },
    dependencies: {
      clock,
      sleep: (ms, signal) => {
        signal?.throwIfAborted();
        nowMs += ms;
        waitedMs += ms;
        return Promise.resolve();
      },
      random: () => 0.5,
      secret: (reference) => secrets[reference] ?? `missing ${reference}`,
      pepperHex: PEPPER,
    },
  };
}

/** Tables as ingestion keeps them: each batch replaces the slices that its rows name. */
export interface Store {
  apply(batch: SourceBatch): void;
  rows(table: string): readonly RawRow[];
  /** SHA-256 of all rows, whatever their order. */
  hash(): string;
  readonly cursors: Map<string, string>;
}

export function createStore(source: ApiSource): Store {
  const tables = new Map<string, Map<string, readonly RawRow[]>>();
  const slicesOf = new Map(
    source.reports.flatMap(({ tables: own }) => own.map((t) => [t.table, t.sliceColumns] as const)),
  );
  return {
    cursors: new Map(),
    apply: ({ table, rows }) => {
      const columns = slicesOf.get(table);
      if (columns === undefined) throw new Error(`no report fills ${table}`);
      const slices = tables.get(table) ?? new Map<string, readonly RawRow[]>();
      tables.set(table, slices);
      const groups = Map.groupBy(rows, (row) => JSON.stringify(columns.map((column) => row[column])));
      for (const [key, group] of groups) slices.set(key, group);
    },
    rows: (table) => [...(tables.get(table) ?? new Map<string, readonly RawRow[]>()).values()].flat(),
    hash: () => {
      const lines = [...tables].flatMap(([table, slices]) =>
        [...slices.values()].flat().map((row) => `${table} ${JSON.stringify(Object.entries(row).sort())}`),
      );
      return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
    },
  };
}

/** Reads reports from where the store stands, publishing batch by batch as ingestion does. */
export async function readInto(
  store: Store,
  source: ApiSource,
  account: SourceAccount,
  told: Told,
  reports: readonly string[] = source.reports.map(({ report }) => report),
): Promise<void> {
  for (const report of reports) {
    const request = { account, report, grain: "changes", since: store.cursors.get(report) ?? null } as const;
    for await (const batch of source.read({ ...request, signal: AbortSignal.timeout(60_000) }, told.ports)) {
      store.apply(batch);
      if (batch.cursor !== undefined) store.cursors.set(report, batch.cursor);
    }
  }
}

/** Ids of live records, all pages. */
export async function sweep(
  source: ApiSource,
  account: SourceAccount,
  told: Told,
  report: string,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const pages = source.ids?.({ account, report, signal: AbortSignal.timeout(60_000) }, told.ports) ?? [];
  for await (const page of pages) ids.push(...page);
  return ids;
}
