import { fixedClock } from "../../../../functions/lib/clock.ts";
import { createGoogleAdsSource } from "../../../../functions/sources/google-ads/client.ts";
import { googleAdsSettings } from "../../../../functions/sources/google-ads/settings.ts";
import type {
  ApiSource,
  QuotaUsage,
  RawRow,
  ReadRequest,
  RowProblem,
  SourceAccount,
  SourceDependencies,
  SourcePorts,
} from "../../../../functions/sources/source.ts";

/** Planted: no error, row or log may hold one of them. */
export const SECRETS: Readonly<Record<string, string>> = {
  CLIENT_SECRET: "GOCSPX-planted-client-secret",
  REFRESH_TOKEN: "1//0planted-refresh-token-of-a-test",
  DEVELOPER_TOKEN: "planted-DeveloperToken22",
};

export const ACCOUNT: SourceAccount = {
  accountId: "1234567890",
  name: "Velo",
  currencyCode: "EUR",
  timeZone: "Europe/Berlin",
  via: "9876543210",
  problem: null,
};

export interface TestSource {
  readonly source: ApiSource;
  /** Milliseconds of every wait, in order. */
  readonly waits: readonly number[];
}

export interface TestOptions {
  readonly now?: string;
  readonly timeouts?: SourceDependencies["timeouts"] | undefined;
}

export function testSource(url: string, settings: object = {}, options: TestOptions = {}): TestSource {
  const { now = "2026-11-25T12:00:00Z", timeouts } = options;
  const waits: number[] = [];
  const source = createGoogleAdsSource(
    googleAdsSettings.parse({
      client_id: "424242-app.apps.googleusercontent.com",
      client_secret: "env:CLIENT_SECRET",
      refresh_token: "env:REFRESH_TOKEN",
      base_url: url,
      token_url: `${url}/token`,
      requests_per_second: 1000,
      ...settings,
    }),
    {
      clock: fixedClock(now),
      sleep: async (ms) => {
        if (ms > 10) waits.push(ms);
      },
      random: () => 0.5,
      secret: (reference) => SECRETS[reference.slice("env:".length)] ?? "",
      pepperHex: "00".repeat(32),
      ...(timeouts === undefined ? {} : { timeouts }),
    },
  );
  return { source, waits };
}

export interface Reading {
  readonly rows: readonly RawRow[];
  readonly batches: number;
  readonly problems: readonly RowProblem[];
  readonly usages: readonly QuotaUsage[];
  readonly error: unknown;
}

/** Reads to the end or to the error. */
export async function readAll(
  source: ApiSource,
  what: { readonly report: string; readonly from?: string; readonly to?: string; readonly account?: SourceAccount },
): Promise<Reading> {
  const rows: RawRow[] = [];
  const problems: RowProblem[] = [];
  const usages: QuotaUsage[] = [];
  let batches = 0;
  let error: unknown = null;
  const ports: SourcePorts = {
    reject: (problem) => void problems.push(problem),
    usage: (usage) => void usages.push(usage),
    finding: () => {},
    jobs: { history: async () => [], append: async () => {} },
    checkpoint: async () => {},
  };
  try {
    for await (const batch of source.read(requestOf(source, what), ports)) {
      rows.push(...batch.rows);
      batches += 1;
    }
  } catch (thrown) {
    error = thrown;
  }
  return { rows, batches, problems, usages, error };
}

function requestOf(
  source: ApiSource,
  { report, from = "2026-11-01", to = "2026-11-07", account = ACCOUNT }: Parameters<typeof readAll>[1],
): ReadRequest {
  const { signal } = new AbortController();
  const grain = source.reports.find((one) => one.report === report)?.grain ?? "days";
  return grain === "listing"
    ? { account, report, signal, grain }
    : { account, report, signal, grain: "days", from, to };
}

/** A complete row of `campaign_daily` as the API writes it, with changes on top. */
export function campaignRow(
  change: { readonly segments?: object; readonly metrics?: object; readonly campaign?: object } = {},
): object {
  return {
    customer: {
      resourceName: "customers/1234567890",
      id: "1234567890",
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
    },
    campaign: { resourceName: "customers/1234567890/campaigns/111", id: "111", ...change.campaign },
    segments: { date: "2026-11-01", device: "MOBILE", adNetworkType: "SEARCH", ...change.segments },
    metrics: {
      costMicros: "12340000",
      impressions: "917",
      clicks: "31",
      interactions: "33",
      conversions: 1.5,
      conversionsValue: 120.25,
      allConversions: 2.5,
      allConversionsValue: 130,
      viewThroughConversions: "2",
      conversionsByConversionDate: 2,
      conversionsValueByConversionDate: 99.5,
      videoTrueviewViews: "0",
      ...change.metrics,
    },
  };
}
