import type { Matrix } from "../numeric/matrix.ts";
import { selectColumns, selectRows } from "../numeric/matrix.ts";

/** How a column becomes known: `created` with the lead, a time column, `history` with its own instants, `export` undeclared. */
export type KnownAtRule = "created" | "history" | "export" | (string & {});

/** What a column of a Dataset means. */
export interface Column {
  readonly name: string;
  /** The feature a person knows; dummies and indicators of one feature share it. */
  readonly feature: string;
  /** lead, source, behaviour, sales, campaign, creative, audience, time, market, other. */
  readonly group: string;
  /** category: the cell is an index into `levels`; time: seconds since 1970. */
  readonly kind: "number" | "category" | "time";
  readonly levels?: readonly string[];
  /** Length of the circle for hours (24), weekdays (7) and months (12): values v and v + period are the same. */
  readonly period?: number;
  readonly knownAt: KnownAtRule;
}

/** Rows to learn from. Everything is by row: y 0 or 1 (NaN where not known), time in seconds since 1970, person a code. */
export interface Dataset {
  readonly x: Matrix;
  readonly columns: readonly Column[];
  readonly y: Float64Array;
  readonly time: Float64Array;
  readonly person: Int32Array;
}

/** The dataset's rows of the given indices, in their order. */
export function datasetRows(data: Dataset, rows: ArrayLike<number>): Dataset {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] as number);
  return {
    x: selectRows(data.x, rows),
    columns: data.columns,
    y: pick(data.y),
    time: pick(data.time),
    person: Int32Array.from(rows, (row) => data.person[row] as number),
  };
}

/** The dataset with the columns of the given indices only. */
export function datasetColumns(data: Dataset, columns: readonly number[]): Dataset {
  return { ...data, x: selectColumns(data.x, columns), columns: columns.map((index) => data.columns[index] as Column) };
}
