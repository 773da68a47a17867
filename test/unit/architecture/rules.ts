import type { Import } from "./imports.ts";

/** Folders of API sources: each hands its settings to config. */
const API_SOURCES: readonly string[] = ["google-ads", "facebook-ads", "hubspot", "salesforce", "ga4"];

/** Folders below functions/ that a folder may import values from, besides itself. Types of an interface may come from more. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  models: ["lib/errors.ts", "lib/money.ts"],
  config: ["lib", "models", ...API_SOURCES.map((folder) => `sources/${folder}/settings.ts`)],
  ledger: ["lib"],
  warehouse: ["lib"],
  sources: ["lib"],
  report: ["lib"],
  jobs: ["lib", "models", "report", "ledger"],
  nightly: ["lib", "jobs", "ledger"],
  entrypoints: ["lib", "nightly", "ledger", "config", "compose.ts"],
};

/** Folders that a folder may import types from, besides those above. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ledger: ["warehouse"],
  report: ["warehouse"],
  sources: ["config"],
  jobs: ["sources", "warehouse", "config"],
  nightly: ["warehouse", "config"],
  entrypoints: ["jobs"],
};

const MODEL_PACKAGES: readonly string[] = ["zod", "ml-matrix", "ml-logistic-regression"];

/** Packages that exactly one file may import. */
export const ONE_IMPORTER: readonly string[] = [
  "@duckdb/node-api",
  "@google-cloud/functions-framework",
  "ml-matrix",
  "ml-logistic-regression",
  "pino",
];

/** Why an import is forbidden; null when it is allowed. */
export function forbidden({ from, to, isTypeOnly }: Import): string | null {
  if (!from.startsWith("functions/")) return null;
  const area = from.split("/")[1] ?? "";
  if (area.endsWith(".ts")) return null;
  if (!to.startsWith("functions/")) {
    if (to.startsWith("scripts/") || to.startsWith("test/")) return `${area} must not import ${to}`;
    if (area === "models" && !MODEL_PACKAGES.includes(to)) return `models are pure and must not import ${to}`;
    return null;
  }
  const target = to.slice("functions/".length);
  if (target.startsWith(`${area}/`)) return null;
  const isIn = (places: readonly string[]): boolean =>
    places.some((place) => target === place || target.startsWith(`${place}/`));
  if (isIn(VALUES[area] ?? [])) return null;
  if (isTypeOnly && isIn(TYPES[area] ?? [])) return null;
  return `${area} must not import ${isTypeOnly ? "types" : "values"} of ${target}`;
}

/** Questions under models/ that use the shared layer, never each other. */
export const QUESTIONS: readonly string[] = [
  "lead-scoring",
  "mmm",
  "budget",
  "attribution",
  "bidding",
  "campaigns",
  "segments",
  "forecast",
  "lifecycle",
  "experiments",
];

export function crossesQuestions({ from, to }: Import): boolean {
  const question = (path: string): string | undefined =>
    QUESTIONS.find((name) => path.startsWith(`functions/models/${name}/`));
  const [a, b] = [question(from), question(to)];
  return b !== undefined && a !== undefined && a !== b;
}
