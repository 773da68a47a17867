import { WarehouseError } from "./warehouse-error.ts";

const SELECT = /^(\s|--[^\n]*\n|#[^\n]*\n|\/\*[\s\S]*?\*\/)*[(\s]*(select|with)\b/i;

/** Refuses anything but one query where rows are asked for. */
export function requireSelect(sql: string): void {
  if (SELECT.test(sql)) return;
  throw new WarehouseError("bad-sql", `expected one SELECT or WITH statement, got "${sql.trim().slice(0, 40)}"`, {
    where: "1:1",
  });
}
