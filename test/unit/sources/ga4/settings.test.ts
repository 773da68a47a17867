import { expect, test } from "vitest";
import { ga4Settings } from "../../../../functions/sources/ga4/settings.ts";

const complete = {
  property_ids: ["412345678"],
  client_id: "client",
  client_secret: "env:SECRET",
  refresh_token: "env:REFRESH",
};

test("GA4 settings name properties and one way to sign in", () => {
  expect(ga4Settings.parse(complete)).toMatchObject({ requests_per_second: 5 });
  expect(ga4Settings.parse({ property_ids: ["1"], service_account_file: "key.json" })).toMatchObject({
    service_account_file: "key.json",
  });
});

test.each([
  ["no property", { ...complete, property_ids: [] }],
  ["a measurement id for a property", { ...complete, property_ids: ["G-ABC123"] }],
  ["a secret in the file", { ...complete, client_secret: "GOCSPX-abc" }],
  ["two ways to sign in", { ...complete, service_account_file: "key.json" }],
  ["half a way to sign in", { ...complete, refresh_token: undefined }],
  ["an unknown key", { ...complete, property_id: "1" }],
])("GA4 settings with %s are refused", (_, settings) => {
  expect(ga4Settings.safeParse(settings).success).toBe(false);
});
