import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Why Terraform's own checks cannot run here; null where they can. */
export const terraformMissing: string | null = (process.env.PATH ?? "")
  .split(delimiter)
  .some((folder) => existsSync(join(folder, "terraform")))
  ? null
  : "terraform is not on PATH";

export interface TerraformResult {
  readonly code: number;
  readonly output: string;
}

/** Runs Terraform in a folder, offline. */
export async function terraform(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<TerraformResult> {
  const child = spawn("terraform", [`-chdir=${folder}`, ...args], {
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_CONFIG_FILE: "/dev/null",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  child.stderr.on("data", (part: Buffer) => parts.push(part));
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => resolve(exit ?? -1));
  });
  return { code, output: Buffer.concat(parts).toString("utf8") };
}

/** A copy of terraform/ that a check may write into. */
export async function terraformCopy(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "terraform-")), "terraform");
  await cp("terraform", folder, {
    recursive: true,
    filter: (path) => !path.includes("/.terraform") && !path.endsWith(".tfstate"),
  });
  return folder;
}
