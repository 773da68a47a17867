import { describe, expect, it } from "vitest";
import { openDuckDb } from "../../../functions/lib/duckdb.ts";
import { isPersonalHeader, redacted } from "../../../functions/sources/files/convert/personal.ts";

describe("columns that are never kept", () => {
  it.each([
    "Telefon",
    "Telefonnummer",
    "Handy",
    "Vorname",
    "Nachname",
    "Adresse",
    "E-Mail-Adresse",
    "phone1",
    "Phone Number 2",
    "Mobile Phone Number 1",
    "whatsapp_number",
    "phone_e164",
    "Teléfono",
    "Prénom",
    "Achternaam",
    "Full Name",
    "email",
    "work phone",
    "IP",
  ])("%s", (header) => {
    expect(isPersonalHeader(header)).toBe(true);
  });

  it.each([
    "campaign_name",
    "ad name",
    "phone_calls",
    "landing page",
    "zip_code",
    "tel_id",
    "mobile_clicks",
    "product name",
    "city",
  ])("but %s stays", (header) => {
    expect(isPersonalHeader(header)).toBe(false);
  });
});

describe("contacts inside a text", () => {
  it("are blotted out in every common spelling; ids, days, times and money stay", async () => {
    const duck = await openDuckDb({ path: ":memory:" });
    const clean = async (text: string) =>
      (
        await duck.rows(`select ${redacted("t")} as t from (select $t as t)`, { t: { type: "VARCHAR", value: text } })
      )[0]?.t;
    for (const contact of [
      "jo@example.com",
      "+49 171 1234567",
      "00491711234567",
      "0171 1234567",
      "(555) 123-4567",
      "0171/1234567",
    ]) {
      expect(await clean(`call ${contact} today`), contact).toBe("call [redacted] today");
    }
    for (const text of [
      "120330000123456789",
      "2026-01-31 10:11:12",
      "1,234.56",
      "0.123456789",
      "00123",
      "campaign 0815",
      "10 000 000",
      "A-0042-77",
    ])
      expect(await clean(text), text).toBe(text);
    duck.close();
  });
});
