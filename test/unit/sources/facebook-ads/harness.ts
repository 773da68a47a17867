import { createFacebookAdsSource } from "../../../../functions/sources/facebook-ads/client.ts";
import { facebookAdsSettings } from "../../../../functions/sources/facebook-ads/settings.ts";
import type { JobEvent, JobStore } from "../../../../functions/sources/remote-job.ts";
import type {
  ApiSource,
  QuotaUsage,
  RawRow,
  RowProblem,
  SourceAccount,
  SourceFinding,
  SourcePorts,
} from "../../../../functions/sources/source.ts";

export const TOKEN = "EAAplantedtoken0planted0token";
export const APP_SECRET = "planted-app-secret-0123456789abcdef";

export const ACCOUNT: SourceAccount = {
  accountId: "555010001",
  name: "Velo Works Social EU",
  currencyCode: "EUR",
  timeZone: "Europe/Berlin",
  via: null,
  problem: null,
};

/** What a reader told besides rows, and what it can be made to do. */
export interface Recorded extends SourcePorts {
  readonly problems: RowProblem[];
  readonly usages: QuotaUsage[];
  readonly findings: SourceFinding[];
  readonly events: JobEvent[];
  readonly checkpoints: string[];
  /** Called at each checkpoint; throwing ends the read there, as a crash would. */
  onCheckpoint: (name: string) => void;
}

/** Ports over a list of job events, which a later read can be given to go on from. */
export function recordedPorts(events: JobEvent[] = []): Recorded {
  const jobs: JobStore = {
    history: async () => [...events],
    append: async (event) => {
      events.push(event);
    },
  };
  const ports: Recorded = {
    problems: [],
    usages: [],
    findings: [],
    events,
    checkpoints: [],
    onCheckpoint: () => {},
    jobs,
    reject: (problem) => void ports.problems.push(problem),
    usage: (usage) => void ports.usages.push(usage),
    finding: (finding) => void ports.findings.push(finding),
    checkpoint: async (name) => {
      ports.checkpoints.push(name);
      ports.onCheckpoint(name);
    },
  };
  return ports;
}

/** A clock that sleeping moves on, and every wait that was asked for. */
export interface Time {
  nowMs: number;
  readonly waits: number[];
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export function createTime(at: string): Time {
  const time: Time = {
    nowMs: Date.parse(at),
    waits: [],
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      time.waits.push(ms);
      time.nowMs += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return time;
}

export interface SourceOptions {
  readonly url: string;
  readonly time: Time;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly timeouts?: { readonly totalMs: number; readonly idleMs: number };
}

export function sourceAt({ url, time, settings = {}, token = TOKEN, timeouts }: SourceOptions): ApiSource {
  const parsed = facebookAdsSettings.parse({
    access_token: "env:TOKEN",
    base_url: url,
    poll_ms: 1000,
    requests_per_second: 1000,
    primary_action: { [ACCOUNT.accountId]: "lead" },
    ...settings,
  });
  return createFacebookAdsSource(parsed, {
    clock: { now: () => new Date(time.nowMs) },
    sleep: time.sleep,
    random: () => 0.5,
    secret: (reference) => (reference === "env:TOKEN" ? token : APP_SECRET),
    pepperHex: "00".repeat(32),
    ...(timeouts === undefined ? {} : { timeouts }),
  });
}

export type Rows = Readonly<Record<string, readonly RawRow[]>>;

export interface Days {
  readonly report: string;
  readonly from: string;
  readonly to: string;
  readonly signal?: AbortSignal;
  readonly account?: SourceAccount;
}

/** Reads days to their end; rows by table, in an order that does not depend on the jobs'. */
export async function readDays(source: ApiSource, ports: SourcePorts, days: Days): Promise<Rows> {
  const { report, from, to, signal = new AbortController().signal, account = ACCOUNT } = days;
  return collect(source.read({ account, report, grain: "days", from, to, signal }, ports));
}

export async function readListing(source: ApiSource, ports: SourcePorts, report: string): Promise<Rows> {
  const { signal } = new AbortController();
  return collect(source.read({ account: ACCOUNT, report, grain: "listing", signal }, ports));
}

async function collect(batches: ReturnType<ApiSource["read"]>): Promise<Rows> {
  const tables: Record<string, RawRow[]> = {};
  for await (const { table, rows } of batches) tables[table] = [...(tables[table] ?? []), ...rows];
  const text = (row: RawRow): string =>
    JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? `${value}` : value));
  return Object.fromEntries(
    Object.entries(tables)
      .sort()
      .map(([table, rows]) => [table, rows.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))]),
  );
}

/** The error that a read ends with. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<Error & { kind?: string; graphClass?: string; fix?: string }> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected a failure, got rows");
}
