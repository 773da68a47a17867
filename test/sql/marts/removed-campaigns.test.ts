import { expect, test } from "vitest";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const version = (campaign_id: string, observed_at: string, effective_status: string, campaign_name = "A"): Row => ({
  account_id: "200",
  campaign_id,
  campaign_name,
  effective_status,
  currency_code: "EUR",
  account_time_zone: "UTC",
  observed_at,
});

test("a removed campaign is gone since it was removed, whatever changes of it later, until it is back", async () => {
  const warehouse = await build({
    "raw.facebook_ads_campaigns": [
      version("renamed", "2026-01-01T00:00:00Z", "ACTIVE"),
      version("renamed", "2026-02-01T00:00:00Z", "ARCHIVED"),
      version("renamed", "2026-02-09T00:00:00Z", "ARCHIVED", "B"),
      version("back", "2026-01-01T00:00:00Z", "ARCHIVED"),
      version("back", "2026-01-05T00:00:00Z", "ACTIVE"),
      version("back", "2026-02-03T00:00:00Z", "ARCHIVED"),
    ],
  });
  const versions = await rowsOf(
    warehouse,
    "select campaign_id, valid_from, deleted_at from marts.dim_campaign order by campaign_id, valid_from",
  );
  expect(versions.map((row) => Object.values(row))).toEqual([
    ["back", "1970-01-01T00:00:00Z", "2026-01-01T00:00:00Z"],
    ["back", "2026-01-05T00:00:00Z", null],
    ["back", "2026-02-03T00:00:00Z", "2026-02-03T00:00:00Z"],
    ["renamed", "1970-01-01T00:00:00Z", null],
    ["renamed", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z"],
    ["renamed", "2026-02-09T00:00:00Z", "2026-02-01T00:00:00Z"],
  ]);
  expect(await failing(warehouse)).toEqual([]);
  await warehouse.close();
});
