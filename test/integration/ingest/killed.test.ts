import { spawn } from "node:child_process";
import { copyFile, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { fakeProject } from "../../support/ingest/fake-project.ts";
import { INGEST_CONTENT } from "../../support/ingest/ingest-content.ts";

const CHILD = fileURLToPath(new URL("../../support/ingest/ingest-process.ts", import.meta.url));

const WAREHOUSE = "warehouse.duckdb";

interface Ending {
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
}

/** Runs the process to its end or to the point where it kills itself. */
function pull(dataDir: string, killAt = ""): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, dataDir, killAt], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let errors = "";
    child.stdout.on("data", (part) => {
      out += part;
    });
    child.stderr.on("data", (part) => {
      errors += part;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code !== 0 && signal === null) reject(new Error(`exit ${code}: ${errors}`));
      else resolve({ signal, lines: out.trim().split("\n") });
    });
  });
}

/** A folder with the warehouse of a template, whose tables are there: each of many processes would make them anew. */
async function newDataDir(template: string | null = null): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "ingest-"));
  if (template !== null) await copyFile(join(template, WAREHOUSE), join(dataDir, WAREHOUSE));
  return dataDir;
}

async function migrated(): Promise<string> {
  const dataDir = await newDataDir();
  const warehouse = await openDuckDbWarehouse({ path: join(dataDir, WAREHOUSE) });
  await warehouse.migrate(await fakeProject());
  await warehouse.close();
  return dataDir;
}

async function contentOf(dataDir: string): Promise<Readonly<Record<string, unknown>>> {
  const warehouse = await openDuckDbWarehouse({ path: join(dataDir, WAREHOUSE) });
  const content: Record<string, unknown> = {};
  for (const [name, sql] of Object.entries(INGEST_CONTENT))
    content[name] = (await warehouse.query(sql)).rows.map((row) => JSON.stringify(row)).sort();
  // Batches of changes are counted from where a process begins.
  const { rows } = await warehouse.query(
    "select distinct slice_key, table_name, rows_loaded from ops.loads where slice_key not like '%/changes/%' order by 1, 2",
  );
  await warehouse.close();
  return { ...content, loads: rows };
}

describe("a process that pulls a source and is killed", () => {
  it("at any point is followed by one that ends in the tables of one that was not, and leaves no file behind", async () => {
    const template = await migrated();
    const cleanDir = await newDataDir(template);
    const clean = await pull(cleanDir);
    expect(clean.lines.at(-1)).toBe("ended done done");
    const expected = await contentOf(cleanDir);
    const points = clean.lines.slice(0, -1);
    const names = new Set(points.map((point) => point.replace(/#\d+$/, "")));
    for (const name of ["claim sent", "claim held", "page", "stage loaded", "swap open", "swap committed"])
      expect(names).toContain(name);
    for (const name of ["ingest: raw.fake_daily published", "ingest: batch published"]) expect(names).toContain(name);

    const kill = async (point: string): Promise<void> => {
      const dataDir = await newDataDir(template);
      expect(await pull(dataDir, point), point).toMatchObject({ signal: "SIGKILL" });
      expect(await readdir(join(dataDir, "spool")).catch(() => []), point).toEqual([]);
      expect((await pull(dataDir)).lines.at(-1), point).toMatch(/^ended done (done|skipped)$/);
      expect(await contentOf(dataDir), point).toEqual(expected);
    };
    const killed = firstMiddleAndLast(points);
    for (let i = 0; i < killed.length; i += 2) await Promise.all(killed.slice(i, i + 2).map(kill));
  });
});

/** Of the points with one name, the first, one in the middle and the last. */
function firstMiddleAndLast(points: readonly string[]): readonly string[] {
  const byName = new Map<string, string[]>();
  for (const point of points) {
    const name = point.replace(/#\d+$/, "");
    byName.set(name, [...(byName.get(name) ?? []), point]);
  }
  return [...byName.values()].flatMap((same) => [
    ...new Set([same[0], same[Math.floor(same.length / 2)], same.at(-1)].filter((point) => point !== undefined)),
  ]);
}
