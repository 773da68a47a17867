import { z } from "zod";

/** How a number is written: with its currency, as a percentage, as a multiple … */
export const UNITS = [
  "money",
  "count",
  "number",
  "rate",
  "multiple",
  "days",
  "seconds",
  "text",
  "day",
  "timestamp",
  "reasons",
] as const;

export const KINDS = ["cards", "line", "bars", "stacked_bars", "funnel", "band", "histogram", "box", "table"] as const;

/** Pages in the order of the navigation. */
export const PAGE_IDS = [
  "overview",
  "channels",
  "funnel",
  "attribution",
  "mmm",
  "budget",
  "explore",
  "leads",
  "health",
] as const;

const COLUMN = /^[a-z][a-z0-9_]*$/;
const column = z.string().regex(COLUMN);

/**
 * What a measure is made of. `total` and `ratio` are built from additive columns, so that they can be summed over any
 * days and channels and divided last; `expression` is SQL for rows that are never summed again (a model's estimate).
 */
const parts = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("total"), column }),
  z.strictObject({
    kind: z.literal("ratio"),
    numerator: column,
    denominator: column,
  }),
  z.strictObject({ kind: z.literal("expression") }),
]);

const measure = z.strictObject({
  name: column,
  title: z.string().min(1),
  sql: z.string().min(1),
  unit: z.enum(UNITS),
  /** Which direction is good news; `neutral` for amounts that are neither, such as spend. */
  better: z.enum(["up", "down", "neutral"]),
  /**
   * Outcomes that are still to come for the leads of recent days, `won_deals`: where the view knows of any, ranges of
   * unequal age are not compared.
   */
  formsBy: column.optional(),
  parts,
});

const dimension = z.strictObject({
  name: column,
  title: z.string().min(1),
  unit: z.enum(UNITS),
  /** What NULL means here, where it has a meaning: "all". */
  whenNull: z.string().optional(),
});

export const chartSchema = z
  .strictObject({
    id: column,
    page: z.enum(PAGE_IDS),
    title: z.string().min(1),
    /** The marketer's question the chart answers; printed as its caption. */
    question: z.string().endsWith("?"),
    kind: z.enum(KINDS),
    view: z.string().regex(/^reporting\.rpt_[a-z0-9_]+$/),
    /** `range` follows the date and channel controls; `groups` and `rows` show the view's state on the last day. */
    scope: z.enum(["range", "groups", "rows"]),
    dimensions: z.array(dimension).readonly(),
    measures: z.array(measure).min(1).readonly(),
    /** Condition on the view's rows. */
    filter: z.string().optional(),
    /** ORDER BY of scopes `rows` and `groups`; total, so that the same rows give the same bytes. */
    order: z.string().optional(),
    /** Rows shown of scope `rows`; the report says how many more there are. */
    limit: z.number().int().positive().optional(),
    compare: z.enum(["previous_period", "none"]),
    /** Names of the measures that bound an estimate, and the measure they bound. */
    interval: z.strictObject({ of: column, low: column, high: column, means: z.string().endsWith(".") }).nullable(),
    /** Measures drawn, one list for each panel: measures of a list share an axis. The others stand in the table. */
    drawn: z.array(z.array(column).min(1).readonly()).readonly(),
    proof: z.string(),
    empty: z.string().endsWith("."),
  })
  .superRefine((chart, context) => {
    const fail = (message: string) => context.addIssue({ code: "custom", message: `${chart.id}: ${message}` });
    const names = [...chart.dimensions, ...chart.measures].map(({ name }) => name);
    if (new Set(names).size < names.length) fail("two columns have one name");
    if (chart.proof !== `assert_chart_${chart.id}.sql`) fail(`expected the proof assert_chart_${chart.id}.sql`);
    for (const name of chart.drawn.flat()) if (!names.includes(name)) fail(`draws ${name}, which it does not measure`);
    if (chart.scope === "range" && chart.measures.some(({ parts: { kind } }) => kind === "expression"))
      fail("a chart that follows the date controls needs additive measures");
    if (chart.scope === "range" && (chart.order ?? chart.limit) !== undefined)
      fail("a chart that follows the date controls has no order and no limit");
    if (chart.interval !== null)
      for (const name of [chart.interval.of, chart.interval.low, chart.interval.high])
        if (!names.includes(name)) fail(`has no measure ${name}`);
  });

export type Chart = z.infer<typeof chartSchema>;
export type ChartInput = z.input<typeof chartSchema>;
export type Measure = z.infer<typeof measure>;
export type Dimension = z.infer<typeof dimension>;
export type Unit = (typeof UNITS)[number];
export type PageId = (typeof PAGE_IDS)[number];
