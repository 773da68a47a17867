import { describe, expect, test } from "vitest";
import { hashContact } from "../../../../functions/sources/contacts/hash-contact.ts";

const PEPPER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const email = (text: string) => hashContact({ email: text, phones: [] }, PEPPER);
const phone = (...texts: (string | null)[]) => hashContact({ email: null, phones: texts }, PEPPER);

describe("an e-mail address", () => {
  test.each([
    [
      " John.Smith@Gmail.com ",
      "3586de92bb3636d0885a12eff961429a32e4ebd764b96f50d85d016f9338d586",
      "d0c648bc36f12061bec770df216cea2ab95851b9350fd54b658de53b0407767a",
    ],
    [
      "Jane.Doe@Gmail.com",
      "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
      "831f6494ad6be4fcb3a724c3d5fef22d3ceffa3c62ef3a7984e45a0ea177f982",
    ],
    [
      " AlexZ@Example.com ",
      "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
      "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
    ],
  ])("%j is hashed by Google's and by Meta's rules", (text, google, meta) => {
    expect(email(text)).toMatchObject({ email_sha256_google: google, email_sha256_meta: meta });
  });

  test("gives the person's key, whatever its case and the spaces around it", () => {
    const key = email("jane.doe@gmail.com").person_key;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(email("  JANE.Doe@gmail.com ").person_key).toBe(key);
    expect(email("janedoe@gmail.com").person_key).not.toBe(key);
  });

  test("is keyed with the secret, by HMAC-SHA-256", () => {
    const jefe = Buffer.from("Jefe").toString("hex");
    // printf 'a@b.c' | openssl dgst -sha256 -hmac Jefe
    expect(hashContact({ email: "a@b.c", phones: [] }, jefe).person_key).toBe(
      "bf494394e7b22cce6c09e2dc44b44790664ef5b33f277b87befc8b0ce1e1dd29",
    );
  });

  test.each([
    "",
    " ",
    "jane",
    "jane@",
    "@example.com",
    "jane doe@example.com",
    "a@b@c.com",
  ])("%j is none and gives nothing", (text) => {
    expect(email(text)).toEqual({
      person_key: null,
      email_sha256_google: null,
      email_sha256_meta: null,
      phone_sha256_google: null,
      phone_sha256_meta: null,
    });
  });
});

describe("a phone number", () => {
  test("is hashed with its plus for Google and without for Meta", () => {
    expect(phone("+1 (650) 555-1212")).toMatchObject({
      phone_sha256_google: "1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
      phone_sha256_meta: "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
    });
    expect(phone("+1 800 555 0100").phone_sha256_google).toBe(
      "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30",
    );
  });

  test("is the same in every spelling of it", () => {
    const hash = phone("+491701234567");
    for (const text of ["00491701234567", "+49 (0)170 1234567", " +49-170/123.4567 "])
      expect(phone(text)).toEqual(hash);
  });

  test("without its country gives nothing", () => {
    for (const text of ["(650) 555-1212", "0170 1234567", "+0170123456", "+123", null])
      expect(phone(text).phone_sha256_google).toBeNull();
  });

  test("of several is the first that names its country", () => {
    expect(phone("0170 1234567", null, "+491701234567", "+16505551212")).toEqual(phone("+491701234567"));
  });
});
