import { existsSync } from "node:fs";
import { access, constants, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { systemClock } from "../../../functions/lib/clock.ts";
import { type Check, fail, ok } from "./check.ts";

const MIN_NODE_MAJOR = 24;
const MIN_FREE_BYTES = 1_000_000_000;
/** Before this the clock is wrong: the project did not exist. */
const EARLIEST = "2026-01-01";

export async function checkMachine(dataDir: string): Promise<readonly Check[]> {
  return [checkNode(), checkClock(), await checkFolder(dataDir), await checkDisk(dataDir)];
}

function checkNode(): Check {
  const { node } = process.versions;
  if (Number(node.split(".")[0]) >= MIN_NODE_MAJOR) return ok("node", `Node ${node}`);
  return fail(
    "node",
    "settings",
    `expected Node ${MIN_NODE_MAJOR} or later, got ${node}`,
    "run through npm scripts or npx, which use the pinned Node",
  );
}

function checkClock(): Check {
  const now = systemClock.now().toISOString();
  if (now > EARLIEST) return ok("clock", now);
  return fail("clock", "settings", `the machine says ${now}`, "set the clock; all windows count from it");
}

async function checkFolder(dataDir: string): Promise<Check> {
  const folder = resolve(dataDir);
  const nearest = nearestFolder(folder);
  try {
    await access(nearest, constants.W_OK);
    return ok("data folder", folder);
  } catch {
    return fail(
      "data folder",
      "settings",
      `expected to write in ${nearest}, got no right to`,
      "choose another with --data-dir, or change its owner",
    );
  }
}

/** The folder itself, or the first one above it that exists. */
function nearestFolder(folder: string): string {
  const above = resolve(folder, "..");
  return existsSync(folder) || above === folder ? folder : nearestFolder(above);
}

async function checkDisk(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(nearestFolder(resolve(dataDir)));
  const gigabytes = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
  if (bavail * bsize >= MIN_FREE_BYTES) return ok("disk", gigabytes);
  return fail("disk", "transient", gigabytes, `free at least ${MIN_FREE_BYTES / 1e9} GB, or choose another --data-dir`);
}
