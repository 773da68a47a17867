import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { terraform, terraformCopy, terraformMissing } from "../../terraform/run-terraform.ts";
import { type StubProvider, startStubProvider } from "../../terraform/stub-provider.ts";

let provider: StubProvider;
beforeAll(async () => {
  provider = await startStubProvider();
});
afterAll(() => provider.close());

/**
 * The checks in their order, each on what the one before has accepted; gives the first that objects, and its words.
 * Cost: every run of a test file applies some fifty resources, to a mocked provider.
 */
async function check(
  folder: string,
  tests: readonly string[] = [],
): Promise<{ readonly by: string | null; readonly output: string }> {
  const format = await terraform(folder, ["fmt", "-check", "-recursive", "-no-color"]);
  if (format.code !== 0) return { by: "fmt", output: format.output };
  for (const args of [["init", "-backend=false"], ["validate"], ["test", ...tests]]) {
    const { code, output } = await terraform(folder, [...args, "-no-color"], provider.environment);
    if (code !== 0) return { by: args[0] ?? "", output };
  }
  return { by: null, output: "" };
}

interface Mistake {
  readonly name: string;
  readonly file: string;
  readonly change: readonly [from: string, to: string];
  readonly by: "fmt" | "validate" | "test";
  readonly says: string;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: "bad alignment",
    file: "budget.tf",
    change: ["  display_name    = ", "  display_name = "],
    by: "fmt",
    says: "budget.tf",
  },
  {
    name: "a bracket that is not closed",
    file: "storage.tf",
    change: ["  source = var.archive\n}", "  source = var.archive\n"],
    by: "fmt",
    says: "Unclosed configuration block",
  },
  {
    name: "an argument that does not exist",
    file: "workflow.tf",
    change: ['"mw-nightly"\n', '"mw-nightly"\n  retries         = 3\n'],
    by: "validate",
    says: "Unsupported argument",
  },
  {
    name: "a required argument that is missing",
    file: "scheduler.tf",
    change: ['  name             = "mw-nightly"\n', ""],
    by: "validate",
    says: "Missing required argument",
  },
  {
    name: "a value of another type",
    file: "scheduler.tf",
    change: ['{ "Content-Type" = "application/json" }', '"application/json"'],
    by: "validate",
    says: "Incorrect attribute value type",
  },
  {
    name: "a required block that is missing",
    file: "secrets.tf",
    change: ["  replication {\n    auto {}\n  }\n\n", ""],
    by: "validate",
    says: 'At least 1 "replication" blocks are required',
  },
  {
    name: "a resource type that does not exist",
    file: "workflow.tf",
    change: ['resource "google_workflows_workflow" "nightly"', 'resource "google_workflow" "nightly"'],
    by: "validate",
    says: "google_workflow",
  },
  {
    name: "a name that nothing has",
    file: "scheduler.tf",
    change: ["var.schedule", "var.cron"],
    by: "validate",
    says: "Reference to undeclared input variable",
  },
  {
    name: "an input that the module lacks",
    file: "functions.tf",
    change: ["  memory_mib    = each.value.memory_mib\n", ""],
    by: "validate",
    says: "memory_mib",
  },
  {
    name: "a function that may write raw without need",
    file: "functions.tf",
    change: ['editor        = ["models", "ops", "scratch"]', 'editor        = ["models", "ops", "raw", "scratch"]'],
    by: "test",
    says: "Each account reads and writes its own datasets only.",
  },
  {
    name: "a dataset that does not exist",
    file: "functions.tf",
    change: ['viewer        = ["marts"]', 'viewer        = ["mart"]'],
    by: "test",
    says: "Invalid index",
  },
  {
    name: "secrets without a pinned version",
    file: "variables.tf",
    change: ['"^[1-9][0-9]*$"', '"^"'],
    by: "test",
    says: "a_version_is_a_number",
  },
  {
    name: "a function open to the internet",
    file: "modules/function/main.tf",
    change: ["ALLOW_INTERNAL_ONLY", "ALLOW_ALL"],
    by: "test",
    says: "Memory, instances, time and ingress of each function.",
  },
];

describe.skipIf(terraformMissing !== null)(
  `terraform (${terraformMissing ?? "offline, schema of provider 6.50"})`,
  () => {
    it("is formatted, valid, and does what its tests say", async () => {
      expect(await check(await terraformCopy())).toEqual({ by: null, output: "" });
    });

    it.each(MISTAKES)("with $name is objected to", async ({ file, change: [from, to], by, says }) => {
      const folder = await terraformCopy();
      const path = join(folder, file);
      const text = await readFile(path, "utf8");
      expect(text).toContain(from);
      await writeFile(path, text.replace(from, to));
      const objection = await check(folder, ["-filter=tests/functions.tftest.hcl"]);
      expect(objection.by).toBe(by);
      expect(objection.output.replaceAll(/\s+/g, " ")).toContain(says);
    });
  },
);
