import { z } from "zod";
import { pageWithoutContacts, withoutContacts } from "../contacts/without-contacts.ts";
import type { RawRow } from "../source.ts";
import { textOrNull } from "./values.ts";

/** Columns that say how a person came; organisations keep them in fields of their own naming. */
export const ATTRIBUTION_COLUMNS = [
  "gclid",
  "fbclid",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "landing_page",
] as const;

export type AttributionColumn = (typeof ATTRIBUTION_COLUMNS)[number];

/** Column → field of the CRM, for fields that no usual name finds. */
export const attributionFields = z.strictObject(
  Object.fromEntries(ATTRIBUTION_COLUMNS.map((column) => [column, z.string().min(1).optional()])) as Record<
    AttributionColumn,
    z.ZodOptional<z.ZodString>
  >,
);

export type AttributionFields = Readonly<Partial<Record<AttributionColumn, string | undefined>>>;

/** Spellings of each column in real accounts, compared without case, `_` and the `__c` of custom fields; the first that exists is taken. */
const SPELLINGS: Readonly<Record<AttributionColumn, readonly string[]>> = {
  gclid: ["gclid", "googleclickid", "hsgoogleclickid"],
  fbclid: ["fbclid", "facebookclickid", "hsfacebookclickid"],
  utm_source: ["utmsource"],
  utm_medium: ["utmmedium"],
  utm_campaign: ["utmcampaign"],
  utm_term: ["utmterm"],
  utm_content: ["utmcontent"],
  landing_page: ["landingpage", "landingpageurl", "firstlandingpage", "hsanalyticsfirsturl"],
};

/** The field behind each column among those that exist: what settings name, else a usual spelling. */
export function resolveAttribution(existing: readonly string[], named: AttributionFields): AttributionFields {
  const bySpelling = new Map([...existing].sort().map((name) => [plain(name), name]));
  const byName = new Map(existing.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    ATTRIBUTION_COLUMNS.flatMap((column) => {
      const own = named[column];
      const found =
        own === undefined
          ? SPELLINGS[column].map((spelling) => bySpelling.get(spelling)).find((name) => name !== undefined)
          : byName.get(own.toLowerCase());
      return found === undefined ? [] : [[column, found]];
    }),
  );
}

/** The columns of a record, contacts in them blotted out. */
export function attributionRow(fields: AttributionFields, read: (field: string) => string | null): RawRow {
  return Object.fromEntries(
    ATTRIBUTION_COLUMNS.map((column) => {
      const field = fields[column];
      const value = field === undefined ? null : textOrNull(read(field));
      if (value === null) return [column, null];
      if (column === "landing_page") return [column, pageWithoutContacts(value)];
      return [column, isClickId(value) ? value : withoutContacts(value)];
    }),
  );
}

/** One long word: digits in a click id are no phone number. */
function isClickId(value: string): boolean {
  return /^[\w.-]{20,}$/.test(value) && /[A-Za-z]/.test(value);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/__c$/, "").replaceAll("_", "");
}
