import type { RowCheck } from "./row-check.ts";

/** Rows without an id that describe the same thing with other figures: all count, since dropping one could lose spend. */
export function repeatedKey(loaded: string): readonly RowCheck[] {
  return [
    {
      name: "repeated_key",
      severity: "warning",
      columnName: null,
      says: "describe the same thing with other figures and have no id: all were loaded",
      rows: `select row_number from ${loaded} where is_repeated`,
    },
  ];
}
