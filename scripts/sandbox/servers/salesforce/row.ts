import type { CrmSnapshot } from "../../market/crm.ts";
import { salesforceId } from "../../market/salesforce-id.ts";
import { wholeSeconds } from "./replies.ts";

/** Datetimes as milliseconds since 1970, whole seconds; dates as text. */
export type FieldValue = string | number | boolean | null;
export type Row = Readonly<Record<string, FieldValue>>;

/** Makes records from outside: forms, and what they start. */
export const INTEGRATION_USER_ID = salesforceId("005", 90);
export const ORGANIZATION_ID = salesforceId("00D", 1);
export const TIME_ZONE = "America/New_York";

/** When a row was made and changed. */
export function audit(createdMs: number, updatedMs: number, createdById: string): Row {
  return {
    CreatedDate: wholeSeconds(createdMs),
    CreatedById: createdById,
    LastModifiedDate: wholeSeconds(updatedMs),
    SystemModstamp: wholeSeconds(updatedMs),
  };
}

/** What every record with an owner has. */
export function base({ id, isDeleted, createdMs, updatedMs, properties }: CrmSnapshot, createdById: string): Row {
  return {
    Id: id,
    IsDeleted: isDeleted,
    OwnerId: properties.owner_id ?? INTEGRATION_USER_ID,
    ...audit(createdMs, updatedMs, createdById),
  };
}
