import { existsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { withWorkspace } from "../../../../functions/sources/files/read/workspace.ts";

it("gives new paths in a folder that is gone when the work ends, well or badly", async () => {
  const paths: string[] = [];
  const work = async (newPath: (suffix: string) => string): Promise<void> => {
    paths.push(newPath(".csv"), newPath(".csv"));
    for (const path of paths.slice(-2)) writeFileSync(path, "x");
  };
  await withWorkspace(work);
  const failing = withWorkspace(async (newPath) => {
    await work(newPath);
    throw new Error("no luck");
  });
  await expect(failing).rejects.toThrow("no luck");
  expect(new Set(paths).size).toBe(4);
  for (const path of paths) expect(existsSync(dirname(path))).toBe(false);
});
