import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { registerFunctions } from "../../../functions/entrypoints/register.ts";
import { nightlyGraph } from "../../../functions/nightly/graph.ts";
import { PARALLEL_GROUPS } from "../../../functions/nightly/workflow/render.ts";
import { DATASETS, readSqlProject } from "../../../functions/warehouse/project.ts";
import { FUNCTION_TABLE } from "../../terraform/function-table.ts";

async function terraformFiles(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir("terraform", { recursive: true })).filter((name) => name.endsWith(".tf"));
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join("terraform", name), "utf8")] as const)),
  );
}

/** The map that stands at `name = {` in HCL: its `=` read as YAML's `:`, which is enough for constants. */
function hclMap(text: string, name: string): unknown {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.trim() === `${name} = {`);
  const indent = lines[from]?.search(/\S/) ?? 0;
  const to = lines.findIndex((line, index) => index > from && line === `${" ".repeat(indent)}}`);
  const body = lines
    .slice(from + 1, to)
    .map((line) => line.replace(/^(\s*\w+)\s+= \{$/, "$1:").replace(/^(\s*\w+)\s+=/, "$1:"));
  return parse(body.filter((line) => !/^\s*[}#]/.test(line)).join("\n"));
}

const files = await terraformFiles();
const all = [...files.values()].join("\n").replaceAll(/^\s*#.*$/gm, "");

describe("functions of Terraform", () => {
  it("are those of the table: memory, instances, datasets, secrets", () => {
    expect(hclMap(files.get("functions.tf") ?? "", "functions")).toEqual(FUNCTION_TABLE);
  });

  it("are those that the code registers, one for each group of steps", () => {
    const registered: string[] = [];
    registerFunctions((name) => void registered.push(name));
    expect(registered.sort()).toEqual(Object.keys(FUNCTION_TABLE).sort());
    expect([...new Set(nightlyGraph.map(({ group }) => group))].sort()).toEqual(registered);
  });

  it("run several instances exactly where the workflow asks for steps at the same time", () => {
    const several = Object.entries(FUNCTION_TABLE).flatMap(([name, { max_instances }]) =>
      max_instances > 1 ? [name] : [],
    );
    expect(several).toEqual(PARALLEL_GROUPS);
  });
});

describe("datasets of Terraform", () => {
  it("are those of the project", () => {
    const found = hclMap(files.get("datasets.tf") ?? "", "datasets") as Readonly<Record<string, string>>;
    expect(Object.keys(found).sort()).toEqual([...DATASETS].sort());
  });

  it("let views through to exactly what views of the project read", async () => {
    const reads: Record<string, Set<string>> = {};
    for (const view of (await readSqlProject("sql")).views) {
      const own = view.name.split(".")[0] ?? "";
      for (const other of view.reads.map((name) => name.split(".")[0] ?? "")) {
        if (other === own) continue;
        reads[own] ??= new Set();
        reads[own].add(other);
      }
    }
    const allowed = hclMap(files.get("datasets.tf") ?? "", "views") as Readonly<Record<string, readonly string[]>>;
    const sorted = (edges: Iterable<readonly [string, Iterable<string>]>) =>
      Object.fromEntries([...edges].map(([name, others]) => [name, [...others].sort()]));
    expect(sorted(Object.entries(allowed))).toEqual(sorted(Object.entries(reads)));
  });
});

/** Roles on the whole project; anything else is granted on a dataset, a secret or a service. */
const PROJECT_ROLES = ["roles/bigquery.jobUser", "roles/cloudbuild.builds.builder", "roles/workflows.invoker"];

describe("least privilege", () => {
  it("on the project there are jobs, builds and starts of workflows, never owner, editor or an admin", () => {
    const grants = [...all.matchAll(/resource "google_project_iam_\w+" "\w+" \{[\s\S]*?\n\}/g)].map(([block]) => block);
    expect(grants.length).toBeGreaterThan(0);
    for (const grant of grants) expect(PROJECT_ROLES).toContain(/role\s+= "([^"]+)"/.exec(grant)?.[1]);
    expect(all).not.toMatch(/roles\/(owner|editor|viewer)"|[Aa]dmin"/);
  });

  it("grants are added one by one: none replaces what others granted", () => {
    expect(all).not.toMatch(/_iam_(binding|policy)"/);
    expect(all).not.toContain("google_bigquery_dataset_iam_member");
  });

  it("nothing is open to everybody", () => {
    expect(all).not.toMatch(/allUsers|allAuthenticatedUsers|special_group|ALLOW_ALL/);
  });

  it("no key of an account and no value of a secret is made", () => {
    expect(all).not.toMatch(/google_service_account_key|google_secret_manager_secret_version|secret_data/);
  });

  it("nothing runs with the latest version of a secret", () => {
    expect(all).not.toMatch(/latest/i);
  });
});
