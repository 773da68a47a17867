import type { RawRow, RawTable, RowProblem, SourceBatch } from "../../source.ts";
import type { GraphObject } from "../graph/pages.ts";
import { type Converted, convertInsight, type InsightsContext, objectKey } from "../insights-rows.ts";

/** Rows of one finished job, or of the jobs that a row's fields were split over. A page that comes twice counts once. */
export interface Collected {
  readonly batches: readonly SourceBatch[];
  readonly problems: readonly RowProblem[];
}

/** Takes objects of pages one by one; gives rows at the end. */
export interface Collector {
  add(object: GraphObject): void;
  finish(): Collected;
}

/** Converts each object as it comes: an answer of 30,000 rows is not kept beside its rows. */
export function wholeRows(context: InsightsContext): Collector {
  const converted = new Map<string, Converted>();
  return {
    add: (object) => {
      converted.set(objectKey(context.report, object), convertInsight(context, object));
    },
    finish: () => collected([...converted.values()]),
  };
}

/** Puts the halves of each object's fields together first. One that only one half knows lacks the fields of the other. */
export function mergedRows(context: InsightsContext): Collector {
  const objects = new Map<string, GraphObject>();
  return {
    add: (object) => {
      const key = objectKey(context.report, object);
      objects.set(key, { ...objects.get(key), ...object });
    },
    finish: () => collected([...objects.values()].map((object) => convertInsight(context, object))),
  };
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
