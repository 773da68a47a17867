import { execFile, fork } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Pulled } from "./google-pull.ts";

const run = promisify(execFile);
const ROWS_A_DAY = 10_000;

/** Reads or loads campaign days of Google Ads over HTTP, server and reader in processes of their own. */
export async function pullGoogle(what: "read" | "load", rows: number, folder: string): Promise<Pulled> {
  await mkdir(folder, { recursive: true });
  const server = fork(join(import.meta.dirname, "google-server.ts"), [String(ROWS_A_DAY)]);
  try {
    const url = await new Promise<string>((settle, reject) => {
      server.once("message", (message) => settle(String(message)));
      server.once("error", reject);
      server.once("exit", (code) => reject(new Error(`expected the server to serve, it ended with exit code ${code}`)));
    });
    const days = String(Math.ceil(rows / ROWS_A_DAY));
    const { stdout } = await run(process.execPath, [
      join(import.meta.dirname, "google-pull.ts"),
      what,
      url,
      days,
      folder,
    ]);
    const pulled = JSON.parse(stdout) as Pulled;
    if (pulled.rows !== rows) throw new Error(`expected ${rows} rows, got ${pulled.rows}`);
    return pulled;
  } finally {
    server.disconnect();
  }
}
