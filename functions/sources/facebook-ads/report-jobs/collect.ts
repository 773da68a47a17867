import type { RawRow, RawTable, RowProblem, SourceBatch } from "../../source.ts";
import type { GraphObject } from "../graph/pages.ts";
import type { InsightsReport } from "../insights-reports.ts";
import { type Converted, convertInsight, type InsightsContext, objectKey } from "../insights-rows.ts";

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

/** Puts the halves of each object's fields together. One that only one half knows lacks the fields of the other, and is a bad row. */
export function mergeFields(report: InsightsReport, parts: readonly GraphObject[]): readonly GraphObject[] {
  const objects = new Map<string, GraphObject>();
  for (const part of parts) {
    const key = objectKey(report, part);
    objects.set(key, { ...objects.get(key), ...part });
  }
  return [...objects.values()];
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
