import type { Column, QueryResult } from "../../warehouse/warehouse.ts";
import type { ExportSource, ExportView } from "./export-source.ts";

/** Rows held in memory at once, about: whole days are never split. */
const BATCH_ROWS = 20_000;
const UNORDERED = /^(ARRAY|STRUCT|JSON)/;

/** Opens a view for export. Rows come sorted by every column that can be sorted, so that the same data give the same bytes. */
export async function openView(source: ExportSource, view: string): Promise<ExportView> {
  const { columns } = await source.check(`select * from ${view}`);
  return { view, columns, batches: () => batches(source, view, columns) };
}

async function* batches(
  source: ExportSource,
  view: string,
  columns: readonly Column[],
): AsyncGenerator<QueryResult["rows"]> {
  const sorted = columns.filter(({ type }) => !UNORDERED.test(type)).map(({ name }) => name);
  const day = columns.find(({ name, type }) => name === "date_day" && type === "DATE");
  const order = [...(day === undefined ? [] : ["date_day"]), ...sorted.filter((name) => name !== "date_day")].join(
    ", ",
  );
  const select = (where: string) => source.query(`select * from ${view}${where} order by ${order}`);
  if (day === undefined) {
    yield (await select("")).rows;
    return;
  }
  const undated = (await select(" where date_day is null")).rows;
  if (undated.length > 0) yield undated;
  for (const { from, to } of await dayRanges(source, view))
    yield (await select(` where date_day between date '${from}' and date '${to}'`)).rows;
}

/** Consecutive days that together hold about one batch of rows. */
async function dayRanges(source: ExportSource, view: string) {
  const { rows } = await source.query(
    `select date_day, count(*) as row_count from ${view} where date_day is not null group by date_day order by date_day`,
  );
  const ranges: { from: string; to: string; rowCount: number }[] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    const count = Number(row.row_count);
    const day = String(row.date_day);
    if (last !== undefined && last.rowCount + count <= BATCH_ROWS) {
      last.to = day;
      last.rowCount += count;
    } else ranges.push({ from: day, to: day, rowCount: count });
  }
  return ranges;
}
