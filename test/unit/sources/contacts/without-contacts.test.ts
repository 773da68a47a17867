import { describe, expect, test } from "vitest";
import { mayKeepField } from "../../../../functions/sources/contacts/keep-field.ts";
import { pageWithoutContacts, withoutContacts } from "../../../../functions/sources/contacts/without-contacts.ts";

describe("a text", () => {
  test.each([
    "ask jane.doe@example.com today",
    "jane%40example.com",
    "call +49 170 1234567",
    "call %2B49%20170%201234567",
    "00491701234567",
    "(650) 555-1212",
    "0171 1234567",
    "650-555-1212",
  ])("%j loses its contact", (text) => {
    const clean = withoutContacts(text);
    expect(clean).toContain("[redacted]");
    expect(clean).not.toMatch(/jane|1234567|1212/);
  });

  test.each([
    "Closed Won",
    "2026-11-01T09:30:00Z",
    "spring-sale-2026",
    "1250.00",
    "Q3 2026: 12,000 units",
  ])("%j stays as it is", (text) => {
    expect(withoutContacts(text)).toBe(text);
  });
});

describe("a page's address", () => {
  test("keeps its path and what says how the visit came, nothing that a form adds", () => {
    expect(
      pageWithoutContacts("https://example.com/a/b?utm_source=x&utm_medium=cpc&gclid=Cj0&phone=491701234567&q=jane#f"),
    ).toBe("https://example.com/a/b?utm_source=x&utm_medium=cpc&gclid=Cj0");
    expect(pageWithoutContacts("/cargo-bikes")).toBe("/cargo-bikes");
    expect(pageWithoutContacts("/thanks/jane@example.com?x=1")).toBe("/thanks/[redacted]");
  });
});

describe("a field beside the typed columns", () => {
  const field = (name: string, kind: Parameters<typeof mayKeepField>[0]["kind"], label = name) => ({
    name,
    label,
    kind,
  });

  test.each([
    field("fleet_size", "number", "Fleet size"),
    field("hs_email_open", "number", "Emails Opened"),
    field("HasOptedOutOfEmail", "boolean", "Email Opt Out"),
    field("Industry", "choice"),
    field("RecordTypeId", "reference", "Record Type ID"),
    field("recent_conversion_date", "date"),
  ])("$name is kept", (kept) => {
    expect(mayKeepField(kept)).toBe(true);
  });

  test.each([
    field("notes", "text"),
    field("Mobile_Number__c", "number", "Mobile"),
    field("Birthdate", "date"),
    field("date_of_birth", "date"),
    field("MailingState", "choice", "Mailing State/Province"),
    field("contact_email", "choice", "Contact e-mail"),
    field("Salutation", "choice"),
    field("x1", "number", "Telefonnummer"),
    field("Billing_Latitude__c", "number"),
  ])("$name is not", (dropped) => {
    expect(mayKeepField(dropped)).toBe(false);
  });
});
