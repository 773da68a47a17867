import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { composeSources, type SourcesOptions } from "./compose-sources.ts";
import { loadSettings } from "./config/load-settings.ts";
import { readPepper } from "./config/pepper.ts";
import type { JobContext } from "./jobs/job.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import { codeVersion } from "./lib/code-version.ts";
import { createLog } from "./lib/log.ts";
import type { FileParser } from "./sources/files/file-parser.ts";
import { createFileParser } from "./sources/files/parse-file.ts";
import { openDuckDbWarehouse } from "./warehouse/duckdb.ts";
import { readSqlProject } from "./warehouse/project.ts";

export interface ComposeOptions {
  /** Root of the project, where package.json and sql/ are. */
  readonly root: string;
  /** Null runs on built-in defaults. */
  readonly settingsFile: string | null;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly sleep?: SourcesOptions["sleep"];
  readonly timeouts?: SourcesOptions["timeouts"];
  /** Called at named points; a crash test ends the process there. */
  readonly checkpoint?: (name: string) => Promise<void>;
}

export interface Composed {
  readonly context: JobContext;
  readonly parser: FileParser;
  /** Secret of `person_key`, 64 hex digits. */
  readonly pepperHex: string;
  close(): Promise<void>;
}

/** The composition root: reads the settings, opens the warehouse and builds what every job is handed. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  const settings = await loadSettings(options.settingsFile, options.environment);
  await mkdir(options.dataDir, { recursive: true });
  const { environment, clock = systemClock, sleep, timeouts } = options;
  const pepperHex = await readPepper(settings, environment, options.dataDir);
  const sources = await composeSources({ settings, environment, pepperHex, clock, sleep, timeouts });
  const { memory_limit: memoryLimit, threads } = settings.warehouse;
  const engine = {
    tempDirectory: join(options.dataDir, "spool", "duckdb"),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(threads === undefined ? {} : { threads }),
  };
  const warehouse = await openDuckDbWarehouse({
    path: join(options.dataDir, "warehouse.duckdb"),
    ...engine,
    ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
  });
  const context: JobContext = {
    warehouse,
    project: await readSqlProject(join(options.root, "sql")),
    settings,
    sources,
    clock,
    log: createLog({ destination: join(options.dataDir, "logs", "marketing-warehouse.log") }),
    dataDir: options.dataDir,
    codeVersion: await codeVersion(options.root),
    checkpoint: options.checkpoint ?? (async () => {}),
  };
  return {
    context,
    parser: createFileParser(engine),
    pepperHex,
    close: () => warehouse.close(),
  };
}
