import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const FOLDER = import.meta.dirname;
const ENGINE = join(FOLDER, "node_modules", "@fivetrandevelopers", "zetasql", "lib", "zetasql");
const INSTALL_LIMIT_MS = 180_000;

export type Oracle =
  | { readonly kind: "available"; readonly binary: string; readonly protos: string }
  | { readonly kind: "missing"; readonly reason: string };

let answer: Promise<Oracle> | undefined;

/**
 * Google's engine, installed when missing (`npm ci` in this folder: 110 MB over the network, 340 MB on disk), or the
 * reason why it cannot run here. Its binaries are for Linux with glibc and for macOS.
 */
export function ensureOracle(): Promise<Oracle> {
  answer ??= findOracle();
  return answer;
}

async function findOracle(): Promise<Oracle> {
  const platform = `${process.platform}-${process.arch}`;
  if (!["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"].includes(platform)) {
    return { kind: "missing", reason: `Google's engine has no binary for ${platform}` };
  }
  if (process.platform === "linux" && !hasGlibc()) {
    return { kind: "missing", reason: "Google's engine needs glibc, this Linux has another C library" };
  }
  const suffix = `${process.arch === "arm64" ? "_arm" : ""}${process.platform === "darwin" ? "" : ".so"}`;
  const binary = join(ENGINE, `remote_server${suffix}`);
  if (!existsSync(binary)) {
    const failure = await install();
    if (failure !== undefined) return { kind: "missing", reason: failure };
  }
  return { kind: "available", binary, protos: join(ENGINE, "protos") };
}

function hasGlibc(): boolean {
  const report = process.report?.getReport() as
    | { readonly header?: { readonly glibcVersionRuntime?: string } }
    | undefined;
  return report?.header?.glibcVersionRuntime !== undefined;
}

/** Undefined when it worked, else what to tell. */
async function install(): Promise<string | undefined> {
  try {
    await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: FOLDER,
      timeout: INSTALL_LIMIT_MS,
    });
    return undefined;
  } catch (error) {
    await rm(join(FOLDER, "node_modules"), { recursive: true, force: true });
    return `Google's engine could not be installed: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`;
  }
}
