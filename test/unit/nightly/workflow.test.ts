import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { nightlyGraph, type Step } from "../../../functions/nightly/graph.ts";
import { renderWorkflow } from "../../../functions/nightly/workflow/render.ts";
import { expr } from "../../../functions/nightly/workflow/shapes.ts";
import { Raised, type Reply, runWorkflow } from "../../support/workflow/interpret.ts";

const ENV = {
  GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID: "e1",
  INGEST_URL: "https://ingest",
  TRANSFORM_URL: "https://transform",
  MODEL_URL: "https://model",
};

interface Asked {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const done: Reply = { status: 200, body: { status: "done" } };

/** Executes the rendered graph; a step answers what its list says call by call, then `done`. */
async function execute(answers: Readonly<Record<string, readonly Reply[]>> = {}, args: unknown = {}) {
  const asked: Asked[] = [];
  const sleepsS: number[] = [];
  const counts = new Map<string, number>();
  let raised: unknown = null;
  const result = await runWorkflow(renderWorkflow(nightlyGraph), args, {
    now: () => "2026-02-10T23:59:58.123Z",
    env: ENV,
    sleep: async (seconds) => void sleepsS.push(seconds),
    post: async ({ url, body }) => {
      const own = body as Asked["body"];
      const step = String(own.step);
      const count = counts.get(step) ?? 0;
      counts.set(step, count + 1);
      asked.push({ url, body: own });
      return answers[step]?.[count] ?? done;
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Raised)) throw error;
    raised = error.value;
    return null;
  });
  const steps = asked.map(({ body }) => String(body.step));
  return {
    asked,
    steps,
    sleepsS,
    ends: (result ?? raised) as Readonly<Record<string, string>>,
    isFailed: raised !== null,
  };
}

function times(count: number, reply: Reply): readonly Reply[] {
  return Array.from({ length: count }, () => reply);
}

describe("the workflow", () => {
  it("that is committed is the one rendered from the graph", async () => {
    expect(await readFile("terraform/workflow.yaml", "utf8")).toBe(renderWorkflow(nightlyGraph));
  });

  it("asks each step's function once, after all that it waits for", async () => {
    const { asked, steps, isFailed } = await execute();
    expect([...steps].sort()).toEqual(nightlyGraph.map(({ id }) => id).sort());
    for (const { id, group, needs, after } of nightlyGraph) {
      const at = steps.indexOf(id);
      for (const earlier of [...needs, ...after])
        expect(steps.indexOf(earlier), `${earlier} before ${id}`).toBeLessThan(at);
      expect(asked[at]?.url).toBe(`https://${group}`);
    }
    expect(isFailed).toBe(false);
  });

  it("names run, day, step and execution, with the UTC day taken once", async () => {
    const { asked } = await execute();
    for (const { body } of asked) {
      expect(body).toEqual({
        run_id: "nightly:2026-02-10",
        logical_date: "2026-02-10",
        step: body.step,
        execution_id: "e1",
      });
    }
  });

  it("takes another day where its argument names one", async () => {
    const { asked } = await execute({}, { date: "2026-02-07" });
    expect(new Set(asked.map(({ body }) => body.run_id))).toEqual(new Set(["nightly:2026-02-07"]));
  });

  it("runs the sources at the same time, and steps of a function with one instance one after another", async () => {
    const running = new Set<string>();
    const together = new Set<string>();
    await runWorkflow(
      renderWorkflow(nightlyGraph),
      {},
      {
        now: () => "2026-02-10T05:00:00Z",
        env: ENV,
        sleep: async () => {},
        post: async ({ body }) => {
          const { step } = body as { readonly step: string };
          running.add(step);
          await new Promise((resolve) => setImmediate(resolve));
          if (running.size > 1) together.add([...running].sort().join(" "));
          running.delete(step);
          return done;
        },
      },
    );
    const sources = nightlyGraph.filter(({ group }) => group === "ingest").map(({ id }) => id);
    expect(together).toContain([...sources].sort().join(" "));
    for (const steps of together) for (const step of steps.split(" ")) expect(sources).toContain(step);
  });
});

describe("an answer", () => {
  it.each(["done", "skipped", "partial", "refused"])("%s goes on", async (status) => {
    const { steps, ends, sleepsS, isFailed } = await execute({ mmm: [{ status: 200, body: { status } }] });
    expect(ends.mmm).toBe(status);
    expect([steps.length, sleepsS.length, isFailed]).toEqual([nightlyGraph.length, 0, false]);
  });

  it("continue asks for the step again at once, as often as it comes", async () => {
    const { steps, ends, sleepsS } = await execute({
      ingest_ga4: times(30, { status: 200, body: { status: "continue" } }),
    });
    expect(steps.filter((step) => step === "ingest_ga4")).toHaveLength(31);
    expect([ends.ingest_ga4, sleepsS.length]).toEqual(["done", 0]);
  });

  it("busy waits as long as it says and asks again, twenty times at most", async () => {
    const busy: Reply = { status: 409, body: { status: "busy", retry_after_s: 42 } };
    const short = await execute({ marts: times(3, busy) });
    expect([short.ends.marts, short.sleepsS]).toEqual(["done", [42, 42, 42]]);
    const long = await execute({ marts: times(40, busy) });
    expect(long.steps.filter((step) => step === "marts")).toHaveLength(21);
    expect([long.ends.marts, long.sleepsS.length, long.isFailed]).toEqual(["failed", 20, true]);
  });

  it.each([
    ["503", { status: 503, body: { status: "failed" } }],
    ["429 of a function without a free instance", { status: 429, body: "Rate exceeded." }],
    ["none", { status: null, body: null }],
  ] as const)("%s is waited for five times, twice as long each time", async (_name, reply) => {
    const { steps, ends, sleepsS } = await execute({ open: times(9, reply) });
    expect(steps.filter((step) => step === "open")).toHaveLength(6);
    expect([ends.open, sleepsS]).toEqual(["failed", [30, 60, 120, 240, 480]]);
  });

  it("500 is tried again twice", async () => {
    const { ends, sleepsS } = await execute({ publish: times(9, { status: 500, body: "Internal Server Error" }) });
    expect([ends.publish, sleepsS]).toEqual(["failed", [30, 60]]);
  });

  it.each([
    422, 400, 401, 403, 404,
  ])("%i is never tried again; what needs the step is blocked, the rest goes on", async (status) => {
    const failed: Reply = { status, body: { status: "failed" } };
    const { steps, ends, sleepsS, isFailed } = await execute({ mmm: [failed] });
    expect(ends).toMatchObject({
      mmm: "failed",
      recommend: "blocked",
      lead_scores: "done",
      publish: "done",
      close: "done",
    });
    expect(steps).not.toContain("recommend");
    expect([sleepsS.length, isFailed]).toEqual([0, true]);
  });

  it("that fails the first step blocks everything but the last", async () => {
    const { steps, ends } = await execute({ open: [{ status: 422, body: { status: "failed" } }] });
    expect(steps).toEqual(["open", "close"]);
    expect(ends).toMatchObject({ open: "failed", marts: "blocked", publish: "blocked", close: "done" });
  });
});

describe("limits of Google Workflows", () => {
  it("a graph with more sources than branches are allowed is seen", async () => {
    const [open, ...rest] = nightlyGraph;
    const source = rest.find(({ group }) => group === "ingest");
    const more = Array.from({ length: 11 }, (_, index) => ({ ...source, id: `ingest_${index}` }) as Step);
    const program = renderWorkflow([open as Step, ...more]);
    await expect(
      runWorkflow(
        program,
        {},
        { now: () => "2026-02-10T05:00:00Z", env: ENV, sleep: async () => {}, post: async () => done },
      ),
    ).rejects.toThrow("at most 10 branches");
  });

  it("a shape that is not rendered is refused by the interpreter", async () => {
    const world = { now: () => "2026-02-10T05:00:00Z", env: ENV, sleep: async () => {}, post: async () => done };
    const loop = "main:\n  params: [args]\n  steps:\n    - a:\n        for: {value: v, in: [1], steps: []}\n";
    await expect(runWorkflow(loop, {}, world)).rejects.toThrow("got for");
    const call = `main:\n  params: [args]\n  steps:\n    - a:\n        return: ${expr("uuid.generate()")}\n`;
    await expect(runWorkflow(call, {}, world)).rejects.toThrow("unknown function uuid.generate");
  });
});
