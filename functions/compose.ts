import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { composeSources, type SourcesOptions } from "./compose-sources.ts";
import { duckDbOptions, openWarehouse } from "./compose-warehouse.ts";
import { loadSettings } from "./config/load-settings.ts";
import { readPepper } from "./config/pepper.ts";
import type { JobContext } from "./jobs/job.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import { codeVersion } from "./lib/code-version.ts";
import { AppError } from "./lib/errors.ts";
import { createLog, type Log } from "./lib/log.ts";
import type { FileParser } from "./sources/files/file-parser.ts";
import { createFileParser } from "./sources/files/parse-file.ts";
import { readSqlProject } from "./warehouse/project.ts";

export interface ComposeOptions {
  /** Root of the project, where package.json and sql/ are. */
  readonly root: string;
  /** Null runs on built-in defaults. */
  readonly settingsFile: string | null;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** Where the log goes; a file of the data folder when absent. */
  readonly log?: Log;
  readonly sleep?: SourcesOptions["sleep"];
  readonly timeouts?: SourcesOptions["timeouts"];
  /** Called at named points; a crash test ends the process there. */
  readonly checkpoint?: (name: string) => Promise<void>;
}

export interface Composed {
  readonly context: JobContext;
  readonly parser: FileParser;
  /** Secret of `person_key`, 64 hex digits. Throws `settings` where it is named and missing. */
  readonly pepperHex: string;
  close(): Promise<void>;
}

/** The composition root: reads the settings, opens the warehouse and builds what every job is handed. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  const settings = await loadSettings(options.settingsFile, options.environment);
  await mkdir(options.dataDir, { recursive: true });
  const { environment, clock = systemClock, sleep, timeouts } = options;
  const pepperHex = await readPepper(settings, environment, options.dataDir).catch(onlySettings);
  const sources = await composeSources({ settings, environment, pepperHex, clock, sleep, timeouts });
  const engine = duckDbOptions(settings, options.dataDir);
  const warehouse = await openWarehouse(settings, options);
  const context: JobContext = {
    warehouse,
    project: await readSqlProject(join(options.root, "sql")),
    settings,
    sources,
    clock,
    log: options.log ?? createLog({ destination: join(options.dataDir, "logs", "marketing-warehouse.log") }),
    dataDir: options.dataDir,
    codeVersion: await codeVersion(options.root),
    checkpoint: options.checkpoint ?? (async () => {}),
  };
  return {
    context,
    parser: createFileParser(engine),
    get pepperHex() {
      if (pepperHex instanceof AppError) throw pepperHex;
      return pepperHex;
    },
    close: () => warehouse.close(),
  };
}

/** A secret that is not set stops those who need it: most functions and verbs do not. */
function onlySettings(error: unknown): AppError {
  if (error instanceof AppError && error.kind === "settings") return error;
  throw error;
}
