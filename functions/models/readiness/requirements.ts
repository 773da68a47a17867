/** What a use case asks of the data. A threshold that is null is not asked at that level. */
export interface Requirement {
  readonly useCase: string;
  readonly requirement: string;
  /** Name of the count that answers it; null = no source holds it yet. */
  readonly measure: string | null;
  readonly unit: string;
  /** From this value on a plain, readable model (logistic, ridge) is justified. */
  readonly interpretableFrom: number | null;
  /** From this value on all learners compete. */
  readonly ensembleFrom: number | null;
  /** From this value on its results are to be trusted rather than tried. */
  readonly recommended: number | null;
  readonly priority: 1 | 2 | 3;
  /** What a person does to get there. */
  readonly advice: string;
}

type Levels = readonly [interpretableFrom: number | null, ensembleFrom: number | null, recommended: number | null];

const need = (
  useCase: string,
  requirement: string,
  measure: string | null,
  unit: string,
  [interpretableFrom, ensembleFrom, recommended]: Levels,
  priority: 1 | 2 | 3,
  advice: string,
): Requirement => ({
  useCase,
  requirement,
  measure,
  unit,
  interpretableFrom,
  ensembleFrom,
  recommended,
  priority,
  advice,
});

const OUTCOMES = "write every lead's outcome into the CRM, also the lost ones, and import its status changes";
const HISTORY = "import older months of the same data";
const UTM = "tag every campaign link with utm_source and utm_medium and keep them on the lead";
const ENRICH =
  "import facts about leads (family lead_facts): budget range, calls, interest, with the time each became known";
const CREATIVE = "keep a log of creatives with their ads: text, format, call to action";
const EVENTS = "import web sessions with start and end";
const EXPERIMENTS = "run and import A/B or geo tests (family experiments)";
const EXTERNAL = "import outside signals (family external_series): competitor spend, interest, market index";

/** Every requirement of the use cases, first the ones that decide a tier. */
export const REQUIREMENTS: readonly Requirement[] = [
  need("lead_scoring", "leads with a known outcome", "leads_with_outcome", "leads", [500, 2_000, 10_000], 2, OUTCOMES),
  need("lead_scoring", "leads of the rarer outcome", "rarer_outcome_leads", "leads", [50, 200, null], 2, OUTCOMES),
  need("lead_scoring", "features known before the outcome", "lead_features", "features", [3, null, 5], 1, ENRICH),
  need("lead_scoring", "history", "lead_months", "months", [null, null, 12], 3, HISTORY),
  need("lead_scoring", "share won", "won_share", "share", [null, null, 0.2], 2, OUTCOMES),
  need(
    "campaign_performance",
    "completed campaigns with full metrics",
    "completed_campaigns",
    "campaigns",
    [60, 300, 500],
    3,
    HISTORY,
  ),
  need("campaign_performance", "history", "spend_months", "months", [null, null, 18], 3, HISTORY),
  need(
    "campaign_performance",
    "campaigns with creative and targeting",
    null,
    "campaigns",
    [null, null, 500],
    1,
    CREATIVE,
  ),
  need("creative", "ad variations with engagement", "ads_with_engagement", "ads", [100, 1_000, 1_000], 1, CREATIVE),
  need("creative", "raw assets", null, "assets", [null, null, 1], 1, CREATIVE),
  need("creative", "A/B results", null, "tests", [null, null, 1], 3, EXPERIMENTS),
  need(
    "creative",
    "audience segments",
    null,
    "segments",
    [null, null, 1],
    2,
    "import the audiences that ads were shown to",
  ),
  need("budget", "days or weeks with spend and a result", "mmm_periods", "periods", [84, null, null], 3, HISTORY),
  need("budget", "campaigns with a known budget", "campaigns_with_budget", "campaigns", [null, null, 200], 3, HISTORY),
  need("budget", "competitor or market signals", "external_series", "series", [null, null, 1], 2, EXTERNAL),
  need("lifecycle", "leads with an end", "ended_leads", "leads", [300, 3_000, 5_000], 2, OUTCOMES),
  need("lifecycle", "departures from every stage", "smallest_stage_exits", "departures", [50, 300, null], 2, OUTCOMES),
  need("lifecycle", "status changes with a time", "dated_changes_share", "share", [null, null, 1], 2, OUTCOMES),
  need("lifecycle", "logs of sales calls and mails", null, "contacts", [null, null, 1], 1, ENRICH),
  need("forecasting", "days with spend", "spend_days", "days", [56, 56, null], 3, HISTORY),
  need("forecasting", "history", "spend_months", "months", [null, null, 24], 3, HISTORY),
  need("segments", "campaigns with spend", "campaigns", "campaigns", [50, 50, 500], 3, HISTORY),
  need("engagement", "sessions with a length", "sessions", "sessions", [500, 2_000, 5_000], 1, EVENTS),
  need("session_conversion", "sessions with a length", "sessions", "sessions", [500, 2_000, 5_000], 1, EVENTS),
  need("session_conversion", "sessions that converted", "session_conversions", "sessions", [50, 200, null], 1, EVENTS),
  need("clv", "customers", "customers", "customers", [100, null, null], 2, "import orders (family orders)"),
  need(
    "clv",
    "customers who bought again",
    "repeat_customers",
    "customers",
    [null, 500, null],
    2,
    "import orders (family orders)",
  ),
  need("clv", "history", "order_months", "months", [null, null, 24], 3, HISTORY),
  need("data", "leads with source and medium", "utm_share", "share", [null, null, 0.9], 1, UTM),
  need("data", "persons with several channels", "multi_touch_share", "share", [null, null, 0.2], 3, EVENTS),
  need(
    "data",
    "product categories of campaigns",
    "product_categories",
    "categories",
    [null, null, 3],
    3,
    "name the product category in the campaign list",
  ),
  need("data", "reasons of lost leads", null, "leads", [null, null, 1], 2, "record why a lead was lost"),
];

/** Shares that should be small: the best value is 0, the recommendation an upper limit. */
export const LIMITS: readonly Requirement[] = [
  need("data", "leads without a campaign", "unattributed_leads_share", "share", [null, null, 0.1], 1, UTM),
  need(
    "data",
    "leads with an unknown status",
    "unmapped_share",
    "share",
    [null, null, 0.1],
    2,
    "map the statuses in settings (stages)",
  ),
  need(
    "data",
    "campaign days without spend",
    "rows_without_spend_share",
    "share",
    [null, null, 0.05],
    2,
    "export spend with the other metrics",
  ),
];
