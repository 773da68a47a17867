import type { Finding } from "../contract.ts";
import { isPersonalHeader } from "./personal.ts";
import type { Plan } from "./plan.ts";

const EMAIL = /[^\s@/?&=,;:<>"']+(@|%40)[^\s@/?&=,;:<>"']+\.[A-Za-z]{2,}/g;
const PHONE = /\+\d[\d ().-]{6,}\d/g;

/** A finding without personal data: no example of a personal column, no contact in any text. */
export function publicFinding({ columns }: Plan, found: Finding): Finding {
  const header = found.columnName;
  const isPersonal =
    header !== null &&
    (isPersonalHeader(header) ||
      columns.some(
        (column) =>
          column.header === header && (column.kind === "email" || column.kind === "phone" || column.kind === "private"),
      ));
  return {
    ...found,
    example: isPersonal || found.example === null ? null : redact(found.example),
    detail: redact(found.detail),
  };
}

function redact(text: string): string {
  return text.replaceAll(EMAIL, "[redacted]").replaceAll(PHONE, "[redacted]");
}
