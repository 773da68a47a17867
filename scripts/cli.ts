#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { AppError } from "../functions/lib/errors.ts";
import { addBackfill } from "./cli/backfill.ts";
import type { CommonFlags } from "./cli/common.ts";
import { addDemo } from "./cli/demo.ts";
import { addDoctor } from "./cli/doctor.ts";
import { asPathError, EXIT, exitCodeOfError } from "./cli/exit-codes.ts";
import { addExport } from "./cli/export.ts";
import { addImport } from "./cli/import.ts";
import { addNightly } from "./cli/nightly.ts";
import { printError, printFailure } from "./cli/output.ts";
import { addQuery } from "./cli/query.ts";
import { addReport } from "./cli/report.ts";
import { addSandbox } from "./cli/sandbox.ts";
import { addStatus } from "./cli/status.ts";

/** Runs one verb: its result is the exit code, its error a message, where and fix. */
async function run(flags: CommonFlags, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (thrown) {
    const error = asPathError(thrown);
    printError(error, { json: flags.json, verbose: flags.verbose });
    process.exitCode = exitCodeOfError(error);
  }
}

const program = new Command("marketing-warehouse")
  .description(
    "Ad spend, CRM and web data in; KPIs, attribution, lead scores, media mix and budget recommendations out.",
  )
  .showHelpAfterError("(--help lists verbs and flags)")
  .exitOverride();

for (const add of [
  addImport,
  addBackfill,
  addNightly,
  addQuery,
  addStatus,
  addDoctor,
  addReport,
  addExport,
  addSandbox,
  addDemo,
])
  add(program, run);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error.exitCode !== 0 && process.argv.includes("--json")) {
    printFailure(
      new AppError(error.message.replace(/^error: /, ""), {
        kind: "settings",
        where: "command line",
        fix: "--help lists verbs and flags",
      }),
    );
  }
}
