import type { Item } from "../rows/item.ts";
import type { Measures } from "../rows/measures.ts";

export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** Types as Google's field service names them; INT64 is sent as text, ENUM as the constant's name. */
export type FieldType = "INT64" | "DOUBLE" | "STRING" | "BOOLEAN" | "DATE" | "RESOURCE_NAME" | "MESSAGE" | Enum;

/** `ENUM CampaignStatus`: the enum of the protos. */
export type Enum = `ENUM ${string}`;

/** A field that is the same for all rows of a group: an attribute or a segment. */
export interface Dimension {
  readonly name: string;
  readonly type: FieldType;
  readonly isRepeated: boolean;
  /** Undefined: the field is absent from the row. */
  readonly value: (item: Item) => Value | undefined;
}

export interface Metric {
  readonly name: string;
  readonly type: "INT64" | "DOUBLE";
  /** Undefined: absent, which is not zero. */
  readonly value: (total: Measures) => number | undefined;
}

export function dimension(name: string, type: FieldType, value: Dimension["value"]): Dimension {
  return { name, type, isRepeated: false, value };
}

/** A list of values; an empty one is absent from the row. */
export function repeated(
  name: string,
  type: FieldType,
  values: (item: Item) => readonly Value[] | undefined,
): Dimension {
  return {
    name,
    type,
    isRepeated: true,
    value: (item) => {
      const list = values(item);
      return list?.length ? list : undefined;
    },
  };
}
