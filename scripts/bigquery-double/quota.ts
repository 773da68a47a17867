import { ApiError } from "./api-error.ts";

/** Load, copy and query modifications that a table takes a day, failed loads included; DML is exempt. */
const MODIFICATIONS_PER_DAY = 1500;

export interface Quota {
  /** Counts one modification. @throws ApiError `quotaExceeded` */
  modify(table: string): void;
  readonly counts: ReadonlyMap<string, number>;
}

export function createQuota(now: () => Date, limit = MODIFICATIONS_PER_DAY): Quota {
  const counts = new Map<string, number>();
  return {
    counts,
    modify: (table) => {
      const key = `${table} ${now().toISOString().slice(0, 10)}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > limit)
        throw new ApiError(
          "quotaExceeded",
          `Quota exceeded: Your table exceeded quota for imports or query appends per table: ${table}`,
        );
    },
  };
}
