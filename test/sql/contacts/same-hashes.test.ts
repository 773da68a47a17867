import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "../../../functions/lib/duckdb.ts";
import { hashContact } from "../../../functions/sources/contacts/hash-contact.ts";
import {
  emailGoogleSql,
  emailMetaSql,
  personKeyMacro,
  personKeySql,
  phoneGoogleSql,
  phoneMetaSql,
} from "../../../functions/sources/files/convert/personal.ts";

const PEPPER = "c0ffee00".repeat(8);

const EMAILS = [
  " John.Smith@Gmail.com ",
  "j.d.o.e@GoogleMail.com",
  "jane.doe@gmail.com.example",
  "ÄNNE.Müller@Beispiel.example",
  "ΟΔΥΣΣΕΥΣ@example.com",
  "İpek@example.com",
  "straße@example.com",
  "a+tag@example.com",
  "\tjane@example.com",
  "jane@example.com\n",
  " jane@example.com",
  "jane\u00a0doe@example.com",
  "jane\vdoe@example.com",
  "jane doe@example.com",
  "a@b@c",
  "@",
  "none",
  "",
  " ",
  "😀@example.com",
];

const PHONES = [
  "+1 (650) 555-1212",
  "0049 (0)170 / 1234567",
  "+49 (0) 170 1234567",
  "(650) 555-1212",
  "+12345678901234567",
  "+1234567",
  "++4917012345678",
  "+49 170 1234567 ext. 12",
  "٠٠٤٩١٧٠١٢٣٤٥٦٧",
  "+",
  "",
];

describe("contacts of files and of CRMs", () => {
  let db: DuckDb;
  beforeAll(async () => {
    db = await openDuckDb({ path: ":memory:" });
    await db.query(personKeyMacro(PEPPER));
  });
  afterAll(() => db.close());

  test.each(EMAILS)("the e-mail %j gets the same hashes and key from both", async (email) => {
    const [row] = await db.rows(
      `select ${personKeySql("$c")} as person_key, ${emailGoogleSql("$c")} as email_sha256_google,
        ${emailMetaSql("$c")} as email_sha256_meta`,
      { c: { type: "VARCHAR", value: email } },
    );
    expect(hashContact({ email, phones: [] }, PEPPER)).toMatchObject({ ...row });
  });

  test.each(PHONES)("the phone number %j gets the same hashes from both", async (phone) => {
    const [row] = await db.rows(
      `select ${phoneGoogleSql("$c")} as phone_sha256_google, ${phoneMetaSql("$c")} as phone_sha256_meta`,
      { c: { type: "VARCHAR", value: phone } },
    );
    expect(hashContact({ email: null, phones: [phone] }, PEPPER)).toMatchObject({ ...row });
  });
});
