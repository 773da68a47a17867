import { AppError } from "../../lib/errors.ts";
import { dayNumber } from "../../lib/instants.ts";

/** A condition compares a field with days or ids: the only values that ever enter a query. */
export type Condition =
  | { readonly field: string; readonly from: string; readonly to: string }
  | { readonly field: string; readonly ids: readonly string[] };

export interface GaqlQuery {
  readonly select: readonly string[];
  readonly from: string;
  readonly where: readonly Condition[];
}

const FIELD = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/;
const ID = /^\d{1,20}$/;

/** The text of a query. GAQL has no parameters, so every part is checked here, whatever it was checked for before. */
export function gaql({ select, from, where }: GaqlQuery): string {
  const conditions = where.map((condition) => {
    if ("ids" in condition) return `${field(condition.field)} IN (${condition.ids.map(entityId).join(", ")})`;
    const [first, last] = [day(condition.from), day(condition.to)];
    return first === last
      ? `${field(condition.field)} = '${first}'`
      : `${field(condition.field)} BETWEEN '${first}' AND '${last}'`;
  });
  return [
    `SELECT ${select.map(field).join(", ")}`,
    `FROM ${field(from)}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(" AND ")}`]),
  ].join(" ");
}

/** An id as Google writes it: digits only. */
export function entityId(text: string): string {
  if (!ID.test(text)) throw refused("an id of 1 to 20 digits", text);
  return text;
}

function field(text: string): string {
  if (!FIELD.test(text)) throw refused("a field such as campaign.id", text);
  return text;
}

function day(text: string): string {
  dayNumber(text);
  return text;
}

function refused(expected: string, got: string): AppError {
  return new AppError(`expected ${expected}, got ${JSON.stringify(got.slice(0, 40))}`, { kind: "bug", where: "GAQL" });
}
