import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const campaign = { utm_source: "google", utm_medium: "cpc", utm_campaign: "brand" };
const contact = (id: string, row: Row): Row => ({
  account_id: "portal",
  id,
  person_key: `p${id}`,
  created_at: "2026-03-20T10:00:00Z",
  stage: "lead",
  ...campaign,
  ...row,
});
const visit = (person: string, session_start_at: string, row: Row): Row => ({
  session_id: `${person} ${session_start_at}`,
  user_id: `u${person}`,
  person_key: `p${person}`,
  session_start_at,
  source: "google",
  medium: "cpc",
  campaign: "Brand",
  ...row,
});

describe("the click that a CRM's lead arrived with", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build({
      "raw.hubspot_contacts": [
        contact("1", {}),
        contact("2", {}),
        contact("3", {}),
        contact("4", { gclid: "click4" }),
        contact("5", {}),
      ],
      "raw.file_sessions": [
        // clicked the ad 18 days before, came back directly to fill in the form
        visit("1", "2026-03-02T10:00:00Z", {}),
        visit("1", "2026-03-20T09:55:00Z", { source: "(direct)", medium: "(none)", campaign: null }),
        // the only visit with these marks is older than any look-back: this click is another one
        visit("2", "2025-12-01T10:00:00Z", {}),
        // came after
        visit("3", "2026-03-21T10:00:00Z", {}),
        // the click itself, as old as it is
        visit("4", "2025-12-01T10:00:00Z", { campaign: null, landing_page: "https://x.example/?gclid=click4" }),
      ],
    });
  });
  afterAll(() => warehouse.close());

  test("is no second touch of a visit that the path holds", async () => {
    expect(
      await rowsOf(warehouse, "select touch_id from marts.fct_touches where origin = 'lead_click' order by touch_id"),
    ).toEqual([{ touch_id: "lead:hubspot:2" }, { touch_id: "lead:hubspot:3" }, { touch_id: "lead:hubspot:5" }]);
  });

  test("leaves the credit with the visit that was last", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select channel, touched_on from marts.fct_attribution where conversion_id = 'lead:hubspot:1'",
      ),
    ).toEqual([{ channel: "direct", touched_on: "2026-03-20" }]);
    expect(await failing(warehouse)).toEqual([]);
  });
});
