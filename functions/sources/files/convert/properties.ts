import { jsonOf } from "./json.ts";
import { isPersonalHeader, withoutContacts } from "./personal.ts";
import type { Plan } from "./plan.ts";

/**
 * JSON of the cells that no column of the raw table holds, by header: unknown columns, stated ratios, inputs of
 * derivations. Columns of names and contact data are left out; e-mails and phones inside others are blotted out.
 */
export function propertiesSql(plan: Plan): string {
  const cells = keptIndexes(plan).map((index) => ({
    header: plan.text.headers[index] ?? "",
    sql: withoutContacts(`r.c${index}`),
  }));
  return cells.length === 0 ? "cast(null as VARCHAR)" : jsonOf(cells);
}

/** Unknown columns that are left out, since they look personal. */
export function personalIndexes(plan: Plan): readonly number[] {
  return plan.bound.unknown.filter((index) => isPersonal(plan, index));
}

function keptIndexes(plan: Plan): readonly number[] {
  const { bound } = plan;
  const inputs = bound.columns.flatMap(({ column, index }) =>
    index !== null && bound.family.inputs?.has(column.name) === true ? [index] : [],
  );
  const isWide = bound.family.unpivot === "lead_facts" && bound.missing.length > 0;
  const unknown = isWide ? [] : bound.unknown.filter((index) => !isPersonal(plan, index));
  const kept = bound.family.name === "lead_facts" ? unknown : [...unknown, ...inputs];
  return [...kept, ...bound.ratios.map(({ index }) => index)].sort((a, b) => a - b);
}

/** A column of numbers headed "E-mail" is a channel's figure, not an address; one headed "Phone" is a number to call. */
export function isPersonal(plan: Plan, index: number): boolean {
  const header = plan.text.headers[index] ?? "";
  return isPersonalHeader(header) && !(plan.unknownNumbers.includes(index) && /mail/i.test(header));
}
