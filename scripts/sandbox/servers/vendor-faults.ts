import { FACEBOOK_ADS_FAULTS } from "./facebook-ads/known-faults.ts";
import { type Fault, WIRE_FAULTS } from "./faults.ts";
import { GA4_FAULTS } from "./ga4/known-faults.ts";
import { GOOGLE_ADS_FAULTS } from "./google-ads/known-faults.ts";
import { HUBSPOT_FAULTS } from "./hubspot/faults.ts";
import type { VendorFaults } from "./random-faults.ts";
import { SALESFORCE_FAULTS } from "./salesforce/faults.ts";

/** Every fault of every sandbox server, by operation: the vendor's own and those of the wire. Paths that no server knows have none. */
export const VENDOR_FAULTS: readonly VendorFaults[] = [
  withWire("google_ads", GOOGLE_ADS_FAULTS),
  withWire("facebook_ads", FACEBOOK_ADS_FAULTS),
  withWire("ga4", GA4_FAULTS),
  withWire("hubspot", HUBSPOT_FAULTS),
  withWire("salesforce", SALESFORCE_FAULTS),
];

function withWire(vendor: string, own: Readonly<Record<string, readonly Fault[]>>): VendorFaults {
  const known = Object.entries(own).filter(([, faults]) => faults.length > 0);
  return {
    vendor,
    faults: Object.fromEntries(known.map(([operation, faults]) => [operation, [...WIRE_FAULTS, ...faults]])),
  };
}
