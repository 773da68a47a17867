import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { fixedClock } from "../../../../functions/lib/clock.ts";
import { createGa4Source } from "../../../../functions/sources/ga4/client.ts";
import { ga4Settings } from "../../../../functions/sources/ga4/settings.ts";
import type {
  ApiSource,
  QuotaUsage,
  RawRow,
  RowProblem,
  SourceAccount,
  SourceFinding,
  SourcePorts,
} from "../../../../functions/sources/source.ts";

export const PROPERTY_ID = "412345678";
export const ACCOUNT: SourceAccount = {
  accountId: PROPERTY_ID,
  name: null,
  currencyCode: "EUR",
  timeZone: "Europe/Berlin",
  via: null,
  problem: null,
};

export interface ReportBody {
  readonly dateRanges: readonly { readonly startDate: string; readonly endDate: string }[];
  readonly dimensions: readonly { readonly name: string }[];
  readonly metrics: readonly { readonly name: string }[];
  readonly limit: string;
  readonly offset: string;
  readonly [other: string]: unknown;
}

/** What the server answers; undefined leaves the request without an answer. */
export type Reply =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | undefined;

export interface Opened {
  readonly source: ApiSource;
  readonly bodies: readonly ReportBody[];
  readonly paths: readonly string[];
  readonly tokens: () => number;
  readonly sleeps: readonly number[];
  readonly rows: RawRow[];
  readonly problems: RowProblem[];
  readonly usages: QuotaUsage[];
  readonly findings: SourceFinding[];
  /** Reads days and keeps what comes. */
  read(from?: string, to?: string): Promise<readonly RawRow[]>;
}

/** The source over a server of the test's own: for answers that a well-behaved sandbox does not give. */
export async function open(
  answer: (body: ReportBody, requestNumber: number) => Reply,
  options: { readonly pageRows?: number; readonly now?: string } = {},
): Promise<Opened> {
  const bodies: ReportBody[] = [];
  const paths: string[] = [];
  let tokens = 0;
  const send = (response: ServerResponse, { status = 200, body, headers = {} }: NonNullable<Reply>): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    if (request.url === "/token") {
      tokens += 1;
      return send(response, { body: { access_token: `token-${tokens}`, expires_in: 3600 } });
    }
    const body = JSON.parse(text) as ReportBody;
    bodies.push(body);
    paths.push(`${request.url} ${request.headers.authorization}`);
    const reply = answer(body, bodies.length - 1);
    if (reply !== undefined) send(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sleeps: number[] = [];
  const source = createGa4Source(
    ga4Settings.parse({
      property_ids: [PROPERTY_ID],
      client_id: "client",
      client_secret: "env:SECRET",
      refresh_token: "env:REFRESH",
      token_url: `${url}/token`,
      base_url: url,
      requests_per_second: 1000,
    }),
    {
      clock: fixedClock(options.now ?? "2026-11-10T12:00:00Z"),
      sleep: async (ms) => void sleeps.push(ms),
      random: () => 0.5,
      secret: (reference) => `planted-${reference.slice(4)}`,
      pepperHex: "00".repeat(32),
      timeouts: { totalMs: 500, idleMs: 300 },
    },
    options.pageRows,
  );
  const opened = {
    source,
    bodies,
    paths,
    tokens: () => tokens,
    sleeps,
    rows: [],
    problems: [],
    usages: [],
    findings: [],
  };
  return { ...opened, read: (from = "2026-11-01", to = from) => readInto(opened, from, to) };
}

async function readInto(opened: Omit<Opened, "read">, from: string, to: string): Promise<readonly RawRow[]> {
  const ports: SourcePorts = {
    reject: (problem) => void opened.problems.push(problem),
    usage: (usage) => void opened.usages.push(usage),
    finding: (finding) => void opened.findings.push(finding),
    jobs: { history: async () => [], append: async () => undefined },
    checkpoint: async () => undefined,
  };
  const request = { account: ACCOUNT, report: "traffic_daily", grain: "days", from, to } as const;
  for await (const { rows } of opened.source.read({ ...request, signal: AbortSignal.timeout(10_000) }, ports))
    opened.rows.push(...rows);
  return opened.rows;
}

/** Values of a row by name; the day and the rest by default. */
export type Cells = Readonly<Record<string, string>>;

const USUAL: Cells = {
  sessionSource: "google",
  sessionMedium: "cpc",
  sessionCampaignName: "Search",
  sessionDefaultChannelGroup: "Paid Search",
  landingPage: "/fleet",
  deviceCategory: "mobile",
  country: "Germany",
  sessions: "10",
  totalUsers: "9",
  newUsers: "4",
  engagedSessions: "7",
  bounceRate: "0.3",
  averageSessionDuration: "61.5",
  userEngagementDuration: "420",
  screenPageViews: "25",
  keyEvents: "1.5",
};

/** A page as the API writes it: columns as they were asked for, rows in the order given. */
export function page(body: ReportBody, rows: readonly Cells[], more: Readonly<Record<string, unknown>> = {}): Reply {
  const date = body.dateRanges[0]?.startDate.replaceAll("-", "") ?? "";
  const cells = (names: readonly { readonly name: string }[], row: Cells) =>
    names.map(({ name }) => ({ value: row[name] ?? { ...USUAL, date }[name] }));
  return {
    body: {
      dimensionHeaders: body.dimensions,
      metricHeaders: body.metrics.map(({ name }) => ({ name, type: "TYPE_INTEGER" })),
      ...(rows.length === 0
        ? {}
        : {
            rows: rows.map((row) => ({
              dimensionValues: cells(body.dimensions, row),
              metricValues: cells(body.metrics, row),
            })),
            rowCount: rows.length,
          }),
      metadata: { currencyCode: "EUR", timeZone: "Europe/Berlin" },
      propertyQuota: { tokensPerDay: { consumed: 7, remaining: 199_993 }, concurrentRequests: { remaining: 10 } },
      kind: "analyticsData#runReport",
      ...more,
    },
  };
}

/** An error as Google's REST APIs write it. */
export function refusal(status: number, name: string, message: string, details: readonly unknown[] = []): Reply {
  return { status, body: { error: { code: status, message, status: name, details } } };
}
