import { z } from "zod";
import { googleAuthKeys, hasOneSignIn, NO_SIGN_IN } from "../google-auth/settings.ts";

const propertyId = z.string().regex(/^\d{1,15}$/, 'expected the digits of a GA4 property, such as "412345678"');

/** `sources.ga4` of settings.yaml. */
export const ga4Settings = z
  .strictObject({
    ...googleAuthKeys,
    /** Properties to read: Google Analytics, Admin, Property details. */
    property_ids: z.array(propertyId).min(1),
    /** A server that stands in for Google's. */
    base_url: z.url({ protocol: /^https?$/ }).optional(),
    requests_per_second: z.number().positive().max(1000).default(5),
  })
  .refine(hasOneSignIn, NO_SIGN_IN);

export type Ga4Settings = z.output<typeof ga4Settings>;
