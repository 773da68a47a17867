import type { Command } from "commander";
import { composeSources } from "../../functions/compose-sources.ts";
import { environment } from "../../functions/config/environment.ts";
import type { Settings } from "../../functions/config/settings.ts";
import { AppError, errorKind, errorMessage } from "../../functions/lib/errors.ts";
import { addCommonFlags, type CommonFlags, openContext, settingsFile } from "./common.ts";
import { type Check, fail, warn } from "./doctor/check.ts";
import { checkMachine } from "./doctor/machine.ts";
import { checkSettings } from "./doctor/settings.ts";
import { checkSources } from "./doctor/sources.ts";
import { checkNoWarehouse, checkWarehouse } from "./doctor/warehouse.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { printData, printJson } from "./output.ts";

interface DoctorFlags extends CommonFlags {
  readonly source?: string;
}

export function addDoctor(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("doctor"))
    .summary("check this machine, the settings, the warehouse and each source's access, with a fix for each problem")
    .option("--source <name>", "access of one source only")
    .action((flags: DoctorFlags) => run(flags, () => doctor(flags)));
}

async function doctor(flags: DoctorFlags): Promise<number> {
  const { checks: ofSettings, settings } = await checkSettings(settingsFile(flags));
  const checks = [
    ...(await checkMachine(flags.dataDir)),
    ...ofSettings,
    ...(settings === null
      ? [warn("warehouse", "not opened, since the settings are broken", "correct the settings first")]
      : [await checkStored(flags, settings), ...(await checkAccess(flags, settings))]),
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

async function checkStored(flags: DoctorFlags, settings: Settings): Promise<Check> {
  try {
    const missing = await checkNoWarehouse(settings, flags.dataDir);
    if (missing !== null) return missing;
    const { context, close } = await openContext(flags);
    return await checkWarehouse(context).finally(close);
  } catch (error) {
    const fix = (error instanceof AppError ? error.fix : undefined) ?? "see the log";
    return fail("warehouse", errorKind(error), errorMessage(error), fix);
  }
}

/** Needs no pepper: nobody's contacts are read. */
async function checkAccess(flags: DoctorFlags, settings: Settings): Promise<readonly Check[]> {
  try {
    const sources = await composeSources({ settings, environment, pepperHex: "" });
    return await checkSources(sources, flags.source);
  } catch (error) {
    return [
      fail(
        "sources",
        errorKind(error),
        errorMessage(error),
        (error instanceof AppError ? error.fix : undefined) ?? "see the log",
      ),
    ];
  }
}
