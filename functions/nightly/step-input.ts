import type { Settings } from "../config/settings.ts";
import { sha256Of } from "../ledger/hash.ts";
import type { Step } from "./graph.ts";

export interface StepInput {
  readonly step: Step;
  readonly codeVersion: string;
  readonly settings: Settings;
  readonly asOf: string;
  /** Output hash of each step it needs or waits for; null where that step gave none. */
  readonly outputs: Readonly<Record<string, string | null>>;
  /** Hash over all published loads and the code that the schema was brought to. */
  readonly sourcesSha256: string;
}

/**
 * Hash of all that a step's result depends on: code, settings read, day of the data, what it reads. A step that pulls a
 * source reads nothing of ours, and its days are those of the account.
 */
export function stepInputSha256(input: StepInput): string {
  const { step, settings } = input;
  const own = {
    step: step.id,
    codeVersion: input.codeVersion,
    settings: Object.fromEntries(step.settings.map((path) => [path, settingAt(settings, path) ?? null])),
  };
  if (step.group === "ingest") return sha256Of(own);
  return sha256Of({
    ...own,
    asOf: input.asOf,
    outputs: input.outputs,
    sources: step.readsLoads ? input.sourcesSha256 : null,
  });
}

function settingAt(settings: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((part, key) => (part as Readonly<Record<string, unknown>> | undefined)?.[key], settings);
}
