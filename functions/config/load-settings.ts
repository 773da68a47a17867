import { readFile } from "node:fs/promises";
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { AppError } from "../lib/errors.ts";
import { type Settings, settingsSchema } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that one variable can override: flag > environment > file > default. */
const FROM_ENVIRONMENT: Readonly<Record<string, string>> = {
  MARKETING_WAREHOUSE_TIME_ZONE: "time_zone",
  MARKETING_WAREHOUSE_REPORTING_CURRENCY: "reporting_currency",
};

/** Keys whose value is never printed, even when it is wrong. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["pepper"]);

/**
 * Reads, overrides, validates and freezes the settings. Throws one `settings` error that lists every problem as
 * `file:line:column key: expected …, got …; fix: …`. A missing file is an error only where it was named.
 */
export async function loadSettings(file: string | null, environment: Environment): Promise<Settings> {
  const text = file === null ? "" : await readText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new AppError(broken.message.split("\n")[0] ?? "broken YAML", {
      kind: "settings",
      where: `${file}:${line}:${col}`,
      fix: "see settings.example.yaml for the form",
    });
  }
  const raw: unknown = document.toJS() ?? {};
  const overridden = override(raw, environment);
  const parsed = settingsSchema.safeParse(overridden, { reportInput: true });
  if (parsed.success) return deepFreeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => describe(issue, position(file, document.contents, issue, lines)));
  throw new AppError(problems.join("\n"), { kind: "settings", ...(file === null ? {} : { where: file }) });
}

/** The value behind `env:NAME`. Throws `settings` where the variable is unset or empty. */
export function resolveSecret(reference: string, environment: Environment): string {
  const name = reference.replace(/^env:/, "");
  const value = environment[name];
  if (value === undefined || value === "") {
    throw new AppError(`expected the secret in the environment variable ${name}, got nothing`, {
      kind: "settings",
      where: reference,
      fix: `set ${name} before running`,
    });
  }
  return value;
}

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError(`expected a settings file, got none`, {
      kind: "settings",
      where: file,
      fix: "copy settings.example.yaml, or leave --settings out to run on built-in defaults",
      cause,
    });
  });
}

function override(raw: unknown, environment: Environment): unknown {
  if (raw === null || typeof raw !== "object" || Array.isArray(raw)) return raw;
  const changes = Object.entries(FROM_ENVIRONMENT).flatMap(([name, key]) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [[key, value] as const];
  });
  return { ...raw, ...Object.fromEntries(changes) };
}

function describe(issue: z.core.$ZodIssue, where: string): string {
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => keyText([...issue.path, key])).join(", ");
    return `${where} ${keys}: expected a known key, got an unknown one; fix: remove it or correct the spelling, settings.example.yaml lists all keys`;
  }
  const isSecret = SECRET_KEYS.has(String(issue.path.at(-1)));
  const got =
    "input" in issue && issue.input !== undefined
      ? isSecret
        ? "another text"
        : JSON.stringify(issue.input)
      : "nothing";
  const expected = issue.message
    .replace(/^(Invalid (input|option|string)|Too (small|big)): /, "")
    .replace(/^expected /, "");
  return `${where} ${keyText(issue.path)}: expected ${expected}, got ${got}; fix: see ${keyText(issue.path)} in settings.example.yaml`;
}

function keyText(path: readonly PropertyKey[]): string {
  return (
    path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`)).join("") ||
    "(file)"
  );
}

/** `file:line:column` of the deepest node on the issue's path. */
function position(file: string | null, root: unknown, issue: z.core.$ZodIssue, lines: LineCounter): string {
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
  let node = root as Node | null | undefined;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      const key = pair?.key as Node | undefined;
      if (pair === undefined) break;
      node = pair.value as Node | null;
      offset = (issue.code === "unrecognized_keys" ? key?.range?.[0] : (node?.range?.[0] ?? key?.range?.[0])) ?? offset;
    } else if (node && "items" in node && typeof part === "number") {
      node = (node.items as Node[])[part];
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return file === null ? "environment" : `${file}:${line || 1}:${col || 1}`;
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
