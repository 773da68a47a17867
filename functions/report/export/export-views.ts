import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { writeCsv } from "./csv.ts";
import { dataSummary } from "./data-summary.ts";
import type { ExportFormat, ExportSource, ExportView } from "./export-source.ts";
import { writeParquet } from "./parquet.ts";
import { writeSqlite } from "./sqlite.ts";
import { openView } from "./view-rows.ts";

export interface ExportInput {
  readonly source: ExportSource;
  /** Full names, `reporting.rpt_performance_daily`; see `resolveViews`. */
  readonly views: readonly string[];
  readonly format: ExportFormat;
  /** Folder to write into; made when missing, files of the same names are replaced. */
  readonly to: string;
  readonly runId: string | null;
  /** Last day of data, for the summary. */
  readonly asOf: string | null;
}

/** One exported view; with SQLite all views share one file. */
export interface ExportedView {
  readonly path: string;
  readonly view: string;
  readonly format: ExportFormat;
  readonly row_count: number;
  readonly sha256: string;
}

const SQLITE_FILE = "marketing-warehouse.sqlite";

/**
 * Writes views and `data_summary.txt` for other tools. Same data, same bytes. Everything is written aside first and
 * moved when all of it is whole: a failing export leaves the folder as it was.
 */
export async function exportViews(input: ExportInput): Promise<readonly ExportedView[]> {
  await mkdir(input.to, { recursive: true });
  const aside = await mkdtemp(join(input.to, ".export-"));
  try {
    const views: ExportView[] = [];
    for (const view of input.views) views.push(await openView(input.source, view));
    const written =
      input.format === "sqlite" ? await writeOneFile(views, aside) : await writeFiles(views, aside, input.format);
    const summary = await dataSummary(input.source, views, {
      runId: input.runId,
      asOf: input.asOf,
      files: written.map(({ name, row_count, sha256 }) => ({ path: name, row_count, sha256 })),
    });
    await writeFile(join(aside, "data_summary.txt"), summary);
    for (const name of new Set([...written.map((file) => file.name), "data_summary.txt"]))
      await rename(join(aside, name), join(input.to, name));
    return written.map(({ name, view, row_count, sha256 }) => ({
      path: join(input.to, name),
      view,
      format: input.format,
      row_count,
      sha256,
    }));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

interface Written {
  readonly name: string;
  readonly view: string;
  readonly row_count: number;
  readonly sha256: string;
}

async function writeFiles(
  views: readonly ExportView[],
  folder: string,
  format: "csv" | "parquet",
): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const view of views) {
    const name = `${view.view.replace(/^reporting\./, "")}.${format}`;
    const path = join(folder, name);
    const rowCount = format === "csv" ? await writeCsv(view, path) : await writeParquet(view, path);
    written.push({ name, view: view.view, row_count: rowCount, sha256: await sha256Of(path) });
  }
  return written;
}

async function writeOneFile(views: readonly ExportView[], folder: string): Promise<readonly Written[]> {
  const path = join(folder, SQLITE_FILE);
  const counts = await writeSqlite(views, path);
  const sha256 = await sha256Of(path);
  return views.map(({ view }) => ({ name: SQLITE_FILE, view, row_count: counts.get(view) ?? 0, sha256 }));
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
