import { createHash, createHmac } from "node:crypto";

/** What a person wrote; null or blank where unknown. */
export interface Contact {
  readonly email: string | null;
  /** Numbers of the person in order of preference: the first that names its country is hashed. */
  readonly phones: readonly (string | null)[];
}

/** All that is kept of a contact: columns of every table with people. Null where the contact cannot be read without guessing. */
export interface HashedContact {
  readonly person_key: string | null;
  readonly email_sha256_google: string | null;
  readonly email_sha256_meta: string | null;
  readonly phone_sha256_google: string | null;
  readonly phone_sha256_meta: string | null;
}

/**
 * Contact data as the ad platforms match people by, and the key that joins a person's rows.
 * E-mail: trimmed, lower case; inner space or not exactly one `@` ⇒ none. Google drops dots before gmail.com and googlemail.com, Meta keeps them.
 * Phone: digits with country code, `+` before them for Google; a number without its country (no `+`, no `00`) ⇒ none.
 * Key: HMAC-SHA-256 of the normalised e-mail. All lower-case hex. The same rules as files are read by (`files/convert/personal.ts`).
 *
 * @param pepperHex secret of the key, hex
 */
export function hashContact({ email, phones }: Contact, pepperHex: string): HashedContact {
  const address = normalEmail(email);
  const digits = phones.map(phoneDigits).find((found) => found !== null) ?? null;
  return {
    person_key:
      address === null ? null : createHmac("sha256", Buffer.from(pepperHex, "hex")).update(address).digest("hex"),
    email_sha256_google: sha256(address === null ? null : withoutGmailDots(address)),
    email_sha256_meta: sha256(address),
    phone_sha256_google: sha256(digits === null ? null : `+${digits}`),
    phone_sha256_meta: sha256(digits),
  };
}

function normalEmail(text: string | null): string | null {
  const trimmed = trimSpaces(text ?? "");
  return /^[^\t\n\f\r @]+@[^\t\n\f\r @]+$/.test(trimmed) ? lowerCase(trimmed) : null;
}

/** Letter by letter, as the warehouse does: no final sigma, no letter that becomes two. */
function lowerCase(text: string): string {
  return Array.from(text, (letter) => Array.from(letter.toLowerCase())[0]).join("");
}

function withoutGmailDots(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  return domain === "gmail.com" || domain === "googlemail.com" ? `${local.replaceAll(".", "")}@${domain}` : address;
}

/** E.164 without the `+`: 8 to 15 digits; `(0)` in it is not dialled from abroad. */
function phoneDigits(text: string | null): string | null {
  const plain = trimSpaces(text ?? "")
    .replaceAll("(0)", "")
    .replace(/[^0-9+]/g, "");
  return /^(?:\+|00)([1-9][0-9]{7,14})$/.exec(plain)?.[1] ?? null;
}

function trimSpaces(text: string): string {
  return text.replace(/^ +| +$/g, "");
}

function sha256(text: string | null): string | null {
  return text === null ? null : createHash("sha256").update(text).digest("hex");
}
