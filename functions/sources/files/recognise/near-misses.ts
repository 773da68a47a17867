import type { Bound } from "./bind.ts";
import { editDistance } from "./edit-distance.ts";
import { fold } from "./header.ts";

export interface NearMiss {
  readonly header: string;
  readonly column: string;
}

/** Shorter words have too many neighbours: `age` and `page`. */
const SHORTEST = 5;

/** Headers that no column claimed but that are one or two slips away from one; suggested, never taken. */
export function nearMisses(headers: readonly string[], { family, columns, unknown }: Bound): readonly NearMiss[] {
  const taken = new Set(columns.map(({ column }) => column.name));
  const open = family.columns.filter(({ name }) => !taken.has(name));
  return unknown.flatMap((index) => {
    const header = headers[index] ?? "";
    const key = fold(header);
    if (key.length < SHORTEST) return [];
    const limit = key.length < 8 ? 1 : 2;
    const near = open.find(({ name, aliases }) =>
      [name, ...aliases].some(
        (alias) => Math.abs(fold(alias).length - key.length) <= limit && editDistance(fold(alias), key) <= limit,
      ),
    );
    return near === undefined ? [] : [{ header, column: near.name }];
  });
}
