import type { Settings } from "../../config/settings.ts";
import type { FileParser } from "../../sources/files/file-parser.ts";
import type { CampaignPeriod, LoadStamp, ParseOptions } from "../../sources/files/parse-options.ts";

/** What a person asks of one `import`. */
export interface ImportOptions {
  /** Paths; loaded in this order, lists of campaigns first. */
  readonly files: readonly string[];
  readonly parser: FileParser;
  /** Secret for `person_key`, 64 hex digits. */
  readonly pepperHex: string;
  readonly family?: string;
  readonly columns?: readonly string[];
  /** Our column ← their header, or `'text'` for a constant. */
  readonly map?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly platform?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly dateOrder?: "dmy" | "mdy" | "ymd";
  /** Holds back rows whose date has two readings. */
  readonly isStrict?: boolean;
  /** Share of bad rows above which a file is refused, 0–1. */
  readonly maxBadShare?: number;
  /** The account without loading. */
  readonly isDryRun?: boolean;
}

/** What changes the result of a file, beside its bytes and the code: part of what "done before" means. */
export function resultOptions(settings: Settings, options: ImportOptions) {
  const { files } = settings.sources;
  const currency = options.currency ?? files.currency;
  const timeZone = options.timeZone ?? settings.time_zone;
  return {
    ...(options.family === undefined ? {} : { family: options.family }),
    ...(options.columns === undefined ? {} : { columns: options.columns }),
    map: options.map ?? {},
    families: files.families,
    aliases: files.aliases,
    ...(options.platform === undefined ? {} : { platform: options.platform }),
    ...(options.account === undefined ? {} : { account: options.account }),
    ...(currency === undefined ? {} : { currency }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
    isStrict: options.isStrict ?? false,
    ...(files.acquisition_cost === undefined ? {} : { acquisitionCost: files.acquisition_cost }),
    maxCpc: files.max_cpc,
    stages: settings.stages,
  };
}

/** All that the parser needs for one file. */
export function parseOptions(
  settings: Settings,
  options: ImportOptions,
  file: { readonly stamp: LoadStamp; readonly spoolDir: string; readonly campaigns: readonly CampaignPeriod[] },
): ParseOptions {
  return { ...resultOptions(settings, options), pepperHex: options.pepperHex, ...file };
}
