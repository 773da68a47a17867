import { describe, expect, it } from "vitest";
import type { Job, JobContext, StepResult } from "../../../functions/jobs/job.ts";
import { AppError } from "../../../functions/lib/errors.ts";
import { runNight } from "../../../functions/nightly/runner.ts";
import { DAY, functions, publishLoad, serve } from "./test-functions.ts";

async function* never(): AsyncGenerator<never> {}

function answering(result: StepResult): Readonly<Record<string, Job>> {
  return { marts: async () => result };
}

async function martsReply(result: StepResult) {
  const { post } = await functions(answering(result));
  expect(await post("transform", "open")).toMatchObject({ status: 200, body: { status: "done" } });
  return post("transform", "marts");
}

describe("a step's function", () => {
  it.each(["done", "skipped", "refused", "partial", "continue"] as const)("answers %s with 200", async (status) => {
    expect(await martsReply({ status, reason: "why", rowCount: 7 })).toMatchObject({ status: 200, body: { status } });
  });

  it("tells reason, detail, rows and refused models", async () => {
    const refusals = [{ model: "mmm", reason: "too_few_months", detail: "3 of 12 months" }];
    const { body } = await martsReply({ status: "refused", reason: "too_few_months", detail: "3 of 12", refusals });
    expect(body).toEqual({
      status: "refused",
      reason: "too_few_months",
      detail: "3 of 12",
      error_kind: null,
      row_count: null,
      refusals,
    });
  });

  it.each([
    ["transient", 503],
    ["bug", 500],
    ["auth", 422],
    ["quota", 422],
    ["data", 422],
    ["settings", 422],
  ] as const)("that failed by %s answers %i", async (errorKind, status) => {
    const reply = await martsReply({ status: "failed", errorKind, detail: "expected a, got b" });
    expect(reply).toMatchObject({ status, body: { status: "failed", error_kind: errorKind } });
  });

  it("whose job throws answers by the kind of the error, and the ledger has it", async () => {
    const { post, context, lines } = await functions({
      marts: async () => {
        throw new AppError("expected a right, got none", { kind: "auth", where: "raw", fix: "grant it" });
      },
    });
    await post("transform", "open");
    expect(await post("transform", "marts")).toMatchObject({
      status: 422,
      body: { detail: "expected a right, got none; at raw; fix: grant it" },
    });
    const { rows } = await context.warehouse.query(
      "select event, error_kind from ops.work_events where step = 'marts' and event = 'failed'",
    );
    expect(rows).toEqual([{ event: "failed", error_kind: "auth" }]);
    expect(lines.find(({ event }) => event === "step.failed")).toMatchObject({ level: "error" });
  });

  it("that another owner holds answers 409 with the time to wait", async () => {
    const entered = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const { post } = await functions({
      marts: async () => {
        entered.resolve();
        await release.promise;
        return { status: "done" };
      },
    });
    await post("transform", "open");
    const first = post("transform", "marts");
    await entered.promise;
    expect(await post("transform", "marts")).toEqual({ status: 409, body: { status: "busy", retry_after_s: 60 } });
    release.resolve();
    expect(await first).toMatchObject({ status: 200, body: { status: "done" } });
  });

  it("that is done is skipped when asked for again", async () => {
    const { post } = await functions();
    await post("transform", "open");
    await post("transform", "marts");
    expect(await post("transform", "marts")).toMatchObject({
      status: 200,
      body: { status: "skipped", reason: "unchanged" },
    });
  });

  it("whose needs failed or never ran is blocked, whatever it did before", async () => {
    let isBroken = false;
    const { post, context } = await functions({
      marts: async () => (isBroken ? { status: "failed", errorKind: "data", detail: "bad" } : { status: "done" }),
    });
    expect(await post("transform", "marts")).toMatchObject({ status: 422, body: { status: "blocked" } });
    await post("transform", "open");
    await post("transform", "marts");
    expect(await post("transform", "attribution")).toMatchObject({ status: 200 });
    isBroken = true;
    await publishLoad(context);
    expect(await post("transform", "marts")).toMatchObject({ status: 422, body: { status: "failed" } });
    for (const step of ["attribution", "assertions"]) {
      expect(await post("transform", step)).toMatchObject({ status: 422, body: { status: "blocked" } });
    }
    expect(await post("transform", "close")).toMatchObject({ status: 200, body: { status: "done" } });
    const { rows } = await context.warehouse.query("select status from ops.runs where event = 'closed'");
    expect(rows).toEqual([{ status: "failed" }]);
  });

  it("is blocked where a step further up failed, although the one that it needs was done at an earlier firing", async () => {
    let isBroken = false;
    const { walk, context } = await functions({
      readiness: async () => (isBroken ? { status: "failed", errorKind: "data" } : { status: "done" }),
    });
    expect(await walk()).toMatchObject({ readiness: "done", mmm: "done", recommend: "done", publish: "done" });
    isBroken = true;
    await publishLoad(context);
    expect(await walk()).toMatchObject({ readiness: "failed", mmm: "blocked", recommend: "blocked", publish: "done" });
  });

  it("of a source that settings do not name is skipped", async () => {
    const { post } = await functions();
    await post("transform", "open");
    expect(await post("ingest", "ingest_hubspot")).toMatchObject({
      status: 200,
      body: { status: "skipped", reason: "not_configured" },
    });
  });

  it("refuses demo data in a warehouse of own data before anything is written", async () => {
    const { post, context } = await functions();
    await context.warehouse.execute("insert into ops.meta (key, value) values ('data', 'demo')");
    expect(await post("transform", "open")).toMatchObject({ status: 422, body: { reason: "mixed_data" } });
    expect((await context.warehouse.query("select 1 as n from ops.work_events")).rows).toEqual([]);
  });
});

describe("a night asked for step by step", () => {
  it("hashes the inputs that a walk in one process hashes, also after a step that is to be gone on with or was refused", async () => {
    const sources = [{ name: "hubspot", reports: [], discover: async () => [], read: () => never() }] as const;
    const own: Readonly<Record<string, Job>> = {
      ingest_hubspot: async () => ({ status: "partial", isUnfinished: true, outputSha256: "so far", reason: "quota" }),
      mmm: async () => ({ status: "refused", reason: "too_few_months", outputSha256: "none" }),
      lead_scores: async () => ({ status: "failed", errorKind: "data" }),
    };
    const apart = await functions(own, { sources });
    await apart.walk();
    const whole = await functions(own, { sources });
    await runNight(whole.context, { jobs: whole.jobs }, { data: "own" }, () => {});
    const inputs = async ({ warehouse }: JobContext) =>
      (
        await warehouse.query(
          "select step, event, input_sha256 from ops.work_events where step != 'close' order by step, event, attempt",
        )
      ).rows;
    expect(await inputs(apart.context)).toEqual(await inputs(whole.context));
  });
});

describe("a request that is none", () => {
  it.each([
    ["no body", {}, "run_id"],
    ["another run", { ...DAY, step: "marts", run_id: "nightly:2026-02-11" }, "run_id: expected nightly:<logical_date>"],
    ["no day", { ...DAY, step: "marts", logical_date: "yesterday" }, "logical_date"],
    ["a key that is not known", { ...DAY, step: "marts", force: true }, "force"],
    ["a step of another function", { ...DAY, step: "mmm" }, "expected one of open, marts"],
  ])("with %s answers 400 and says what is wrong", async (_name, body, text) => {
    const { server } = await functions();
    const reply = await server.post("transform", body);
    expect(reply).toMatchObject({ status: 400, body: { reason: "bad_request" } });
    expect(JSON.stringify(reply.body)).toContain(text);
  });

  it("by GET answers 405", async () => {
    const { server } = await functions();
    expect((await fetch(`${server.url}/transform`)).status).toBe(405);
  });
});

describe("a process that cannot open its warehouse", () => {
  it("answers by the kind of the error, and opens again at the next request", async () => {
    let tries = 0;
    const server = await serve(async () => {
      tries += 1;
      throw new AppError("expected a project, got none", { kind: "settings" });
    });
    for (const count of [1, 2]) {
      const reply = await server.post("model", { ...DAY, step: "mmm" });
      expect(reply).toMatchObject({ status: 422, body: { error_kind: "settings" } });
      expect(tries).toBe(count);
    }
  });

  it("by a fault of ours answers 500 without its text", async () => {
    const server = await serve(async () => {
      throw new TypeError("secret of the house");
    });
    expect(await server.post("model", { ...DAY, step: "mmm" })).toEqual({
      status: 500,
      body: { status: "failed", reason: "error", detail: null, error_kind: "bug" },
    });
  });
});

describe("a caller that has gone", () => {
  it("stops the job at its next statement, and the step can be asked for again", async () => {
    const entered = Promise.withResolvers<void>();
    let calls = 0;
    const { post, context } = await functions({
      marts: async ({ warehouse }) => {
        calls += 1;
        entered.resolve();
        // Goes on for ever, statement by statement, unless it is stopped.
        while (calls === 1) await warehouse.query("select 1 as n");
        return { status: "done" };
      },
    });
    await post("transform", "open");
    const caller = new AbortController();
    const request = post("transform", "marts", { signal: caller.signal }).catch(() => "gone");
    await entered.promise;
    caller.abort();
    expect(await request).toBe("gone");
    const failed = async () =>
      (
        await context.warehouse.query(
          "select error_kind from ops.work_events where step = 'marts' and event in ('failed', 'done')",
        )
      ).rows;
    await expect.poll(failed).toEqual([{ error_kind: "transient" }]);
    expect(await post("transform", "marts")).toMatchObject({ status: 200, body: { status: "done" } });
  });
});

describe("logs", () => {
  it("name the request's trace, and run, step, work and attempt; the ledger keeps the trace", async () => {
    const trace = "0af7651916cd43dd8448eb211c80319c";
    const { post, lines, context } = await functions({
      marts: async ({ log }) => {
        log.info("marts.built", { row_count: 3 });
        return { status: "done" };
      },
    });
    await post("transform", "open");
    await post("transform", "marts", { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } });
    expect(lines.find(({ event }) => event === "marts.built")?.fields).toEqual({
      row_count: 3,
      "logging.googleapis.com/trace": `projects/p1/traces/${trace}`,
      "logging.googleapis.com/spanId": "b7ad6b7169203331",
      "logging.googleapis.com/trace_sampled": true,
      "logging.googleapis.com/labels": {
        run_id: "nightly:2026-02-10",
        step: "marts",
        work_key: "nightly:2026-02-10/marts",
        attempt: "1",
      },
    });
    const { rows } = await context.warehouse.query(
      "select distinct trace_id from ops.work_events where step = 'marts' and event = 'claimed'",
    );
    expect(rows).toEqual([{ trace_id: trace }]);
  });

  it("have run.ended with the last step, and run.fresh when the day is done, also if nothing was new", async () => {
    const { walk, lines } = await functions();
    const events = async () => {
      await walk();
      return lines.splice(0).flatMap(({ event, fields }) => (event.startsWith("run.") ? [{ event, ...fields }] : []));
    };
    const ended = [
      { event: "run.ended", run_id: DAY.run_id, status: "done" },
      { event: "run.fresh", run_id: DAY.run_id },
    ];
    expect(await events()).toEqual(ended);
    expect(await events()).toEqual(ended);
  });

  it("of a day that failed have no run.fresh", async () => {
    const { walk, lines } = await functions({ publish: async () => ({ status: "failed", errorKind: "data" }) });
    await walk();
    expect(lines.flatMap(({ event, fields }) => (event.startsWith("run.") ? [[event, fields.status]] : []))).toEqual([
      ["run.ended", "failed"],
    ]);
  });
});
