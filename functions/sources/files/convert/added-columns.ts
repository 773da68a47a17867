import type { AddedColumn } from "../families/family.ts";
import { literal } from "../read/sql-text.ts";
import {
  emailGoogleSql,
  emailMetaSql,
  personKeySql,
  phoneGoogleSql,
  phoneMetaSql,
  withoutContacts,
} from "./personal.ts";
import type { Plan } from "./plan.ts";
import type { TypedColumn } from "./typed-column.ts";

/** Columns that may hold a person's e-mail. */
const PERSON_COLUMNS = ["email", "user_id", "customer_id"] as const;

/** SQL of the columns that a raw table has beside the file's own, each from the cell it describes. */
export function addedColumns(plan: Plan): readonly { readonly name: string; readonly value: string }[] {
  return (plan.bound.family.adds ?? []).flatMap((added) => {
    const value = addedSql(plan, added);
    return value === null ? [] : [{ name: added.name, value }];
  });
}

function addedSql({ columns }: Plan, { name }: AddedColumn): string | null {
  const of = (wanted: string): TypedColumn | undefined => columns.find((column) => column.name === wanted);
  const cellOf = (wanted: string, sql: (cell: string) => string): string | null => {
    const cell = of(wanted)?.cell ?? null;
    return cell === null ? null : sql(cell);
  };
  switch (name) {
    case "date_text":
      return cellOf("date_day", (cell) => `trim(${cell})`);
    case "date_confidence":
      return of("date_day")?.confidence ?? null;
    case "status_text":
      return cellOf("status", (cell) => withoutContacts(`trim(${cell})`));
    case "is_day_only":
      return of("converted_at")?.isDayOnly ?? null;
    case "conversion_type": {
      const flag = of("is_conversion");
      return flag === undefined
        ? null
        : `case when ${flag.value} then ${literal(flag.header.trim().toLowerCase())} end`;
    }
    case "value_number":
      return cellOf("value", factNumber);
    case "value_text":
      return cellOf(
        "value",
        (cell) => `case when ${factNumber(cell)} is null then ${withoutContacts(of("value")?.value ?? cell)} end`,
      );
    case "person_key": {
      const keys = PERSON_COLUMNS.flatMap((wanted) => cellOf(wanted, personKeySql) ?? []);
      return keys.length === 0 ? null : `coalesce(${keys.join(", ")})`;
    }
    case "email_sha256_google":
      return cellOf("email", emailGoogleSql);
    case "email_sha256_meta":
      return cellOf("email", emailMetaSql);
    case "phone_sha256_google":
      return cellOf("phone", phoneGoogleSql);
    case "phone_sha256_meta":
      return cellOf("phone", phoneMetaSql);
    default:
      return null;
  }
}

/** A fact that is a plain number; anything else is text. Infinite and not-a-number texts are texts. */
export function factNumber(cell: string): string {
  return `case when regexp_full_match(trim(${cell}), '[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?') then try_cast(trim(${cell}) as DOUBLE) end`;
}
