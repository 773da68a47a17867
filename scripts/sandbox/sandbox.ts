import type { SourceName } from "../../functions/sources/source.ts";
import type { Market } from "./market/market.ts";
import { SANDBOX_ACCESS_TOKEN, serveFacebookAds } from "./servers/facebook-ads/server.ts";
import type { FaultPlan } from "./servers/faults.ts";
import { serveGa4 } from "./servers/ga4/server.ts";
import { MANAGER_ID } from "./servers/google-ads/accounts.ts";
import { SANDBOX_OAUTH } from "./servers/google-ads/oauth.ts";
import { serveGoogleAds } from "./servers/google-ads/server.ts";
import { HUBSPOT_ACCESS_TOKEN, serveHubspot } from "./servers/hubspot/server.ts";
import { SALESFORCE_CLIENT, serveSalesforce } from "./servers/salesforce/server.ts";
import type { SandboxServer } from "./servers/serve.ts";

export interface SandboxWorld {
  readonly market: Market;
  /** The instant that the platforms are looked at, milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly faults?: FaultPlan;
  /** The vendors' rate limits. */
  readonly hasLimits?: boolean;
}

/** All platforms of one market, on loopback. */
export interface Sandbox {
  readonly urls: Readonly<Record<SourceName, string>>;
  /** settings.yaml that points at it. */
  readonly settingsYaml: string;
  /** Values of the environment variables that those settings name: invented, they open nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Serves Google Ads, Meta, GA4, HubSpot and Salesforce over one market. */
export async function startSandbox(world: SandboxWorld): Promise<Sandbox> {
  const servers: Readonly<Record<SourceName, SandboxServer>> = {
    google_ads: await serveGoogleAds(world),
    facebook_ads: await serveFacebookAds(world),
    hubspot: await serveHubspot(world),
    salesforce: await serveSalesforce(world),
    ga4: await serveGa4(world),
  };
  const urls = Object.fromEntries(Object.entries(servers).map(([name, { url }]) => [name, url])) as Sandbox["urls"];
  return {
    urls,
    settingsYaml: settingsOf(world.market, urls),
    environment: {
      SANDBOX_GOOGLE_CLIENT_SECRET: SANDBOX_OAUTH.clientSecret,
      SANDBOX_GOOGLE_REFRESH_TOKEN: SANDBOX_OAUTH.refreshToken,
      SANDBOX_FACEBOOK_ACCESS_TOKEN: SANDBOX_ACCESS_TOKEN,
      SANDBOX_HUBSPOT_ACCESS_TOKEN: HUBSPOT_ACCESS_TOKEN,
      SANDBOX_SALESFORCE_CLIENT_SECRET: SALESFORCE_CLIENT.secret,
      SANDBOX_PEPPER: "sandbox-pepper",
    },
    close: async () => void (await Promise.all(Object.values(servers).map((server) => server.close()))),
  };
}

function settingsOf({ accounts, web }: Market, urls: Sandbox["urls"]): string {
  const google = accounts.filter(({ platform }) => platform === "google_ads");
  const facebook = accounts.filter(({ platform }) => platform === "facebook_ads");
  return `# Points at a sandbox: local servers over a simulated market. Nothing here reaches a real account.
reporting_currency: EUR
time_zone: Europe/Berlin
privacy:
  pepper: env:SANDBOX_PEPPER
stages:
  # Sales, not marketing, calls a lead of this Salesforce organisation qualified.
  QUALIFIED: sql
sources:
  google_ads:
    base_url: ${urls.google_ads}
    token_url: ${urls.google_ads}/token
    client_id: ${SANDBOX_OAUTH.clientId}
    client_secret: env:SANDBOX_GOOGLE_CLIENT_SECRET
    refresh_token: env:SANDBOX_GOOGLE_REFRESH_TOKEN
    login_customer_id: "${MANAGER_ID}"
    customer_ids: [${google.map(({ accountId }) => `"${accountId}"`).join(", ")}]
    requests_per_second: 200
  facebook_ads:
    base_url: ${urls.facebook_ads}
    access_token: env:SANDBOX_FACEBOOK_ACCESS_TOKEN
    account_ids: [${facebook.map(({ accountId }) => `"${accountId}"`).join(", ")}]
    primary_action: { ${facebook.map(({ accountId }) => `"${accountId}": lead`).join(", ")} }
    poll_ms: 50
    requests_per_second: 200
  hubspot:
    base_url: ${urls.hubspot}
    access_token: env:SANDBOX_HUBSPOT_ACCESS_TOKEN
    requests_per_second: 200
  salesforce:
    login_url: ${urls.salesforce}
    client_id: ${SALESFORCE_CLIENT.id}
    client_secret: env:SANDBOX_SALESFORCE_CLIENT_SECRET
    known_at_creation: [Fleet_Size__c, Country]
    currency: USD
    requests_per_second: 200
  ga4:
    base_url: ${urls.ga4}
    token_url: ${urls.ga4}/token
    client_id: ${SANDBOX_OAUTH.clientId}
    client_secret: env:SANDBOX_GOOGLE_CLIENT_SECRET
    refresh_token: env:SANDBOX_GOOGLE_REFRESH_TOKEN
    property_ids: ["${web.propertyId}"]
    requests_per_second: 200
`;
}
