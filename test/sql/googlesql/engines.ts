import { describe } from "vitest";
import { type DuckEngine, openDuckEngine } from "../../oracle/duck-engine.ts";
import { ensureOracle } from "../../oracle/ensure-oracle.ts";
import { type GoogleSql, startGoogleSql } from "../../oracle/google-sql.ts";

const oracle = await ensureOracle();

/** Both engines, started on first use and stopped with the test file. */
export interface Engines {
  readonly google: GoogleSql;
  readonly duck: DuckEngine;
  stop(): void;
}

export async function startEngines(): Promise<Engines> {
  if (oracle.kind === "missing") throw new Error(oracle.reason);
  const google = await startGoogleSql(oracle);
  const duck = await openDuckEngine();
  return {
    google,
    duck,
    stop: () => {
      google.stop();
      duck.duck.close();
    },
  };
}

/** `describe`, or a skipped one whose name says why Google's engine cannot run here. */
export function describeWithGoogle(name: string, body: () => void): void {
  if (oracle.kind === "available") describe(name, body);
  else describe.skip(`${name} (skipped: ${oracle.reason})`, body);
}
