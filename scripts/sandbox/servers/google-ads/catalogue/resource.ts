import type { Item } from "../rows/item.ts";
import { type Dimension, dimension } from "./field.ts";

/** A thing with attributes: `campaign`. Its object in a row always brings its resource name. */
export interface Resource {
  readonly name: string;
  /** Undefined: the row has no such thing. */
  readonly resourceName: (item: Item) => string | undefined;
  /** Without `resource_name`. */
  readonly fields: readonly Dimension[];
}

export function resource(
  name: string,
  resourceName: Resource["resourceName"],
  fields: readonly Dimension[] = [],
): Resource {
  return { name, resourceName, fields };
}

/** `campaign.resource_name` */
export function resourceNameField({ name, resourceName }: Resource): Dimension {
  return dimension(`${name}.resource_name`, "RESOURCE_NAME", resourceName);
}

/** `customers/1234567890/campaigns/111`; undefined where an id is missing. */
export function nameOf(
  item: Item,
  collection: string,
  ...ids: readonly (string | undefined | null)[]
): string | undefined {
  return ids.some((id) => id === undefined || id === null)
    ? undefined
    : `customers/${item.customer.id}/${collection}/${ids.join("~")}`;
}
