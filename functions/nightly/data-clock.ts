import { dayNumber, dayText } from "../lib/instants.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";

/**
 * The last complete day of data, from which all windows count back: the day before the run's, or the latest day with
 * spend, a session or a lead if that is earlier. Without data, the day before the run's.
 */
export async function dataClock(warehouse: Warehouse, logicalDate: string): Promise<string> {
  const yesterday = dayText(dayNumber(logicalDate) - 1);
  const { rows } = await warehouse.query("select latest_day from staging.stg_ops__latest_day");
  const latest = rows[0]?.latest_day;
  return typeof latest === "string" && latest < yesterday ? latest : yesterday;
}
