import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { environment } from "../../functions/config/environment.ts";
import type { StepReport } from "../../functions/nightly/document.ts";
import type { NightOrder } from "./night-process.ts";

export interface NightOutcome {
  readonly isKilled: boolean;
  /** Checkpoints passed; 0 where the night was killed. */
  readonly passed: number;
  readonly steps: readonly StepReport[];
}

const CHILD = fileURLToPath(new URL("./night-process.ts", import.meta.url));

/** Runs one night in a process of its own. Throws where it ended neither well nor by its own hand. */
export async function runNight(order: NightOrder, secrets: Readonly<Record<string, string>>): Promise<NightOutcome> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(order)], {
    env: { ...environment, ...secrets },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (part) => out.push(part));
  child.stderr.on("data", (part) => errors.push(part));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((settle, reject) => {
    child.once("error", reject);
    child.once("close", (...end) => settle(end));
  });
  if (signal === "SIGKILL" && order.killAt !== null) return { isKilled: true, passed: 0, steps: [] };
  if (code !== 0) throw new Error(`night at ${order.at} ended with ${code ?? signal}: ${Buffer.concat(errors)}`);
  return { isKilled: false, ...(JSON.parse(String(Buffer.concat(out))) as Omit<NightOutcome, "isKilled">) };
}
