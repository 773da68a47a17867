import { has, type Plan } from "../convert/plan.ts";
import { identifier, literal } from "../read/sql-text.ts";
import { type RowCheck, when } from "./row-check.ts";

/** Quartiles of fewer days say nothing about the next one. */
const FEWEST_DAYS = 5;

/** Figures of ad rows that cannot be, or rarely are. */
export function adChecks(plan: Plan, loaded: string): readonly RowCheck[] {
  const money = "spend";
  return [
    ...when(
      plan,
      ["clicks", "impressions"],
      {
        name: "clicks_over_impressions",
        severity: "warning",
        columnName: "clicks",
        says: "have more clicks than impressions",
        condition: "clicks > impressions",
      },
      loaded,
    ),
    ...when(
      plan,
      [money],
      {
        name: "negative_spend",
        severity: "warning",
        columnName: money,
        says: "have negative spend",
        condition: "spend < 0",
      },
      loaded,
    ),
    ...when(
      plan,
      [money, "impressions"],
      {
        name: "spend_without_impressions",
        severity: "warning",
        columnName: money,
        says: "have spend but no impressions",
        condition: "spend > 0 and impressions = 0",
      },
      loaded,
    ),
    ...when(
      plan,
      [money],
      { name: "null_spend", severity: "warning", columnName: money, says: "name no spend", condition: "spend is null" },
      loaded,
    ),
    ...maxCpc(plan, loaded),
    ...outlierDay(plan, loaded),
    ...derived(plan, loaded),
  ];
}

/** A click dearer than the limit of the row's own currency; a currency without a limit is not judged. */
function maxCpc(plan: Plan, loaded: string): readonly RowCheck[] {
  const limits = Object.entries(plan.options.maxCpc ?? {});
  if (limits.length === 0) return [];
  const perCurrency = limits.map(
    ([currency, limit]) => `(currency_code = ${literal(currency)} and spend > ${limit} * clicks)`,
  );
  return when(
    plan,
    ["spend", "clicks"],
    {
      name: "max_cpc",
      severity: "warning",
      columnName: "spend",
      says: `cost more than ${limits.map(([currency, limit]) => `${limit} ${currency}`).join(" or ")} a click`,
      condition: `clicks > 0 and (${perCurrency.join(" or ")})`,
    },
    loaded,
  );
}

/** Days whose spend is above Q3 + 3 IQR of the campaign's days. */
function outlierDay(plan: Plan, loaded: string): readonly RowCheck[] {
  if (!has(plan, "date_day", "spend")) return [];
  const campaign = campaignSql(plan);
  return [
    {
      name: "outlier_day",
      severity: "info",
      columnName: "spend",
      says: "stand on a day far above the usual spend of their campaign (above Q3 + 3 IQR)",
      rows: `with days as (
  select ${campaign} as who, currency_code as currency, date_day as day, sum(spend) as spent from ${loaded} group by all
),
fences as (
  select who, currency, quantile_cont(spent, 0.75) + 3 * (quantile_cont(spent, 0.75) - quantile_cont(spent, 0.25)) as fence
  from days group by all having count(*) >= ${FEWEST_DAYS}
)
select r.row_number
from ${loaded} as r
join days as d on ${campaign} is not distinct from d.who and r.currency_code is not distinct from d.currency and r.date_day = d.day
join fences as f on d.who is not distinct from f.who and d.currency is not distinct from f.currency
where d.spent > f.fence`,
    },
  ];
}

function derived(plan: Plan, loaded: string): readonly RowCheck[] {
  const made = plan.derived.filter(({ formula }) => formula !== null);
  if (made.length === 0) return [];
  return [
    {
      name: "derived",
      severity: "info",
      columnName: made.map(({ name }) => name).join(", "),
      says: `have figures the file does not state: ${made.map(({ name, formula }) => `${name} = ${formula}`).join("; ")}`,
      rows: `select row_number from ${loaded}`,
    },
  ];
}

/** What the campaign of a row is called, as far as the file says. */
export function campaignSql(plan: Plan): string {
  const names = ["campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "channel", "platform"].filter((name) =>
    has(plan, name),
  );
  return names.length === 0 ? "cast(null as VARCHAR)" : `coalesce(${names.map(identifier).join(", ")})`;
}
