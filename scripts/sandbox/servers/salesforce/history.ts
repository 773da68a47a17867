import type { CrmChange, CrmProperty, CrmRecord, CrmSnapshot } from "../../market/crm.ts";
import { salesforceId } from "../../market/salesforce-id.ts";
import { STAGES } from "./objects.ts";
import { wholeSeconds } from "./replies.ts";
import { INTEGRATION_USER_ID, type Row } from "./row.ts";

interface Tracked {
  readonly field: string;
  readonly property: CrmProperty;
  readonly type: string;
}

/** Fields whose history people have switched on. */
const TRACKED: Readonly<Record<"Lead" | "Opportunity", readonly Tracked[]>> = {
  Lead: [
    { field: "Status", property: "lead_status", type: "DynamicEnum" },
    { field: "Owner", property: "owner_id", type: "EntityId" },
    { field: "Phone", property: "phone", type: "PhoneNumber" },
  ],
  Opportunity: [
    { field: "StageName", property: "stage", type: "DynamicEnum" },
    { field: "Amount", property: "amount", type: "Currency" },
    { field: "CloseDate", property: "close_day", type: "DateOnly" },
    { field: "Owner", property: "owner_id", type: "EntityId" },
  ],
};
/** Most history rows of a record, for ids that never move. */
const ROWS_PER_RECORD = 64;
/** Lead and opportunity histories share a key prefix, so ids of one kind start far behind the other. */
const FIRST_ID = { Lead: 1, Opportunity: 400_000_001 } as const;

/** Changes of tracked fields after the creation, which has a row of its own; owners come twice, by name and by id. */
export function fieldHistory(
  object: "Lead" | "Opportunity",
  { id, isDeleted, createdMs }: CrmSnapshot,
  record: CrmRecord,
  index: number,
  observedMs: number,
  nameOf: (userId: string) => string,
): readonly Row[] {
  const rows: Row[] = [];
  const add = (
    atMs: number,
    field: string,
    type: string,
    oldValue: Row[string],
    newValue: Row[string],
    by: string,
  ): void => {
    rows.push({
      Id: salesforceId("017", FIRST_ID[object] + index * ROWS_PER_RECORD + rows.length),
      IsDeleted: isDeleted,
      [`${object}Id`]: id,
      Field: field,
      OldValue: oldValue,
      NewValue: newValue,
      DataType: type,
      CreatedDate: wholeSeconds(atMs),
      CreatedById: by,
    });
  };
  const current: Partial<Record<CrmProperty, string | null>> = {};
  const userOf = (): string => current.owner_id ?? INTEGRATION_USER_ID;
  add(createdMs, "created", "Text", null, null, userOf());
  for (const { atMs, property, value } of record.changes) {
    if (atMs > observedMs) break;
    const before = current[property] ?? null;
    current[property] = value;
    if (atMs === createdMs) continue;
    if (property === "converted_contact_id") add(atMs, "leadConverted", "Text", null, null, userOf());
    const tracked = TRACKED[object].find((candidate) => candidate.property === property);
    if (!tracked || before === value) continue;
    if (tracked.field !== "Owner") {
      add(atMs, tracked.field, tracked.type, typed(tracked, before), typed(tracked, value), userOf());
      continue;
    }
    const old = before ?? INTEGRATION_USER_ID;
    add(atMs, "Owner", "Text", nameOf(old), nameOf(value ?? ""), old);
    add(atMs, "Owner", "EntityId", old, value, old);
  }
  return rows;
}

/** Stage, amount and close date each time one of them was set, the creation included. */
export function stageHistory(
  { id, isDeleted }: CrmSnapshot,
  record: CrmRecord,
  index: number,
  observedMs: number,
): readonly Row[] {
  const rows: Row[] = [];
  const current: Partial<Record<CrmProperty, string | null>> = {};
  for (const [atMs, changes] of byInstant(record.changes)) {
    if (atMs > observedMs) break;
    for (const { property, value } of changes) current[property] = value;
    if (!changes.some(({ property }) => ["stage", "amount", "close_day"].includes(property))) continue;
    const stage = STAGES.find(({ name }) => name === current.stage);
    const amount = current.amount === null || current.amount === undefined ? null : Number(current.amount);
    const probability = stage?.probability ?? null;
    rows.push({
      Id: salesforceId("008", index * ROWS_PER_RECORD + rows.length + 1),
      IsDeleted: isDeleted,
      OpportunityId: id,
      StageName: current.stage ?? null,
      Amount: amount,
      ExpectedRevenue: amount === null || probability === null ? null : Math.round(amount * probability) / 100,
      Probability: probability,
      CloseDate: current.close_day ?? null,
      ForecastCategory: stage?.forecast ?? null,
      CurrencyIsoCode: current.currency_code ?? null,
      CreatedDate: wholeSeconds(atMs),
      CreatedById: current.owner_id ?? INTEGRATION_USER_ID,
      SystemModstamp: wholeSeconds(atMs),
    });
  }
  return rows;
}

function typed({ type }: Tracked, value: string | null): string | number | null {
  return value !== null && type === "Currency" ? Number(value) : value;
}

function byInstant(changes: readonly CrmChange[]): ReadonlyMap<number, readonly CrmChange[]> {
  const groups = new Map<number, CrmChange[]>();
  for (const change of changes) groups.set(change.atMs, [...(groups.get(change.atMs) ?? []), change]);
  return groups;
}
