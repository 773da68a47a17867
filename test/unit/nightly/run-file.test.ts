import { spawnSync } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRunFile, readRunFile } from "../../../functions/nightly/run-file.ts";

const newDir = () => mkdtemp(join(tmpdir(), "run-file-"));

describe("run.json", () => {
  it("tells another process the last step and progress, until it is removed", async () => {
    const dir = await newDir();
    const file = await openRunFile(dir, "nightly:2026-02-10");
    await Promise.all([file.update("marts", 0.2), file.update("mmm", 0.6)]);
    expect(await readRunFile(dir)).toEqual({
      run_id: "nightly:2026-02-10",
      pid: process.pid,
      step: "mmm",
      progress: 0.6,
    });
    await file.remove();
    expect(await readRunFile(dir)).toBeNull();
  });

  it("of a process that is gone is no run", async () => {
    const dir = await newDir();
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await writeFile(join(dir, "run.json"), JSON.stringify({ run_id: "r", pid, step: "mmm", progress: 0.5 }));
    expect(await readRunFile(dir)).toBeNull();
  });
});
