import type { Settings } from "./settings.ts";

/** Whose data a folder holds: simulated data of a sandbox, or a company's own. They never meet in one folder. */
export type DataKind = "demo" | "own";

/** Simulated where any source is a server of this machine, as a sandbox is. */
export function dataKindOf({ sources }: Settings): DataKind {
  const { google_ads, facebook_ads, hubspot, salesforce, ga4 } = sources;
  const addresses = [
    google_ads?.base_url,
    facebook_ads?.base_url,
    hubspot?.base_url,
    salesforce?.login_url,
    ga4?.base_url,
  ];
  return addresses.some((address) => address !== undefined && isLoopback(new URL(address).hostname)) ? "demo" : "own";
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
