import type { SandboxReply } from "../serve.ts";
import type { Field, SalesforceObject } from "./objects.ts";
import { json } from "./replies.ts";
import { relationshipOf } from "./soql/schema.ts";

/** `GET /sobjects/{object}/describe`: what fields there are. */
export function describeObject({ name, keyPrefix, fields }: SalesforceObject): SandboxReply {
  return json({
    name,
    label: name,
    keyPrefix,
    custom: false,
    queryable: true,
    retrieveable: true,
    searchable: false,
    fields: fields.map(describeField),
  });
}

function describeField({ name, type, label, to, picklist = [] }: Field): Readonly<Record<string, unknown>> {
  return {
    name,
    label,
    type,
    custom: name.endsWith("__c"),
    calculated: false,
    nillable: type !== "id" && type !== "boolean",
    filterable: type !== "anyType",
    sortable: type !== "anyType",
    referenceTo: to === undefined ? [] : [to],
    relationshipName: to === undefined ? null : relationshipOf(name),
    picklistValues: picklist.map((value, i) => ({
      active: true,
      defaultValue: i === 0,
      label: value,
      validFor: null,
      value,
    })),
  };
}
