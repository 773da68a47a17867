import type { DuckDb } from "../../../lib/duckdb.ts";
import { isMeasure } from "../families/family.ts";
import { identifier, literal } from "../read/sql-text.ts";
import { presentText } from "../values/null-tokens.ts";
import { dimensions, has, type Plan, tablesOf } from "./plan.ts";

/** "Total" in the languages exports are written in. */
const WORDS = [
  ...["totals?", "sum", "gesamt", "insgesamt", "summe", "totale?", "totaal", "totalt", "suma", "somme", "soma"],
  ...["итого", "всего", "合计", "总计", "合計", "الإجمالي", "المجموع", "toplam", "razem", "celkem"],
].join("|");
/** A label that is a total whatever follows: `Total`, `Total: Account`, `Grand total (3)`, `Subtotal - Search`. */
const STRICT = `(grand |sub|sub-)?(${WORDS})\\s*([:(\\-–—].*)?|results from [0-9]+.*`;
/** A label that may be a name: `Total Wellness`. */
const LOOSE = `(grand |sub|sub-)?(${WORDS})([^\\pL\\pN].*)?|results from [0-9]+.*`;

/** Columns that add up over rows. Reach, ratios and facts do not. */
const ADDITIVE: ReadonlySet<string> = new Set([
  ...["spend", "impressions", "clicks", "link_clicks", "engagements", "conversions", "leads", "conversion_value"],
  ...["null_journeys", "value"],
]);

/** A totals row may state its currency or account; everything else that describes a row is blank there. */
const MAY_STAND: ReadonlySet<string> = new Set(["currency_code", "account_id", "platform"]);

export interface TotalsColumn {
  readonly name: string;
  readonly stated: string | null;
  readonly summed: string | null;
}

/**
 * Finds totals rows: a row labelled as a total whose other descriptions are blank (or whose day is none), or one with a
 * total-like or no label whose measures equal the sum of the other rows (of its day, where it has one). Writes their
 * numbers to the totals table.
 */
export async function findTotals(db: DuckDb, plan: Plan): Promise<void> {
  const { typed, totals } = tablesOf(plan);
  const sums = additive(plan);
  const day = plan.columns.find(({ kind, name }) => kind === "date" && name === "date_day")?.name ?? null;
  await db.run(`create or replace table ${totals} as
with labelled as (
  select row_number, _is_bare as is_bare, _label <> '' as is_loose, regexp_full_match(_label, ${literal(STRICT)}, 'i') as is_strict,
    ${day === null ? "false" : `${day} is null`} as has_no_day${day === null ? "" : `, ${day} as day`}${sums.map((name) => `, ${identifier(name)}`).join("")}
  from ${typed}
  where _label is not null
),
certain as (select row_number from labelled where (is_strict and is_bare) or (is_loose and has_no_day))
${equalSums(plan, sums, day)}
select row_number from certain${sums.length === 0 ? "" : " union select row_number from equal_sums"}`);
}

/**
 * Columns of the typed table for rows that may be totals: `_label`, the total-like text, '' where nothing names the row,
 * and `_is_bare`, whether nothing but a label describes it; NULL for all other rows.
 */
export function totalsCandidate(plan: Plan): readonly string[] {
  return [
    `${labelSql(plan)} as _first_text`,
    `case when _first_text is null then '' when regexp_full_match(_first_text, ${literal(LOOSE)}, 'i') then _first_text end as _label`,
    `case when _label is not null then ${isBareSql(plan)} end as _is_bare`,
  ];
}

/** Stated totals against the sums of the other rows, added up over the file's grand totals. */
export async function reconcileTotals(db: DuckDb, plan: Plan): Promise<readonly TotalsColumn[]> {
  const { typed, totals } = tablesOf(plan);
  const names = additive(plan);
  if (names.length === 0) return [];
  const [row] = await db.rows(
    `select ${names
      .map((name) => {
        const column = identifier(name);
        return `cast(max(${column}) filter (where row_number in (from ${totals})) as VARCHAR) as ${identifier(`stated_${name}`)},
      cast(sum(${column}) filter (where row_number not in (from ${totals})) as VARCHAR) as ${identifier(`summed_${name}`)}`;
      })
      .join(", ")} from ${typed}`,
  );
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  return names.map((name) => ({ name, stated: text(row?.[`stated_${name}`]), summed: text(row?.[`summed_${name}`]) }));
}

function additive(plan: Plan): readonly string[] {
  return plan.columns
    .filter(({ name, kind, cell }) => ADDITIVE.has(name) && isMeasure(kind) && cell !== null)
    .map(({ name }) => name);
}

/** The first text that describes the row, blank tokens and days aside. NULL where all are blank. */
function labelSql(plan: Plan): string {
  const days = new Map(
    plan.columns.flatMap(({ kind, cell, name }) =>
      cell !== null && (kind === "date" || kind === "instant") ? [[cell, name] as const] : [],
    ),
  );
  const first = labelCells(plan).map((cell) => {
    const text = presentText(cell, plan.bound.family.nullTokens);
    const day = days.get(cell);
    return day === undefined ? text : `case when ${identifier(day)} is null then ${text} end`;
  });
  return first.length === 0 ? "cast(null as VARCHAR)" : `coalesce(${first.join(", ")})`;
}

/** True where at most one description is there: the label. */
function isBareSql(plan: Plan): string {
  const filled = labelCells(plan).map(
    (cell) => `(case when ${presentText(cell, plan.bound.family.nullTokens)} is null then 0 else 1 end)`,
  );
  return filled.length === 0 ? "true" : `${filled.join(" + ")} <= 1`;
}

function labelCells(plan: Plan): readonly string[] {
  const own = dimensions(plan).flatMap(({ name, cell }) => (cell === null || MAY_STAND.has(name) ? [] : [cell]));
  const cells = new Set([...own, ...plan.unknownTexts.map((index) => `c${index}`)]);
  return plan.text.headers.map((_, index) => `c${index}`).filter((cell) => cells.has(cell));
}

/**
 * Candidates whose measures all equal the sum of the rows that are no candidates. Rounded figures may differ from their
 * rounded total by half a hundredth a row. A blank row among fewer than two others is a row, not a total.
 */
function equalSums(plan: Plan, names: readonly string[], day: string | null): string {
  if (names.length === 0) return "";
  const sum = (alias: string, name: string) => `sum(${alias}.${identifier(name)}) as ${identifier(name)}`;
  const others = `(select * from ${tablesOf(plan).typed} where row_number not in (select row_number from labelled))`;
  const isEqual = names
    .map(
      (name) =>
        `(l.${identifier(name)} is null or abs(l.${identifier(name)} - s.${identifier(name)}) <= ${tolerance(plan, name)})`,
    )
    .join(" and ");
  const isSomething = names.map((name) => `coalesce(abs(l.${identifier(name)}), 0) > 0`).join(" or ");
  const byDay = day !== null && has(plan, day);
  return `, whole as (select count(*) as n, ${names.map((name) => sum("o", name)).join(", ")} from ${others} as o)
${byDay ? `, days as (select ${day} as day, count(*) as n, ${names.map((name) => sum("o", name)).join(", ")} from ${others} as o group by ${day})` : ""}
, equal_sums as (
  select l.row_number from labelled as l, whole as s where (s.n > 1 or l.is_loose) and (${isSomething}) and ${isEqual}
  ${byDay ? `union select l.row_number from labelled as l join days as s on l.day = s.day where s.n > 1 and (${isSomething}) and ${isEqual}` : ""}
)`;
}

function tolerance(plan: Plan, name: string): string {
  const kind = plan.columns.find((column) => column.name === name)?.kind;
  return kind === "integer" ? "0" : "0.005 * (s.n + 1)";
}
