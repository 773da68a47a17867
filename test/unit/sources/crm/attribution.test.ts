import { describe, expect, test } from "vitest";
import { attributionRow, resolveAttribution } from "../../../../functions/sources/crm/attribution.ts";

describe("fields that say how a person came", () => {
  test("are found under their usual names, whatever the organisation's spelling", () => {
    expect(resolveAttribution(["GCLID__c", "UTM_Source__c", "utmMedium__c", "Landing_Page__c", "Name"], {})).toEqual({
      gclid: "GCLID__c",
      utm_source: "UTM_Source__c",
      utm_medium: "utmMedium__c",
      landing_page: "Landing_Page__c",
    });
    expect(resolveAttribution(["hs_google_click_id", "hs_facebook_click_id", "hs_analytics_first_url"], {})).toEqual({
      gclid: "hs_google_click_id",
      fbclid: "hs_facebook_click_id",
      landing_page: "hs_analytics_first_url",
    });
  });

  test("are those that settings name, before any usual one", () => {
    expect(resolveAttribution(["gclid", "First_Click__c"], { gclid: "first_click__c" })).toEqual({
      gclid: "First_Click__c",
    });
  });

  test("lose the contacts that forms put into them, never a click id", () => {
    const fields = { gclid: "a", utm_source: "b", landing_page: "c", utm_term: "d" };
    const gclid = "Cj0KCQiA-555-123-4567_abc0171-1234567";
    const values: Record<string, string> = {
      a: gclid,
      b: "jane@example.com",
      c: "https://example.com/fleet?email=jane%40example.com&utm_source=google&name=Jane#top",
      d: " ",
    };
    expect(attributionRow(fields, (name) => values[name] ?? null)).toEqual({
      gclid,
      fbclid: null,
      utm_source: "[redacted]",
      utm_medium: null,
      utm_campaign: null,
      utm_term: null,
      utm_content: null,
      landing_page: "https://example.com/fleet?utm_source=google",
    });
  });
});
