import type { RawRow, RawTable, RowProblem, SourceBatch } from "../../source.ts";
import type { GraphObject } from "../graph/pages.ts";
import type { InsightsReport } from "../insights-reports.ts";
import { type Converted, convertInsight, type InsightsContext, objectKey } from "../insights-rows.ts";
import { ANCHOR } from "./split.ts";

export interface Collected {
  readonly batches: readonly SourceBatch[];
  readonly problems: readonly RowProblem[];
}

/** Takes the objects of a finished report one by one, and gives their rows at the end. A page that comes twice counts once. */
export interface Collector {
  add(object: GraphObject): void;
  finish(): Collected;
}

/** Converts each object as it comes: 30,000 objects are not kept beside their rows. */
export function collectRows(context: InsightsContext): Collector {
  const converted = new Map<string, Converted>();
  return {
    add: (object) => {
      converted.set(objectKey(context.report, object), convertInsight(context, object));
    },
    finish: () => collected([...converted.values()]),
  };
}

/**
 * Puts the parts of each object's fields together. One that a part does not know lacks that part's fields; lists are left out
 * where they are empty, so it would count no conversions: its anchor field is taken away, and it becomes a bad row. What
 * never showed is listed only by a part that asks for what it has: no other part has anything of it.
 */
export function mergeFields(
  report: InsightsReport,
  parts: readonly (readonly GraphObject[])[],
): readonly GraphObject[] {
  const objects = new Map<string, { readonly object: GraphObject; readonly parts: number }>();
  for (const part of parts)
    for (const [key, object] of new Map(part.map((it) => [objectKey(report, it), it]))) {
      const before = objects.get(key);
      objects.set(key, { object: { ...before?.object, ...object }, parts: (before?.parts ?? 0) + 1 });
    }
  return [...objects.values()].map(({ object, parts: known }) =>
    known === parts.length || object[ANCHOR] === "0" ? object : { ...object, [ANCHOR]: undefined },
  );
}

function collected(all: readonly Converted[]): Collected {
  const tables = new Map<RawTable, RawRow[]>();
  const problems: RowProblem[] = [];
  for (const one of all) {
    if (one.kind === "problem") {
      problems.push(one.problem);
      continue;
    }
    for (const { table, row } of one.rows) {
      const rows = tables.get(table);
      if (rows === undefined) tables.set(table, [row]);
      else rows.push(row);
    }
  }
  return { batches: [...tables].map(([table, rows]) => ({ table, rows })), problems };
}
