import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** `run.json`: who has the data folder's warehouse open, and how far it is. */
export interface RunFileContent {
  readonly run_id: string;
  readonly pid: number;
  readonly step: string;
  /** Share of the work that is done, 0–1. */
  readonly progress: number;
}

export interface RunFile {
  update(step: string, progress: number): Promise<void>;
  remove(): Promise<void>;
}

/** Tells other processes about a run while it has the file locked. Remove it when the run ends. */
export async function openRunFile(dataDir: string, runId: string): Promise<RunFile> {
  const path = join(dataDir, "run.json");
  await mkdir(dataDir, { recursive: true });
  let last: Promise<void> = Promise.resolve();
  const write = async (content: RunFileContent): Promise<void> => {
    const next = `${path}.${process.pid}`;
    await writeFile(next, JSON.stringify(content));
    await rename(next, path);
  };
  return {
    update(step, progress) {
      last = last.catch(() => undefined).then(() => write({ run_id: runId, pid: process.pid, step, progress }));
      return last;
    },
    async remove() {
      await last.catch(() => undefined);
      await rm(path, { force: true });
    },
  };
}

/** The run that is going on in a data folder; null where none is, or where its process is gone. */
export async function readRunFile(dataDir: string): Promise<RunFileContent | null> {
  const text = await readFile(join(dataDir, "run.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const content = JSON.parse(text) as RunFileContent;
  return isAlive(content.pid) ? content : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
