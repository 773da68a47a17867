import { createHash } from "node:crypto";
import { literal } from "../read/sql-text.ts";

/** SHA-256 works on blocks of 64 bytes. */
const BLOCK_BYTES = 64;

/** Inner and outer key of HMAC-SHA-256 (RFC 2104), as hex; a key above 64 bytes is hashed first. */
export function hmacPads(keyHex: string): { readonly inner: string; readonly outer: string } {
  const secret = Buffer.from(keyHex, "hex");
  const key = Buffer.alloc(BLOCK_BYTES);
  (secret.length > BLOCK_BYTES ? createHash("sha256").update(secret).digest() : secret).copy(key);
  const pad = (byte: number): string => Buffer.from(key.map((value) => value ^ byte)).toString("hex");
  return { inner: pad(0x36), outer: pad(0x5c) };
}

/** Name of the DuckDB macro that hashes a text under the secret; `definePersonKey` makes it. */
const PERSON_KEY = "person_key_of";

/** SQL that defines the macro: the secret stands in no later statement, so no error can quote it. */
export function personKeyMacro(pepperHex: string): string {
  const { inner, outer } = hmacPads(pepperHex);
  return `create or replace temp macro ${PERSON_KEY}(message) as
    sha256(from_hex('${outer}') || from_hex(sha256(from_hex('${inner}') || encode(message))))`;
}

/** Trimmed, lower-cased e-mail; NULL for what is none (inner space, not exactly one `@`). */
export function emailSql(cell: string): string {
  return `case when regexp_full_match(trim(${cell}), '[^\\s@]+@[^\\s@]+') then lower(trim(${cell})) end`;
}

/** HMAC-SHA-256 of the normalised e-mail under the secret, hex: the key persons are joined by. */
export function personKeySql(cell: string): string {
  return `${PERSON_KEY}(${emailSql(cell)})`;
}

/** Google's hash: dots before gmail.com and googlemail.com are dropped. */
export function emailGoogleSql(cell: string): string {
  const email = emailSql(cell);
  return `case when split_part(${email}, '@', 2) in ('gmail.com', 'googlemail.com')
    then sha256(replace(split_part(${email}, '@', 1), '.', '') || '@' || split_part(${email}, '@', 2))
    else sha256(${email}) end`;
}

export function emailMetaSql(cell: string): string {
  return `sha256(${emailSql(cell)})`;
}

/**
 * Digits of a phone number with its country code; NULL where the country is not said (no `+` and no `00`) or the
 * number has not the 8 to 15 digits of E.164.
 */
export function phoneDigitsSql(cell: string): string {
  const plain = `regexp_replace(replace(trim(${cell}), '(0)', ''), '[^0-9+]', '', 'g')`;
  return `nullif(regexp_extract(${plain}, '^(?:\\+|00)([1-9][0-9]{7,14})$', 1), '')`;
}

export function phoneGoogleSql(cell: string): string {
  return `sha256('+' || ${phoneDigitsSql(cell)})`;
}

export function phoneMetaSql(cell: string): string {
  return `sha256(${phoneDigitsSql(cell)})`;
}

const EMAIL_INSIDE = literal(`[^\\s@/?&=,;:<>"']+(@|%40)[^\\s@/?&=,;:<>"']+\\.[A-Za-z]{2,}`);
/** International with `+` or `00`; national with an area code set apart: `(555) 123-4567`, `0171 1234567`. */
const PHONE_INSIDE = literal(
  [
    "\\+[0-9][0-9 ().\\-]{6,}[0-9]",
    "\\b00[1-9][0-9 ()./\\-]{6,}[0-9]\\b",
    "\\([0-9]{2,5}\\) ?[0-9]{3,4}[ \\-][0-9]{3,5}\\b",
    "\\b0[0-9]{2,4}[ /\\-][0-9]{5,9}\\b",
  ].join("|"),
);

/** A text that is an e-mail becomes its person key; an e-mail or phone inside a text (a URL) becomes `[redacted]`. */
export function withoutContacts(text: string): string {
  return `case when contains(${text}, '@') or contains(${text}, '%40') or contains(${text}, '+')
    then coalesce(${personKeySql(text)}, ${redacted(text)}) else ${text} end`;
}

/** The text with every e-mail and phone number in it blotted out. */
export function redacted(text: string): string {
  return `regexp_replace(regexp_replace(${text}, ${EMAIL_INSIDE}, '[redacted]', 'g'), ${PHONE_INSIDE}, '[redacted]', 'g')`;
}

/** Words that end the header of a personal column, in the languages exports come in. */
const PERSONAL_WORDS = [
  "e ?mail",
  "(e ?)?mail ?(address|adresse)",
  "(mobile |cell |home |work )?phone",
  "mobile",
  "cell",
  "whatsapp",
  "telephone",
  "tel",
  "(contact|customer|client|buyer|lead|person|user|full|first|last|family|middle) ?name",
  "surname",
  "street",
  "address",
  "birthday",
  "birth date",
  "date of birth",
  "dob",
  "passport",
  "iban",
  "ip",
  "telefon(nummer)?",
  "handy(nummer)?",
  "mobil(nummer|telefon)?",
  "rufnummer",
  "vorname",
  "nachname",
  "familienname",
  "adresse",
  "stra(ss|ß)e",
  "geburtsdatum",
  "geburtstag",
  "t[eé]l[eé]phone",
  "pr[eé]nom",
  "nom de famille",
  "courriel",
  "tel[eé]fono",
  "m[oó]vil",
  "celular",
  "apellidos?",
  "direcci[oó]n",
  "correo( electr[oó]nico)?",
  "cellulare",
  "cognome",
  "indirizzo",
  "telefoon(nummer)?",
  "voornaam",
  "achternaam",
  "adres",
];

const PERSONAL = new RegExp(
  `(^|\\s)(${PERSONAL_WORDS.join("|")})( ?[0-9]{1,2})?( (number|no|nr|e ?164))?( ?[0-9]{1,2})?$|^name$`,
  "i",
);

/** True for headers of columns that hold names or contact data; they are never kept. */
export function isPersonalHeader(header: string): boolean {
  return PERSONAL.test(
    header
      .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  );
}
