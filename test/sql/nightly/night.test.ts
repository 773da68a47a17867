import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import { undoImport } from "../../../functions/jobs/import/undo-import.ts";
import { prepareWarehouse } from "../../../functions/jobs/prepare-warehouse.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { AppError } from "../../../functions/lib/errors.ts";
import { statuses, testNight } from "./test-night.ts";

const FAKE_STEPS = ["marts", "attribution", "assertions", "readiness", "lead_scores", "mmm", "recommend", "publish"];

describe("a night", () => {
  it("works off every step in the order of its needs and closes the run", async () => {
    const { fire, runEvents } = await testNight();
    const { document, calls } = await fire();
    expect(document).toMatchObject({
      status: "done",
      run_id: "nightly:2026-02-10",
      logical_date: "2026-02-10",
      refusals: [],
    });
    expect(document.steps.map(({ step }) => step)).toEqual(["open", ...FAKE_STEPS, "close"]);
    expect(document.steps.every(({ status }) => status === "done")).toBe(true);
    expect([...calls].sort()).toEqual([...FAKE_STEPS].sort());
    const isBefore = (first: string, second: string) =>
      expect(calls.indexOf(first)).toBeLessThan(calls.indexOf(second));
    isBefore("marts", "attribution");
    isBefore("attribution", "assertions");
    isBefore("assertions", "readiness");
    isBefore("readiness", "mmm");
    isBefore("mmm", "recommend");
    isBefore("recommend", "publish");
    isBefore("lead_scores", "publish");
    expect(await runEvents()).toEqual(["closed done", "opened"]);
  });

  it("fired again with nothing new ends skipped and writes nothing", async () => {
    const { fire, ledgerRows } = await testNight();
    await fire();
    const before = await ledgerRows();
    const { document, calls } = await fire();
    expect(document.status).toBe("skipped");
    expect(new Set(Object.values(statuses(document)))).toEqual(new Set(["skipped"]));
    expect(document.steps[0]).toMatchObject({ reason: "unchanged", row_count: expect.any(Number) });
    expect(calls).toEqual([]);
    expect(await ledgerRows()).toEqual(before);
  });

  it("fired after an import reopens the run and works off what reads it", async () => {
    const { fire, importLeads, runEvents } = await testNight();
    await fire();
    await importLeads("2026-01-31");
    const { document, calls } = await fire();
    expect(document).toMatchObject({ status: "done", as_of: "2026-01-31" });
    expect([...calls].sort()).toEqual([...FAKE_STEPS].sort());
    expect(await runEvents()).toEqual(["closed done", "closed done", "opened", "reopened"]);
    expect((await fire()).document.status).toBe("skipped");
  });

  it("fired after an import was taken back works everything off without it", async () => {
    const { fire, importLeads, context } = await testNight();
    const fileKey = await importLeads("2026-01-31");
    await fire();
    expect(await undoImport(context, fileKey)).toMatchObject({ status: "done" });
    const { document, calls } = await fire();
    expect(document).toMatchObject({ status: "done", as_of: "2026-02-09" });
    expect(calls).toHaveLength(FAKE_STEPS.length);
  });

  it("fired with a changed model setting reruns that model and what shows it, no more", async () => {
    const same = { status: "done", outputSha256: "same" } as const;
    const { fire } = await testNight({ readiness: () => same });
    await fire();
    const leadScore = { ...defaultSettings.models.lead_score, hot_odds_ratio: 3 };
    const settings = { ...defaultSettings, models: { ...defaultSettings.models, lead_score: leadScore } };
    const { calls } = await fire({}, { settings });
    expect(calls).toEqual(["readiness", "lead_scores", "publish"]);
  });

  it("fired with the old code after another code had the warehouse builds everything again", async () => {
    const { fire, context } = await testNight();
    await fire();
    await prepareWarehouse({ ...context, codeVersion: "0.1.0+33333333" }, "own");
    const { calls } = await fire({}, { clock: fixedClock("2026-02-10T06:00:00Z") });
    expect(calls).toHaveLength(FAKE_STEPS.length);
  });

  it("of new code reruns every step", async () => {
    const { fire } = await testNight();
    await fire();
    expect((await fire({}, { codeVersion: "0.1.0+11111111" })).calls).toHaveLength(FAKE_STEPS.length);
  });

  it("runs independent steps at the same time", async () => {
    const both = Promise.withResolvers<void>();
    let waiting = 0;
    const meet = async () => {
      waiting += 1;
      if (waiting === 2) both.resolve();
      await both.promise;
      return { status: "done" } as const;
    };
    const { fire } = await testNight({ lead_scores: meet, mmm: meet });
    expect((await fire()).document.status).toBe("done");
  });
});

describe("a step that fails", () => {
  it("blocks what needs it, the rest goes on, and the failure is remembered", async () => {
    const { fire, runEvents } = await testNight({
      mmm: (call) =>
        call === 1
          ? { status: "failed", errorKind: "data", reason: "bad_panel", detail: "2 weeks twice" }
          : { status: "done" },
    });
    const first = await fire();
    expect(first.document.status).toBe("failed");
    expect(statuses(first.document)).toMatchObject({
      lead_scores: "done",
      mmm: "failed",
      recommend: "blocked",
      publish: "done",
      close: "done",
    });
    expect(first.document.steps.find(({ step }) => step === "mmm")).toMatchObject({
      error_kind: "data",
      reason: "bad_panel",
      detail: "2 weeks twice",
    });
    expect(first.document.steps.find(({ step }) => step === "recommend")).toMatchObject({ reason: "needs_mmm" });
    expect(await runEvents()).toEqual(["closed failed", "opened"]);

    const second = await fire();
    expect(second.document.status).toBe("failed");
    expect(second.calls).toEqual([]);
    expect(second.document.steps.find(({ step }) => step === "mmm")).toMatchObject({
      status: "failed",
      reason: "failed_before",
      detail: "2 weeks twice",
    });

    const third = await fire({ retryFailed: true });
    expect(third.calls).toEqual(["mmm", "recommend", "publish"]);
    expect(third.document.status).toBe("done");
    expect(await runEvents()).toEqual(["closed done", "closed failed", "opened", "reopened"]);
  });

  it("by a transient cause is tried again after 30 s, then twice as long each time", async () => {
    const { fire, waitsS } = await testNight({
      marts: (call) => (call < 4 ? { status: "failed", errorKind: "transient", detail: "reset" } : { status: "done" }),
    });
    expect((await fire()).document.status).toBe("done");
    expect(waitsS).toEqual([30, 60, 120]);
  });

  it("by a transient cause for good is given up after five repeats", async () => {
    const { fire, waitsS } = await testNight({ mmm: () => ({ status: "failed", errorKind: "transient" }) });
    const { document } = await fire();
    expect(document.steps.find(({ step }) => step === "mmm")).toMatchObject({
      status: "failed",
      error_kind: "transient",
    });
    expect(waitsS).toEqual([30, 60, 120, 240, 480]);
  });

  it("by an error says what was expected, where and how to fix it; the error's kind decides", async () => {
    const { fire, waitsS } = await testNight({
      readiness: () => {
        throw new AppError("expected a pepper, got none", { kind: "settings", where: "privacy.pepper", fix: "set it" });
      },
      publish: () => {
        throw new TypeError("boom");
      },
    });
    const { document } = await fire();
    expect(document.steps.find(({ step }) => step === "readiness")).toMatchObject({
      error_kind: "settings",
      detail: "expected a pepper, got none; at privacy.pepper; fix: set it",
    });
    expect(statuses(document)).toMatchObject({
      lead_scores: "blocked",
      mmm: "blocked",
      recommend: "blocked",
      close: "done",
    });
    expect(document.steps.find(({ step }) => step === "publish")).toMatchObject({ error_kind: "bug", detail: "boom" });
    expect(waitsS).toEqual([]);
  });

  it("in the checks keeps models and report from wrong numbers", async () => {
    const { fire } = await testNight({
      assertions: () => ({ status: "failed", errorKind: "data", reason: "assertion_failed" }),
    });
    const { document, calls } = await fire();
    expect(calls).toEqual(["marts", "attribution", "assertions"]);
    expect(statuses(document)).toMatchObject({
      lead_scores: "blocked",
      mmm: "blocked",
      recommend: "blocked",
      publish: "blocked",
    });
  });
});

describe("other answers of a step", () => {
  it("a refused model leaves the run done; it is told again when the step is skipped", async () => {
    const refusals = [{ model: "mmm", reason: "too_few_weeks", detail: "12 weeks, 52 needed" }];
    const { fire, runEvents } = await testNight({
      mmm: () => ({ status: "refused", reason: "too_few_weeks", refusals }),
    });
    const first = (await fire()).document;
    expect(first).toMatchObject({ status: "done", refusals });
    expect(statuses(first)).toMatchObject({ mmm: "refused", recommend: "done" });
    expect((await fire()).document).toMatchObject({ status: "skipped", refusals });
    expect(await runEvents()).toEqual(["closed done", "opened"]);
  });

  it("a partial step makes the run partial", async () => {
    const { fire, runEvents } = await testNight({ marts: () => ({ status: "partial", reason: "one_account" }) });
    expect((await fire()).document.status).toBe("partial");
    expect(await runEvents()).toEqual(["closed partial", "opened"]);
  });

  it("a step that answers continue is called again, as a new attempt, until it is done", async () => {
    const { fire, warehouse } = await testNight({ marts: (call) => ({ status: call < 3 ? "continue" : "done" }) });
    const { calls } = await fire();
    expect(calls.filter((id) => id === "marts")).toHaveLength(3);
    const { rows } = await warehouse.query(
      "select attempt, event from ops.work_events where step = 'marts' and event != 'claimed' order by attempt",
    );
    expect(rows).toEqual([
      { attempt: 1, event: "continued" },
      { attempt: 2, event: "continued" },
      { attempt: 3, event: "done" },
    ]);
  });
});

describe("options of a night", () => {
  it("--only runs the steps named, from what the others left", async () => {
    const { fire } = await testNight();
    await fire();
    const { document, calls } = await fire({ only: ["mmm"] }, { codeVersion: "0.1.0+22222222" });
    expect(calls).toEqual(["mmm"]);
    expect(statuses(document)).toEqual({ open: "done", mmm: "done", close: "done" });
  });

  it("--only of a step whose needs never ran is blocked", async () => {
    const { fire } = await testNight();
    const { document, calls } = await fire({ only: ["mmm"] });
    expect(calls).toEqual([]);
    expect(document.status).toBe("failed");
    expect(document.steps.find(({ step }) => step === "mmm")).toMatchObject({
      status: "blocked",
      reason: "needs_assertions",
      error_kind: "settings",
    });
  });

  it("--date takes another day, and the data clock stands the day before it at the latest", async () => {
    const { fire, importLeads } = await testNight();
    await importLeads("2026-02-03");
    expect((await fire({ date: "2026-02-05" })).document).toMatchObject({
      run_id: "nightly:2026-02-05",
      as_of: "2026-02-03",
    });
    expect((await fire({ date: "2026-02-02" })).document.as_of).toBe("2026-02-01");
  });

  it("--as-of moves the data clock, and every step that counts from it runs again", async () => {
    const { fire, warehouse } = await testNight();
    await fire();
    const { document, calls } = await fire({ asOf: "2025-12-31" });
    expect(document.as_of).toBe("2025-12-31");
    expect(calls).toHaveLength(FAKE_STEPS.length);
    const { rows } = await warehouse.query("select value from ops.settings where key = 'as_of'");
    expect(rows).toEqual([{ value: "2025-12-31" }]);
  });

  it("a day or step that does not exist is a settings error", async () => {
    const { fire } = await testNight();
    await expect(fire({ date: "2026-02-30" })).rejects.toMatchObject({ kind: "settings", where: "--date" });
    await expect(fire({ asOf: "yesterday" })).rejects.toMatchObject({ kind: "settings", where: "--as-of" });
    await expect(fire({ only: ["mart"] })).rejects.toMatchObject({ kind: "settings", where: "--only" });
  });

  it("a folder of demo data refuses own data and stays as it is", async () => {
    const { fire, ledgerRows } = await testNight();
    await fire({ data: "demo" });
    const before = await ledgerRows();
    const { document, calls } = await fire({ data: "own" });
    expect(document).toMatchObject({
      status: "refused",
      steps: [{ step: "open", status: "refused", reason: "mixed_data" }],
    });
    expect(calls).toEqual([]);
    expect(await ledgerRows()).toEqual(before);
  });
});

describe("the log of a night", () => {
  it("has an event per step, one for a slow step, and one that the day is done", async () => {
    const events: string[] = [];
    const note = (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
      void events.push(`${event} ${fields.step ?? fields.status ?? ""}`.trim());
    const log = { debug: note, info: note, warn: note, error: note };
    let now = Date.parse("2026-02-10T05:00:00Z");
    const slow = async () => {
      now += 31 * 60_000;
      return { status: "done" } as const;
    };
    const { fire } = await testNight({ marts: slow });
    await fire({}, { log, clock: { now: () => new Date(now) } });
    expect(events.filter((event) => event.startsWith("step.slow"))).toEqual(["step.slow marts"]);
    expect(events.filter((event) => event.startsWith("step.ended"))).toHaveLength(FAKE_STEPS.length + 2);
    expect(events.slice(-2)).toEqual(["run.ended done", "run.fresh"]);
  });
});

describe("run.json", () => {
  it("tells the run, process, step and progress while the run goes on, and is gone after it", async () => {
    let seen: unknown;
    const night = await testNight({
      publish: async () => {
        seen = JSON.parse(await readFile(join(night.context.dataDir, "run.json"), "utf8"));
        return { status: "done" };
      },
    });
    await night.fire();
    expect(seen).toMatchObject({ run_id: "nightly:2026-02-10", pid: process.pid, progress: expect.any(Number) });
    await expect(stat(join(night.context.dataDir, "run.json"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
