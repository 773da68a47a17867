import { spawn } from "node:child_process";
import { join } from "node:path";
import { checkSqlProject } from "../test/oracle/check-sql.ts";

const ROOT = join(import.meta.dirname, "..");
const BIN = join(ROOT, "node_modules", ".bin");

/** `npm run check`: types; lint, format and import boundaries; every SQL file through Google's analyzer. */
async function check(): Promise<boolean> {
  const types = await run("types", join(BIN, "tsc"), ["-p", "."]);
  const lint = await run("lint, format, boundaries", join(BIN, "biome"), ["check", "--error-on-warnings", "."]);
  const boundaries = await run("architecture", join(BIN, "vitest"), [
    "run",
    "--project",
    "unit",
    "test/unit/architecture",
  ]);
  const sql = await checkSql();
  return types && lint && boundaries && sql;
}

async function checkSql(): Promise<boolean> {
  const { problems, skipped } = await checkSqlProject();
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  report("SQL", problems.length === 0, skipped === null ? "" : ` (skipped: ${skipped})`);
  return problems.length === 0;
}

function run(name: string, command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => {
      report(name, code === 0);
      resolve(code === 0);
    });
  });
}

function report(name: string, isGood: boolean, note = ""): void {
  process.stdout.write(`${isGood ? "✓" : "✗"} ${name}${note}\n`);
}

process.exitCode = (await check()) ? 0 : 1;
