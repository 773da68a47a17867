import { existsSync } from "node:fs";
import { access, constants, statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { environment } from "../../functions/config/environment.ts";
import { loadSettings, resolveSecret } from "../../functions/config/load-settings.ts";
import type { Settings } from "../../functions/config/settings.ts";
import { systemClock } from "../../functions/lib/clock.ts";
import { AppError, type ErrorKind, errorMessage } from "../../functions/lib/errors.ts";
import { addCommonFlags, type CommonFlags, openContext, settingsFile } from "./common.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { printData, printJson } from "./output.ts";

interface Check {
  readonly check: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  readonly fix: string;
  /** Kind of the failure: the exit code. */
  readonly kind?: ErrorKind;
}

const MIN_NODE_MAJOR = 24;
const MIN_FREE_BYTES = 1_000_000_000;
/** Before this the clock is wrong: the project did not exist. */
const EARLIEST = "2026-01-01";

export function addDoctor(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("doctor"))
    .summary("check this machine, the settings and the warehouse, with a fix for each problem")
    .action((flags: CommonFlags) => run(flags, () => doctor(flags)));
}

async function doctor(flags: CommonFlags): Promise<number> {
  const settings = await checkSettings(flags);
  const checks = [
    checkNode(),
    checkClock(),
    settings.check,
    ...(settings.value === null ? [] : checkDefaults(settings.value)),
    await checkFolder(flags),
    await checkDisk(flags),
    await checkWarehouse(flags, settings.value !== null),
  ];
  const worst = checks.find(({ status }) => status === "fail");
  const isWarned = checks.some(({ status }) => status === "warn");
  const status = worst !== undefined ? "failed" : isWarned ? "partial" : "done";
  if (flags.json) printJson({ status, checks: checks.map(({ kind: _kind, ...check }) => check) });
  else
    for (const { check, status: mark, detail, fix } of checks)
      printData(`${MARK[mark]} ${check}: ${detail}${fix === "" ? "" : `\n    fix: ${fix}`}`);
  return worst === undefined ? 0 : exitCodeOf(worst.kind ?? "bug");
}

const MARK = { ok: "✓", warn: "!", fail: "✗" } as const;

function ok(check: string, detail: string): Check {
  return { check, status: "ok", detail, fix: "" };
}

function checkNode(): Check {
  const { node } = process.versions;
  if (Number(node.split(".")[0]) >= MIN_NODE_MAJOR) return ok("node", `Node ${node}`);
  return {
    check: "node",
    status: "fail",
    kind: "settings",
    detail: `expected Node ${MIN_NODE_MAJOR} or later, got ${node}`,
    fix: "run through npm scripts or npx, which use the pinned Node",
  };
}

function checkClock(): Check {
  const now = systemClock.now().toISOString();
  if (now > EARLIEST) return ok("clock", now);
  return {
    check: "clock",
    status: "fail",
    kind: "settings",
    detail: `the machine says ${now}`,
    fix: "set the clock; all windows count from it",
  };
}

async function checkSettings(flags: CommonFlags): Promise<{ readonly check: Check; readonly value: Settings | null }> {
  const file = settingsFile(flags);
  try {
    const value = await loadSettings(file, environment);
    if (value.privacy.pepper !== undefined) resolveSecret(value.privacy.pepper, environment);
    return { check: ok("settings", file ?? "built-in defaults"), value };
  } catch (error) {
    const fix = (error instanceof AppError ? error.fix : undefined) ?? "correct the lines named";
    return {
      check: { check: "settings", status: "fail", kind: "settings", detail: errorMessage(error), fix },
      value: null,
    };
  }
}

function checkDefaults(settings: Settings): readonly Check[] {
  const { currency } = settings.sources.files;
  return [
    currency === undefined
      ? {
          check: "currency",
          status: "warn",
          detail: "files that name no currency load as XXX",
          fix: "set sources.files.currency, or import with --currency",
        }
      : ok("currency", currency),
    settings.time_zone === undefined
      ? {
          check: "time zone",
          status: "warn",
          detail: "days of files that name no zone are taken in UTC",
          fix: "set time_zone, or import with --time-zone",
        }
      : ok("time zone", settings.time_zone),
  ];
}

async function checkFolder(flags: CommonFlags): Promise<Check> {
  const folder = resolve(flags.dataDir);
  const nearest = nearestFolder(folder);
  try {
    await access(nearest, constants.W_OK);
    return ok("data folder", folder);
  } catch {
    return {
      check: "data folder",
      status: "fail",
      kind: "settings",
      detail: `expected to write in ${nearest}, got no right to`,
      fix: "choose another with --data-dir, or change its owner",
    };
  }
}

/** The folder itself, or the first one above it that exists. */
function nearestFolder(folder: string): string {
  const above = resolve(folder, "..");
  return existsSync(folder) || above === folder ? folder : nearestFolder(above);
}

async function checkDisk(flags: CommonFlags): Promise<Check> {
  const folder = nearestFolder(resolve(flags.dataDir));
  const { bavail, bsize } = await statfs(folder);
  const gigabytes = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
  if (bavail * bsize >= MIN_FREE_BYTES) return ok("disk", gigabytes);
  return {
    check: "disk",
    status: "fail",
    kind: "transient",
    detail: gigabytes,
    fix: `free at least ${MIN_FREE_BYTES / 1e9} GB, or choose another --data-dir`,
  };
}

async function checkWarehouse(flags: CommonFlags, hasSettings: boolean): Promise<Check> {
  const file = join(flags.dataDir, "warehouse.duckdb");
  if (!existsSync(file))
    return {
      check: "warehouse",
      status: "warn",
      detail: `none yet at ${file}`,
      fix: "import a file, or run npm start for the sample",
    };
  if (!hasSettings)
    return {
      check: "warehouse",
      status: "warn",
      detail: "not opened, since the settings are broken",
      fix: "correct the settings first",
    };
  try {
    const { context, close } = await openContext(flags);
    const { rows } = await context.warehouse
      .query("select m.name, m.sha256 from ops.schema_migrations as m")
      .finally(close);
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const behind = context.project.tables.filter(({ name }) => !applied.has(name)).length;
    const changed = context.project.tables.find(
      ({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256,
    );
    if (changed !== undefined)
      return {
        check: "warehouse",
        status: "fail",
        kind: "settings",
        detail: `${changed.file} was changed after it was applied`,
        fix: "restore the file and add a new, higher-numbered one",
      };
    if (behind > 0)
      return {
        check: "warehouse",
        status: "warn",
        detail: `${behind} table file(s) not applied yet`,
        fix: "the next import or nightly applies them",
      };
    return ok("warehouse", `${file}, schema up to date`);
  } catch (error) {
    return {
      check: "warehouse",
      status: "fail",
      kind: error instanceof AppError ? error.kind : "bug",
      detail: errorMessage(error),
      fix: (error instanceof AppError ? error.fix : undefined) ?? "see the log",
    };
  }
}
