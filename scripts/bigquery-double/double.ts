import { createServer, type IncomingMessage } from "node:http";
import { type Clock, systemClock } from "../../functions/lib/clock.ts";
import { exclusively } from "../../functions/warehouse/exclusively.ts";
import { startAnalyzer } from "./analyzer.ts";
import { ApiError, errorBody } from "./api-error.ts";
import { emptyCatalog } from "./catalog.ts";
import type { FaultSource } from "./faults.ts";
import { createJobs } from "./jobs.ts";
import { createQuota } from "./quota.ts";
import { answer } from "./routes.ts";
import type { Engine } from "./run-statement.ts";
import { openStore } from "./store.ts";

export interface DoubleOptions {
  readonly project?: string;
  readonly location?: string;
  readonly port?: number;
  readonly clock?: Clock;
  readonly modificationsPerDay?: number;
  /** Rows of a result page. */
  readonly pageRows?: number;
  readonly memoryLimit?: string;
}

export interface BigQueryDouble {
  /** `http://127.0.0.1:port`: the client's `apiEndpoint`. */
  readonly url: string;
  readonly project: string;
  readonly location: string;
  /** Why Google's analyzer is left out; null when it is asked. */
  readonly analyzerSkipped: string | null;
  readonly engine: Engine;
  readonly jobs: ReturnType<typeof createJobs>["all"];
  /** `METHOD path`, in the order they came. */
  readonly requests: readonly string[];
  /** Modifications by table and day. */
  readonly modifications: ReadonlyMap<string, number>;
  setFaults(source: FaultSource): void;
  stop(): Promise<void>;
}

const PAGE_ROWS = 5000;

/**
 * BigQuery's REST interface on this machine, for tests: Google's analyzer in front, where it runs here, and DuckDB behind.
 * It is stricter than any emulator about what the adapter rests on; it is no oracle for what BigQuery costs or how fast it is.
 */
export async function startBigQueryDouble(options: DoubleOptions = {}): Promise<BigQueryDouble> {
  const { project = "double", location = "EU", clock = systemClock, pageRows = PAGE_ROWS } = options;
  const analyzer = await startAnalyzer({ project, location });
  const store = await openStore(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit });
  const engine: Engine = { analyzer, store, catalog: emptyCatalog(), project, location, now: () => clock.now() };
  const jobs = createJobs(project, location);
  const quota = createQuota(engine.now, options.modificationsPerDay);
  const requests: string[] = [];
  let faults: FaultSource = () => null;
  const parts = {
    engine,
    jobs,
    quota,
    pageRows,
    inTurn: exclusively(),
    fault: (o: Parameters<FaultSource>[0]) => faults(o),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const url = new URL(request.url ?? "/", "http://double");
      requests.push(`${request.method} ${url.pathname}`);
      const { status, json } = await answer(parts, {
        method: request.method ?? "",
        url,
        headers: request.headers,
        body,
      }).then(
        (result) => ({ status: 200, json: result }),
        (error: unknown) => {
          const known = error instanceof ApiError ? error : new ApiError("internalError", String(error));
          return { status: known.status, json: errorBody(known) };
        },
      );
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(json));
    })();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    project,
    location,
    analyzerSkipped: analyzer.skipped,
    engine,
    jobs: jobs.all,
    requests,
    modifications: quota.counts,
    setFaults: (source) => {
      faults = source;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([...jobs.all.values()].map(({ ended }) => ended));
      analyzer.stop();
      store.duck.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
