import type {
  ApiSource,
  RawRow,
  ReadRequest,
  ReportDefinition,
  RowProblem,
  SourceAccount,
  SourceBatch,
  SourceFinding,
  SourcePorts,
} from "../../../functions/sources/source.ts";

/** A record of a CRM as it stands now. */
export interface FakeRecord {
  readonly id: string;
  readonly changedAt: string;
  readonly stage: string;
  readonly deletedAt?: string;
}

/** What the platform would answer now; a test changes it between readings. */
export interface FakeWorld {
  accounts: SourceAccount[];
  /** Rows of an account's day: campaign → micros spent. A day without an entry is empty. */
  spend: Map<string, Readonly<Record<string, number>>>;
  /** Campaign names by account. */
  names: Map<string, Readonly<Record<string, string>>>;
  records: Map<string, readonly FakeRecord[]>;
  /** Thrown where it gives an error: before the nth batch (from 0) of a request, or at discovery (null). */
  failure: (request: ReadRequest | null, batch: number) => Error | null;
  /** Told once a request began; lets a test change the world in the middle. */
  onBatch: (request: ReadRequest, batch: number) => Promise<void> | void;
  /** Rows held back by a request. */
  problems: (request: ReadRequest) => readonly RowProblem[];
  /** Told by a request beside its rows. */
  findings: (request: ReadRequest) => readonly SourceFinding[];
  discoveries: number;
  readonly requests: ReadRequest[];
}

export const DAILY: ReportDefinition = {
  report: "campaign_daily",
  grain: "days",
  priority: 1,
  tables: [
    { table: "raw.fake_daily", sliceColumns: ["account_id", "date_day"], measures: ["cost_micros"] },
    { table: "raw.fake_daily_notes", sliceColumns: ["account_id", "date_day"] },
  ],
  lookBackDays: { nightly: 3, weekly: 10, monthly: 20 },
  retentionDays: 60,
  chunkDays: 5,
};

export const CAMPAIGNS: ReportDefinition = {
  report: "campaigns",
  grain: "listing",
  priority: 1,
  tables: [{ table: "raw.fake_campaigns", sliceColumns: ["account_id", "campaign_id"] }],
};

export const CONTACTS: ReportDefinition = {
  report: "contacts",
  grain: "changes",
  priority: 3,
  hasSweep: true,
  tables: [
    { table: "raw.fake_contacts", sliceColumns: ["account_id", "id"] },
    { table: "raw.fake_stages", sliceColumns: ["account_id", "record_id"] },
  ],
};

export const FAKE_REPORTS = [DAILY, CAMPAIGNS, CONTACTS];

export function account(accountId: string, timeZone = "UTC"): SourceAccount {
  return { accountId, name: `Account ${accountId}`, currencyCode: "EUR", timeZone, via: null, problem: null };
}

export function newWorld(accounts: readonly SourceAccount[] = [account("a1"), account("a2")]): FakeWorld {
  return {
    accounts: [...accounts],
    spend: new Map(),
    names: new Map(),
    records: new Map(),
    failure: () => null,
    onBatch: () => {},
    problems: () => [],
    findings: () => [],
    discoveries: 0,
    requests: [],
  };
}

/** Rows of a batch: few, so that every reading has several. */
const PAGE = 2;

/** A source of the real contract over a world that a test holds in its hands. */
export function fakeSource(world: FakeWorld, reports: readonly ReportDefinition[] = FAKE_REPORTS): ApiSource {
  return {
    name: "google_ads",
    reports,
    discover: async () => {
      world.discoveries += 1;
      const error = world.failure(null, 0);
      if (error !== null) throw error;
      return [...world.accounts];
    },
    read: (request, ports) => read(world, request, ports),
    ids: async function* (request) {
      const ids = (world.records.get(request.account.accountId) ?? []).map(({ id }) => id);
      for (let i = 0; i < ids.length; i += PAGE) yield ids.slice(i, i + PAGE);
    },
  };
}

async function* read(world: FakeWorld, request: ReadRequest, ports: SourcePorts): AsyncGenerator<SourceBatch> {
  world.requests.push(request);
  for (const problem of world.problems(request)) ports.reject(problem);
  for (const finding of world.findings(request)) ports.finding(finding);
  const batches = batchesOf(world, request);
  let number = 0;
  const before = async (): Promise<void> => {
    const error = world.failure(request, number);
    if (error !== null) throw error;
    await world.onBatch(request, number);
    await ports.checkpoint("page");
    number += 1;
  };
  for (const batch of batches) {
    await before();
    yield batch;
  }
  await before();
}

function batchesOf(world: FakeWorld, request: ReadRequest): readonly SourceBatch[] {
  const { accountId } = request.account;
  switch (request.grain) {
    case "days": {
      const rows = [...world.spend].flatMap(([key, campaigns]) => {
        const [owner, day = ""] = key.split("/");
        return owner === accountId && day >= request.from && day <= request.to
          ? dayRows(accountId, day, campaigns)
          : [];
      });
      return [
        ...pages(rows).map((page): SourceBatch => ({ table: "raw.fake_daily", rows: page })),
        { table: "raw.fake_daily_notes", rows: notesOf(rows) },
      ];
    }
    case "listing": {
      const names = Object.entries(world.names.get(accountId) ?? {});
      const rows = names.map(([id, name]) => ({ account_id: accountId, campaign_id: id, campaign_name: name }));
      return pages(rows).map((page) => ({ table: "raw.fake_campaigns", rows: page }));
    }
    case "changes":
      return changesOf(world.records.get(accountId) ?? [], accountId, request.since);
    default:
      return request satisfies never;
  }
}

function dayRows(accountId: string, day: string, campaigns: Readonly<Record<string, number>>): readonly RawRow[] {
  return Object.entries(campaigns).map(([campaign, micros]) => ({
    account_id: accountId,
    date_day: day,
    campaign_id: campaign,
    cost_micros: micros,
    conversions: micros / 7,
    currency_code: "EUR",
  }));
}

function notesOf(rows: readonly RawRow[]): readonly RawRow[] {
  return rows.map((row) => ({
    account_id: row.account_id ?? null,
    date_day: row.date_day ?? null,
    note: `${row.campaign_id} spent ${row.cost_micros}`,
  }));
}

function changesOf(records: readonly FakeRecord[], accountId: string, since: string | null): readonly SourceBatch[] {
  const changed = records
    .filter(({ changedAt }) => since === null || changedAt >= since)
    .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : a.id < b.id ? -1 : 1));
  return pages(changed).flatMap((page): readonly SourceBatch[] => {
    const last = page.at(-1);
    return [
      {
        table: "raw.fake_contacts",
        rows: page.map(({ id, changedAt, stage, deletedAt }) => ({
          account_id: accountId,
          id,
          changed_at: changedAt,
          stage,
          deleted_at: deletedAt ?? null,
        })),
      },
      {
        table: "raw.fake_stages",
        rows: page.map(({ id, changedAt, stage }) => ({
          account_id: accountId,
          record_id: id,
          changed_at: changedAt,
          stage,
        })),
        ...(last === undefined ? {} : { cursor: last.changedAt }),
      },
    ];
  });
}

function pages<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / PAGE) }, (_, i) => items.slice(i * PAGE, (i + 1) * PAGE));
}
