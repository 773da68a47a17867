import { parse } from "yaml";
import { evaluate, type Functions, type Scope } from "./expression.ts";

/** The world of an execution. */
export interface WorkflowWorld {
  /** `Etc/UTC`, for example `2026-02-10T05:00:00.123456Z`. */
  readonly now: () => string;
  readonly env: Readonly<Record<string, string>>;
  readonly post: (call: { readonly url: string; readonly body: unknown; readonly timeoutS: number }) => Promise<Reply>;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** `status` null: no answer came. */
export interface Reply {
  readonly status: number | null;
  readonly body: unknown;
}

/** What `raise` throws. */
export class Raised extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super(JSON.stringify(value));
    this.value = value;
  }
}

type Step = Readonly<Record<string, unknown>>;
type Steps = readonly Readonly<Record<string, Step>>[];
type Program = Readonly<Record<string, { readonly params: readonly string[]; readonly steps: Steps }>>;
type Outcome = { readonly kind: "end" } | { readonly kind: "return"; readonly value: unknown };

/** Runs a workflow as Google Workflows would, for the few shapes that are rendered; throws on any other. */
export async function runWorkflow(source: string, args: unknown, world: WorkflowWorld): Promise<unknown> {
  const program = parse(source) as Program;
  return callSub(program, "main", { args }, world);
}

async function callSub(program: Program, name: string, args: Step, world: WorkflowWorld): Promise<unknown> {
  const sub = program[name];
  if (sub === undefined) throw new Error(`no subworkflow ${name}`);
  only(sub, ["params", "steps"]);
  const scope: Scope = new Map(sub.params.map((param) => [param, args[param]]));
  const unknown = Object.keys(args).find((key) => !sub.params.includes(key));
  if (unknown !== undefined || sub.params.some((param) => !(param in args))) {
    throw new Error(`expected ${sub.params.join(", ")} for ${name}, got ${Object.keys(args).join(", ")}`);
  }
  const outcome = await runSteps(sub.steps, { program, scope, world });
  return outcome.kind === "return" ? outcome.value : null;
}

interface Frame {
  readonly program: Program;
  readonly scope: Scope;
  readonly world: WorkflowWorld;
}

async function runSteps(steps: Steps, frame: Frame): Promise<Outcome> {
  const names = steps.map((step) => Object.keys(step)[0] ?? "");
  if (new Set(names).size !== names.length) throw new Error(`two steps of one name in ${names.join(", ")}`);
  let at = 0;
  while (at < steps.length) {
    const step = steps[at]?.[names[at] ?? ""] ?? {};
    const outcome = await runStep(step, frame);
    if (outcome.kind === "return") return outcome;
    const next = outcome.next ?? step.next;
    if (next === undefined) at += 1;
    else {
      at = names.indexOf(String(next));
      if (at === -1) throw new Error(`no step ${next} beside ${names.join(", ")}`);
    }
  }
  return { kind: "end" };
}

async function runStep(
  step: Step,
  frame: Frame,
): Promise<{ readonly kind: "end"; readonly next?: string } | { readonly kind: "return"; readonly value: unknown }> {
  const { scope } = frame;
  if ("assign" in step) {
    only(step, ["assign", "next"]);
    const assignments = step.assign as readonly Step[];
    if (assignments.length > 50) throw new Error("expected at most 50 assignments");
    for (const assignment of assignments)
      for (const [name, value] of Object.entries(assignment)) scope.set(name, resolved(value, frame));
    return { kind: "end" };
  }
  if ("switch" in step) {
    only(step, ["switch", "next"]);
    const choices = step.switch as readonly Step[];
    if (choices.length > 50) throw new Error("expected at most 50 conditions");
    for (const choice of choices) {
      only(choice, ["condition", "next"]);
      const holds = resolved(choice.condition, frame);
      if (typeof holds !== "boolean") throw new Error(`expected a truth value of ${choice.condition}`);
      if (holds) return { kind: "end", next: String(choice.next) };
    }
    return { kind: "end" };
  }
  if ("call" in step) {
    only(step, ["call", "args", "result", "next"]);
    const result = await callOf(step, frame);
    if (step.result !== undefined) scope.set(String(step.result), result);
    return { kind: "end" };
  }
  if ("try" in step) return tryOf(step, frame);
  if ("parallel" in step) return parallelOf(step, frame);
  if ("return" in step) {
    only(step, ["return"]);
    return { kind: "return", value: resolved(step.return, frame) };
  }
  only(step, ["raise"]);
  throw new Raised(resolved(step.raise, frame));
}

async function tryOf(step: Step, frame: Frame) {
  only(step, ["try", "except"]);
  const body = step.try as { readonly steps: Steps };
  const except = step.except as { readonly as: string; readonly steps: Steps };
  only(body, ["steps"]);
  only(except, ["as", "steps"]);
  try {
    return await runSteps(body.steps, frame);
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    // The error is known inside `except` only; what is assigned there to variables from outside stays.
    frame.scope.set(except.as, error.value);
    const outcome = await runSteps(except.steps, frame);
    frame.scope.delete(except.as);
    return outcome;
  }
}

/** Branches see copies of the variables; of what they assign only shared ones come back. */
async function parallelOf(step: Step, frame: Frame): Promise<{ readonly kind: "end" }> {
  only(step, ["parallel"]);
  const parallel = step.parallel as { readonly shared: readonly string[]; readonly branches: Steps };
  only(parallel, ["shared", "branches"]);
  if (parallel.branches.length > 10) throw new Error("expected at most 10 branches");
  await Promise.all(
    parallel.branches.map(async (branch) => {
      const [body] = Object.values(branch);
      only(body ?? {}, ["steps"]);
      const scope: Scope = new Map(frame.scope);
      const outcome = await runSteps(body?.steps as Steps, { ...frame, scope });
      if (outcome.kind === "return") throw new Error("a branch cannot return");
      for (const name of parallel.shared) {
        if (!frame.scope.has(name)) throw new Error(`${name} is shared before it is assigned`);
        if (scope.get(name) !== null) frame.scope.set(name, scope.get(name));
      }
    }),
  );
  return { kind: "end" };
}

async function callOf(step: Step, frame: Frame): Promise<unknown> {
  const args = resolved(step.args, frame) as Step;
  switch (step.call) {
    case "sys.sleep": {
      only(args, ["seconds"]);
      if (typeof args.seconds !== "number") throw new Error(`expected seconds, got ${args.seconds}`);
      await frame.world.sleep(args.seconds);
      return null;
    }
    case "http.post":
      return post(args, frame.world);
    default:
      return callSub(frame.program, String(step.call), args, frame.world);
  }
}

async function post(args: Step, world: WorkflowWorld): Promise<unknown> {
  only(args, ["url", "auth", "timeout", "body"]);
  const url = String(args.url);
  const { type, audience } = args.auth as Step;
  if (type !== "OIDC" || audience !== url) throw new Error(`expected an OIDC token for ${url}`);
  const timeoutS = Number(args.timeout);
  if (!(timeoutS <= 1800)) throw new Error(`expected at most 1800 s, got ${timeoutS}`);
  const { status, body } = await world.post({ url, body: args.body, timeoutS });
  if (status === null) throw new Raised({ message: "no answer", tags: ["ConnectionError"] });
  if (status >= 200 && status < 300) return { code: status, body };
  throw new Raised({ message: "HTTP server responded with error", code: status, tags: ["HttpError"], body });
}

function resolved(value: unknown, frame: Frame): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, frame));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, frame)]));
  }
  if (typeof value !== "string" || !value.startsWith("${")) return value;
  if (!value.endsWith("}")) throw new Error(`expected one expression, got ${value}`);
  return evaluate(value.slice(2, -1), frame.scope, functionsOf(frame.world));
}

function functionsOf({ now, env }: WorkflowWorld): Functions {
  return {
    default: (value, fallback) => value ?? fallback,
    "map.get": (map, keys) =>
      [keys].flat().reduce((part: unknown, key) => {
        const isMap = part !== null && typeof part === "object";
        return isMap ? ((part as Step)[String(key)] ?? null) : null;
      }, map),
    "text.substring": (text, from, to) => String(text).slice(Number(from), Number(to)),
    "sys.now": () => Date.parse(now()) / 1000,
    "time.format": (seconds) => new Date(Number(seconds) * 1000).toISOString(),
    "sys.get_env": (name) => {
      const value = env[String(name)];
      if (value === undefined) throw new Error(`no environment variable ${name}`);
      return value;
    },
  };
}

function only(shape: object, known: readonly string[]): void {
  const unknown = Object.keys(shape).find((key) => !known.includes(key));
  if (unknown !== undefined || Object.keys(shape).length === 0) {
    throw new Error(`expected a step of ${known.join(", ")}, got ${Object.keys(shape).join(", ") || "nothing"}`);
  }
}
