import { isPersonalHeader } from "../files/convert/personal.ts";

/** What a CRM's field can hold, whatever the vendor calls it. Free text is no kind: it is never kept unasked. */
export type FieldKind = "number" | "boolean" | "date" | "choice" | "reference" | "text";

export interface CrmField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
}

/** Parts of a field's name that speak of where or who a person is, however it is typed: a phone number kept as a number, a day of birth. */
const PERSONAL_PARTS = new Set(
  (
    "address street city state province postal postcode postalcode zip zipcode latitude longitude geocode location " +
    "birth birthdate birthday dob age gender sex salutation ethnicity religion nationality ssn passport iban tax vat " +
    "phone mobile cell fax telephone tel whatsapp msisdn ip"
  ).split(" "),
);
/** Parts that make a choice a list of people; numbers and days of such a name (e-mails opened) are counts. */
const PEOPLE_PARTS = new Set("name firstname lastname fullname email mail".split(" "));

/**
 * Whether a field may be kept beside the typed columns without being asked for: numbers, yes or no, days, choices and ids whose name and
 * label speak of no person. Free text may hold anything a person typed, so it is kept only where settings name the field.
 */
export function mayKeepField({ name, label, kind }: CrmField): boolean {
  if (kind === "text") return false;
  const parts = [...partsOf(name), ...partsOf(label)];
  if (parts.some((part) => PERSONAL_PARTS.has(part))) return false;
  if (kind !== "boolean" && isPersonalField({ name, label })) return false;
  return kind === "choice" ? !parts.some((part) => PEOPLE_PARTS.has(part)) : true;
}

/** Whether a field's name or label says that it holds a name, an e-mail, a phone number, an address or a day of birth. */
export function isPersonalField({ name, label }: Pick<CrmField, "name" | "label">): boolean {
  return [name.replace(/__c$/i, ""), label].some(isPersonalHeader);
}

function partsOf(text: string): readonly string[] {
  return text
    .replace(/__c$/i, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
