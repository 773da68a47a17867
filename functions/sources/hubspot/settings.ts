import { z } from "zod";
import { attributionFields } from "../crm/attribution.ts";

const secret = z.string().regex(/^env:[A-Za-z_]\w*$/, "expected env:NAME, never the secret itself");

export const hubspotSettings = z.strictObject({
  /** Token of a private app that may read contacts, deals and their properties. */
  access_token: secret,
  /** Another server that speaks HubSpot's API. */
  base_url: z.url({ protocol: /^https?$/ }).optional(),
  /** HubSpot allows 5 searches a second. */
  requests_per_second: z.number().positive().max(1000).default(4),
  /** Property behind each column, where no usual name finds it. */
  fields: attributionFields.prefault({}),
  /** Text properties to keep in properties_json too; e-mails and phone numbers in them are blotted out. */
  properties: z.array(z.string().min(1)).default([]),
});

export type HubspotSettings = z.output<typeof hubspotSettings>;
