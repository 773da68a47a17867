import { stringify } from "yaml";
import { assertOrdered, type Step } from "../graph.ts";
import { ask } from "./ask.ts";
import { type Branch, type CallStep, type Expression, expr, type Steps, type Workflow } from "./shapes.ts";

const HEADER = `# Rendered from functions/nightly/graph.ts by scripts/render-workflow.ts: change the graph, not this file.
# Google Workflows: one function call a step; what each did is in the run ledger (ops.work_events).
`;

/** Groups whose function runs several instances; one of the others answers one request at a time. */
export const PARALLEL_GROUPS: readonly Step["group"][] = ["ingest"];

/** `terraform/workflow.yaml`: the nightly graph as a program of Google Workflows. */
export function renderWorkflow(graph: readonly Step[]): string {
  return HEADER + stringify(workflowOf(graph), { lineWidth: 0, aliasDuplicateObjects: false });
}

/**
 * The graph in stages: a stage holds the steps that wait for nothing but earlier ones, and runs them at the same time.
 * The execution fails when any step failed or was blocked, after the last step has run.
 */
export function workflowOf(graph: readonly Step[]): Workflow {
  assertOrdered(graph);
  const groups = [...new Set(graph.map(({ group }) => group))];
  const ends = Object.fromEntries(graph.map(({ id }) => [id, expr(endOf(id))]));
  return {
    main: {
      params: ["args"],
      steps: [
        { begin: { assign: [...begin(), ...groups.map(url), ...graph.map(({ id }) => ({ [endOf(id)]: null }))] } },
        ...stagesOf(graph).flatMap(stageSteps),
        {
          judge: {
            switch: graph.map(({ id }) => ({ condition: expr(isBad(id)), next: "fail" })),
            next: "answer",
          },
        },
        { fail: { raise: { message: expr('"failed: " + run_id'), ...ends } } },
        { answer: { return: { run_id: expr("run_id"), ...ends } } },
      ],
    },
    ask,
  };
}

/** The UTC day is taken once, so that a night over midnight stays one run. */
function begin(): readonly Readonly<Record<string, Expression>>[] {
  return [
    { logical_date: expr('default(map.get(args, "date"), text.substring(time.format(sys.now()), 0, 10))') },
    { run_id: expr('"nightly:" + logical_date') },
    { execution_id: expr('sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")') },
  ];
}

function url(group: string): Readonly<Record<string, Expression>> {
  return { [`${group}_url`]: expr(`sys.get_env("${group.toUpperCase()}_URL")`) };
}

function stagesOf(graph: readonly Step[]): readonly (readonly Step[])[] {
  const depths = new Map<string, number>();
  for (const { id, needs, after } of graph) {
    depths.set(id, Math.max(0, ...[...needs, ...after].map((other) => (depths.get(other) ?? 0) + 1)));
  }
  return [...Map.groupBy(graph, ({ id }) => depths.get(id) ?? 0)].sort(([a], [b]) => a - b).map(([, steps]) => steps);
}

/** Steps at the same time where their functions allow it, else one after another. */
function stageSteps(stage: readonly Step[], index: number): Steps {
  const branches = [...Map.groupBy(stage, ({ id, group }) => (PARALLEL_GROUPS.includes(group) ? id : group)).values()];
  if (branches.length === 1) return stage.map((step) => ({ [step.id]: callOf(step) }));
  const shared = stage.map(({ id }) => endOf(id));
  const parallel = { shared, branches: branches.map(branchOf) };
  return [{ [`stage_${index}`]: { parallel } }];
}

function branchOf(steps: readonly Step[]): Branch {
  const name = steps.map(({ id }) => id).join("_and_");
  return { [name]: { steps: steps.map((step) => ({ [`ask_${step.id}`]: callOf(step) })) } };
}

function callOf({ id, group, needs, retry }: Step): CallStep {
  return {
    call: "ask",
    args: {
      url: expr(`${group}_url`),
      step: id,
      run_id: expr("run_id"),
      logical_date: expr("logical_date"),
      execution_id: expr("execution_id"),
      blocked: needs.length === 0 ? false : expr(needs.map(isBad).join(" or ")),
      retry,
    },
    result: endOf(id),
  };
}

function endOf(id: string): string {
  return `${id}_end`;
}

function isBad(id: string): string {
  return `${endOf(id)} in ["failed", "blocked"]`;
}
