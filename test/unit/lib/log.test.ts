import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog, type Log, labelled, withFields } from "../../../functions/lib/log.ts";

const line = z.looseObject({
  severity: z.enum(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
  message: z.string().min(1),
  time: z.iso.datetime(),
  event: z.string().regex(/^[a-z_]+(\.[a-z_]+)*$/),
});

async function written(write: (log: Log) => void) {
  const destination = join(await mkdtemp(join(tmpdir(), "log-")), "lines.log");
  write(createLog({ destination }));
  const text = await readFile(destination, "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((one) => line.parse(JSON.parse(one)));
}

describe("a line of the log", () => {
  it("has severity, message, time and event as Cloud Logging reads them", async () => {
    const lines = await written((log) => {
      log.info("step.ended", { step: "marts" });
      log.warn("step.slow");
      log.error("step.failed", { error_kind: "data" });
    });
    expect(lines.map(({ severity, event, message }) => [severity, event, message])).toEqual([
      ["INFO", "step.ended", "step.ended"],
      ["WARNING", "step.slow", "step.slow"],
      ["ERROR", "step.failed", "step.failed"],
    ]);
    expect(lines[0]).toMatchObject({ step: "marts" });
  });

  it("of an error with a stack is one that Error Reporting takes up, others are not", async () => {
    const [withStack, without, warning] = await written((log) => {
      log.error("step.failed", { stack_trace: "Error: no\n    at a.ts:1:1" });
      log.error("step.failed");
      log.warn("ingest.unit_failed", { stack_trace: "Error: no" });
    });
    expect(withStack?.["@type"]).toMatch(/ReportedErrorEvent$/);
    expect([without?.["@type"], warning?.["@type"]]).toEqual([undefined, undefined]);
  });

  it("has the fields and labels of the log that it was written to, its own go before them", async () => {
    const [first, second] = await written((log) => {
      const own = labelled(withFields(log, { trace: "t", step: "open" }), { run_id: "r" });
      own.info("a", { step: "marts" });
      log.info("b");
    });
    expect(first).toMatchObject({ trace: "t", step: "marts", "logging.googleapis.com/labels": { run_id: "r" } });
    expect(second).not.toHaveProperty("trace");
  });
});
