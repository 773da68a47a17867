import type { Column } from "../../warehouse/warehouse.ts";
import type { ExportSource, ExportView } from "./export-source.ts";

/** Columns added up in the summary, each where the view has it. */
const COUNTS = ["impressions", "clicks", "sessions", "conversions", "leads", "won_deals"];
const MONEY = ["spend", "conversion_value", "revenue"];

/** Columns that show the same measure several ways: a total over them would count it several times. */
const REPEATING = ["date_basis", "model", "conversion_type", "window_days", "level", "scenario_level"];

export interface SummaryInput {
  readonly runId: string | null;
  readonly asOf: string | null;
  readonly files: readonly { readonly path: string; readonly row_count: number; readonly sha256: string }[];
}

/** `data_summary.txt`: what was exported, over which days, with key totals and checksums; text that a person reads. */
export async function dataSummary(
  source: ExportSource,
  views: readonly ExportView[],
  input: SummaryInput,
): Promise<string> {
  const parts = ["Data summary", `run: ${input.runId ?? "none"}`, `data through: ${input.asOf ?? "unknown"}`, ""];
  for (const view of views) parts.push(...(await viewSummary(source, view)), "");
  parts.push(
    "files (SHA-256)",
    ...input.files.map(({ path, row_count, sha256 }) => `${sha256}  ${path}  ${row_count} rows`),
    "",
  );
  return parts.join("\n");
}

async function viewSummary(source: ExportSource, { view, columns }: ExportView): Promise<readonly string[]> {
  const has = (name: string, type?: string) =>
    columns.some((column) => column.name === name && (type === undefined || column.type === type));
  const repeating = REPEATING.filter((name) => has(name));
  const isAdditive = repeating.length === 0;
  const selected = [
    "count(*) as row_count",
    ...(has("date_day", "DATE") ? ["min(date_day) as first_day", "max(date_day) as last_day"] : []),
    ...(has("campaign_id") ? ["count(distinct campaign_id) as campaigns"] : []),
    ...COUNTS.filter((name) => isAdditive && has(name)).map((name) => `sum(${name}) as ${name}`),
  ];
  const [row] = (await source.query(`select ${selected.join(", ")} from ${view}`)).rows;
  const lines = Object.entries(row ?? {}).map(([name, value]) => `  ${name}: ${value ?? "unknown"}`);
  return [
    `${view}`,
    ...lines,
    ...(isAdditive ? [] : [`  totals: none, rows repeat by ${repeating.join(", ")}`]),
    ...(isAdditive && has("currency_code") ? await moneyLines(source, view, columns) : []),
    `  columns: ${columns.map(({ name, type }) => `${name} ${type}`).join(", ")}`,
  ];
}

/** Totals of money, one line a currency: amounts of two currencies never add up. */
async function moneyLines(source: ExportSource, view: string, columns: readonly Column[]): Promise<readonly string[]> {
  const money = MONEY.filter((name) => columns.some((column) => column.name === name));
  if (money.length === 0) return [];
  const { rows } = await source.query(
    `select currency_code, ${money.map((name) => `sum(${name}) as ${name}`).join(", ")} from ${view} group by currency_code order by currency_code`,
  );
  return rows.map(
    (row) =>
      `  in ${row.currency_code ?? "no currency"}: ${money.map((name) => `${name} ${row[name] ?? "unknown"}`).join(", ")}`,
  );
}
