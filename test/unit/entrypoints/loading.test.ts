import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const ROOT = process.cwd();
const OWN = pathToFileURL(join(ROOT, "functions")).href;

/** What importing a file of ours loads, by the module hook of a process of its own: packages that our code asks for, and our files. */
async function loadedBy(
  file: string,
): Promise<{ readonly packages: readonly string[]; readonly own: readonly string[] }> {
  const hook = join(ROOT, "test/support/loaded-modules.ts");
  const script = `await import("./${file}")`;
  const args = ["--import", hook, "--input-type=module", "--eval", script];
  const list = join(await mkdtemp(join(tmpdir(), "loaded-")), "modules.txt");
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, LOADED_MODULES: list } });
  const lines = (await readFile(list, "utf8")).split("\n").map((line) => line.split("\t"));
  const byUs = lines.filter(([parent = ""]) => parent.startsWith(`${OWN}/`));
  const packages = byUs.flatMap(([, specifier = ""]) => (/^(\.|node:|file:)/.test(specifier) ? [] : [specifier]));
  const own = lines.flatMap(([, , url = ""]) => (url.startsWith(`${OWN}/`) ? [url.slice(OWN.length + 1)] : []));
  return { packages: [...new Set(packages)].sort(), own };
}

describe("functions/index.ts", () => {
  it("loads nothing but the framework, zod, yaml, pino and own code before a request comes", async () => {
    const { packages, own } = await loadedBy("functions/index.ts");
    const allowed = ["@google-cloud/functions-framework", "pino", "yaml", "zod"];
    expect(packages.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(own).toContain("entrypoints/step-function.ts");
    for (const heavy of ["compose.ts", "lib/duckdb.ts", "nightly/nightly.ts", "jobs/fit-mmm.ts"])
      expect(own).not.toContain(heavy);
  });

  it("would be caught at a client or model that it loads: the hook sees both", async () => {
    expect((await loadedBy("functions/nightly/nightly.ts")).own).toContain("jobs/fit-mmm.ts");
    expect((await loadedBy("functions/compose.ts")).own).toContain("lib/duckdb.ts");
    expect((await loadedBy("functions/lib/log.ts")).packages).toEqual(["pino"]);
  });
});
