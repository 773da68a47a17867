import { type SandboxServer, serve } from "../serve.ts";
import { type GoogleAdsSandboxOptions, googleAdsVendor } from "./vendor.ts";

export type { GoogleAdsSandboxOptions };

/**
 * Google Ads API v25 over REST on loopback: `POST /token` (refresh token, signed assertion), `GET /v25/customers:listAccessibleCustomers`,
 * `POST /v25/customers/{id}/googleAds:searchStream` and `…:search`.
 */
export function serveGoogleAds(options: GoogleAdsSandboxOptions): Promise<SandboxServer> {
  return serve(googleAdsVendor(options), options);
}
