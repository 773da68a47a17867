import { type SandboxOptions, type SandboxServer, serve } from "../serve.ts";
import { type OAuthClient, SANDBOX_OAUTH } from "./oauth.ts";
import { googleAdsVendor } from "./vendor.ts";

export interface GoogleAdsSandboxOptions extends SandboxOptions {
  /** What differs from the sandbox's own credential: shorter tokens, a service account. */
  readonly oauth?: Partial<OAuthClient>;
}

/**
 * Google Ads API v25 over REST on loopback: `POST /token` (refresh token, signed assertion), `GET /v25/customers:listAccessibleCustomers`,
 * `POST /v25/customers/{id}/googleAds:searchStream` and `…:search`.
 */
export function serveGoogleAds(options: GoogleAdsSandboxOptions): Promise<SandboxServer> {
  return serve(googleAdsVendor(options, { ...SANDBOX_OAUTH, ...options.oauth }), options);
}
