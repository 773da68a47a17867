import type { z } from "zod";
import { AppError } from "../lib/errors.ts";
import type { TableName, Warehouse } from "../warehouse/warehouse.ts";

/**
 * All rows of a table or view, in a total order, checked against the schema that its reader states. Throws `bug` where the view gives
 * what its reader does not expect.
 */
export async function readRows<T>(
  warehouse: Warehouse,
  table: TableName,
  schema: z.ZodType<T>,
  orderBy: readonly string[],
): Promise<readonly T[]> {
  const { rows } = await warehouse.query(`select * from ${table} order by ${orderBy.join(", ")}`);
  return rows.map((row, index) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new AppError(`${table}: ${issue?.path.join(".")}: ${issue?.message}`, {
      kind: "bug",
      where: `row ${index + 1}`,
    });
  });
}
