import { describe, expect, it } from "vitest";
import { composeSources } from "../../functions/compose-sources.ts";
import { settingsSchema } from "../../functions/config/settings.ts";
import { AppError } from "../../functions/lib/errors.ts";

const settings = settingsSchema.parse({
  sources: {
    facebook_ads: { access_token: "env:FACEBOOK_TOKEN" },
    hubspot: { access_token: "env:HUBSPOT_TOKEN" },
    salesforce: { login_url: "https://acme.my.salesforce.com", client_id: "id", client_secret: "env:SALESFORCE" },
  },
});
const secrets = { FACEBOOK_TOKEN: "f", HUBSPOT_TOKEN: "h", SALESFORCE: "s" };
const pepperHex = "ab".repeat(32);

async function catalogue(options: Partial<Parameters<typeof composeSources>[0]>) {
  const sources = await composeSources({ settings, environment: secrets, pepperHex, ...options });
  return sources.map(({ name, reports }) => [name, reports.map(({ report }) => report)]);
}

describe("sources that settings name", () => {
  it("tell the same reports with their secrets and without: a function without secrets writes them down", async () => {
    const whole = await catalogue({});
    expect(whole.map(([name]) => name)).toEqual(["facebook_ads", "hubspot", "salesforce"]);
    for (const [, reports] of whole) expect(reports?.length).toBeGreaterThan(0);
    expect(await catalogue({ environment: {} })).toEqual(whole);
    expect(await catalogue({ pepperHex: new AppError("expected a pepper, got none", { kind: "settings" }) })).toEqual(
      whole,
    );
  });

  it("without a pepper refuse to be read, in the words of what is missing", async () => {
    const missing = new AppError("expected a pepper, got none", { kind: "settings" });
    for (const source of await composeSources({ settings, environment: secrets, pepperHex: missing })) {
      await expect(source.discover(AbortSignal.timeout(1000))).rejects.toBe(missing);
    }
  });

  it("without a secret refuse to be read, and name the variable that is missing", async () => {
    const sources = await composeSources({ settings, environment: { HUBSPOT_TOKEN: "h" }, pepperHex });
    const facebook = sources.find(({ name }) => name === "facebook_ads");
    await expect(facebook?.discover(AbortSignal.timeout(1000))).rejects.toThrow("FACEBOOK_TOKEN");
  });
});
