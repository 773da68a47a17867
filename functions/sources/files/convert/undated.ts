import type { DuckDb } from "../../../lib/duckdb.ts";
import { AppError } from "../../../lib/errors.ts";
import { adDaily, adPeriods } from "../families/ads.ts";
import { has, type Plan } from "./plan.ts";

/** A day in digits, with or without a time: `2026-01-31`, `31.1.26`, `1/31/2026 10:00`. */
const LOOKS_LIKE_A_DAY = "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([ T].*)?";

/**
 * An ad report over no stated period whose unknown column is full of days is most likely a daily report with a header
 * nobody knows: as a period its spend would be missing from every day. Throws a data error that says what to write.
 */
export async function refuseUndated(db: DuckDb, plan: Plan): Promise<void> {
  const { bound, text, unknownTexts, unknownNumbers, options } = plan;
  if (bound.family.name !== adPeriods.name || options.family !== undefined || has(plan, "period_start")) return;
  const unknown = [...unknownTexts, ...unknownNumbers].sort((a, b) => a - b);
  if (unknown.length === 0) return;
  const looks = unknown.map(
    (i) =>
      `coalesce(bool_and(regexp_full_match(trim(c${i}), '${LOOKS_LIKE_A_DAY}')) filter (where nullif(trim(c${i}), '') is not null), false) as d${i}`,
  );
  const [row] = await db.rows(`select ${looks.join(", ")} from ${text.relation}`);
  const days = unknown.filter((i) => row?.[`d${i}`] === true).map((i) => text.headers[i] ?? "");
  const [first] = days;
  if (first === undefined) return;
  throw new AppError(`expected the day of ${adDaily.title} under a known header, got days in "${days.join('", "')}"`, {
    kind: "data",
    where: text.fileName,
    fix: `--map "${first}=date_day"; where it is not the day of the figures: --family ${adPeriods.name}`,
  });
}
