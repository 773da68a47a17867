import type { Dimension, Metric, Value } from "../catalogue/field.ts";
import type { From } from "../catalogue/from.ts";
import type { Item } from "../rows/item.ts";
import type { Measures } from "../rows/measures.ts";

/** A query that may be answered. */
export interface Plan {
  readonly from: From;
  /** Selected attributes and segments. */
  readonly dimensions: readonly Dimension[];
  /** Resource names of FROM and of all that attributes are selected of: what tells rows apart, beside segments. */
  readonly things: readonly Dimension[];
  /** Resource names that rows bring without being selected. */
  readonly implied: readonly Dimension[];
  readonly metrics: readonly Metric[];
  readonly isSegmented: boolean;
  readonly hasDate: boolean;
  /** Account days that are read; null: all. */
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly keeps: (item: Item) => boolean;
  readonly keepsTotal: (total: Measures) => boolean;
  readonly orderBy: readonly {
    readonly value: (row: ResultRow) => Value | undefined;
    readonly isDescending: boolean;
  }[];
  readonly limit: number | null;
  /** `campaign.id,metrics.costMicros` */
  readonly fieldMask: string;
}

/** A row of an answer: any item of its group, since the selected dimensions are the same, and the group's total. */
export interface ResultRow {
  /** The plan's `things` of the row; rows that agree in them agree in every attribute. */
  readonly things: string;
  readonly item: Item;
  readonly total: Measures;
}
