/** A step of the nightly graph, as data: the in-process runner walks it, other runners are rendered from it. */
export interface Step {
  readonly id: string;
  /** Steps of a group run in one cloud function. */
  readonly group: "ingest" | "transform" | "model";
  /** Steps that must have ended well; when one failed, this one is blocked. */
  readonly needs: readonly string[];
  /** Steps to wait for and to read from, whatever became of them. */
  readonly after: readonly string[];
  /** Settings it reads, as paths of settings.yaml: a change makes it run again. */
  readonly settings: readonly string[];
  /** True for the step that runs whatever became of the others, as long as the run is open. */
  readonly always: boolean;
  /** True when it reads what imports published. */
  readonly readsLoads: boolean;
  /** Minutes after which it counts as slow. */
  readonly limitMin: number;
  /** How often a transient failure is tried again: after 30 s, then twice as long each time. */
  readonly retry: number;
}

const RETRY = 5;

const COMMON = {
  group: "transform",
  needs: [],
  after: [],
  settings: [],
  readsLoads: false,
  always: false,
  retry: RETRY,
} as const;

const INGEST = {
  ...COMMON,
  group: "ingest",
  needs: ["open"],
  limitMin: 60,
} as const;

const INGEST_STEPS: readonly Step[] = [
  { ...INGEST, id: "ingest_google_ads", settings: ["sources.google_ads"] },
  { ...INGEST, id: "ingest_facebook_ads", settings: ["sources.facebook_ads"] },
  { ...INGEST, id: "ingest_hubspot", settings: ["sources.hubspot"] },
  { ...INGEST, id: "ingest_salesforce", settings: ["sources.salesforce"] },
  { ...INGEST, id: "ingest_ga4", settings: ["sources.ga4"] },
];

/** Open, pull the sources, build, check, model, recommend, publish, close. */
export const nightlyGraph: readonly Step[] = [
  {
    ...COMMON,
    id: "open",
    settings: ["time_zone", "reporting_currency", "stages", "channels", "attribution", "models", "sources"],
    limitMin: 5,
  },
  ...INGEST_STEPS,
  {
    ...COMMON,
    id: "marts",
    needs: ["open"],
    after: INGEST_STEPS.map(({ id }) => id),
    readsLoads: true,
    limitMin: 30,
  },
  {
    ...COMMON,
    id: "attribution",
    needs: ["marts"],
    limitMin: 30,
  },
  {
    ...COMMON,
    id: "assertions",
    needs: ["marts", "attribution"],
    limitMin: 15,
  },
  {
    ...COMMON,
    id: "readiness",
    group: "model",
    needs: ["assertions"],
    settings: ["models"],
    limitMin: 5,
  },
  {
    ...COMMON,
    id: "lead_scores",
    group: "model",
    needs: ["assertions", "readiness"],
    settings: ["models.lead_score"],
    limitMin: 25,
  },
  {
    ...COMMON,
    id: "mmm",
    group: "model",
    needs: ["assertions", "readiness"],
    settings: ["models.mmm"],
    limitMin: 25,
  },
  {
    ...COMMON,
    id: "recommend",
    group: "model",
    needs: ["mmm"],
    settings: ["models.mmm", "models.budget"],
    limitMin: 10,
  },
  {
    ...COMMON,
    id: "publish",
    needs: ["assertions"],
    after: ["lead_scores", "mmm", "recommend"],
    limitMin: 15,
  },
  {
    ...COMMON,
    id: "close",
    after: [
      ...["open", ...INGEST_STEPS.map(({ id }) => id), "marts", "attribution", "assertions"],
      ...["readiness", "lead_scores", "mmm", "recommend", "publish"],
    ],
    always: true,
    limitMin: 5,
  },
];

/**
 * The graph of a company: without the steps of sources that its settings do not name, but for those asked for by name,
 * which then say so themselves.
 */
export function configuredGraph(
  graph: readonly Step[],
  sources: readonly { readonly name: string }[],
  only: readonly string[] = [],
): readonly Step[] {
  const ids = new Set(
    graph.flatMap(({ id, group }) =>
      group !== "ingest" || only.includes(id) || sources.some(({ name }) => id === `ingest_${name}`) ? [id] : [],
    ),
  );
  const kept = (steps: readonly string[]): readonly string[] => steps.filter((id) => ids.has(id));
  return graph
    .filter(({ id }) => ids.has(id))
    .map((step) => ({ ...step, needs: kept(step.needs), after: kept(step.after) }));
}

/** Throws on a graph that names unknown steps or does not list each step after those it waits for. */
export function assertOrdered(graph: readonly Step[]): void {
  const seen = new Set<string>();
  for (const step of graph) {
    const early = [...step.needs, ...step.after].find((id) => !seen.has(id));
    if (early !== undefined) throw new RangeError(`expected ${early} before ${step.id} in the graph`);
    if (seen.has(step.id)) throw new RangeError(`expected one step named ${step.id} in the graph`);
    seen.add(step.id);
  }
}
