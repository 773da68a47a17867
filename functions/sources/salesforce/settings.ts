import { z } from "zod";
import { attributionFields } from "../crm/attribution.ts";

const secret = z.string().regex(/^env:[A-Za-z_]\w*$/, "expected env:NAME, never the secret itself");

export const salesforceSettings = z.strictObject({
  /** The organisation's own address, `https://<domain>.my.salesforce.com`: client credentials are not taken anywhere else. */
  login_url: z.url({ protocol: /^https?$/ }),
  /** Consumer key of the app; env:NAME or the key itself, which is no secret. */
  client_id: z.string().min(1),
  client_secret: secret,
  requests_per_second: z.number().positive().max(1000).default(10),
  /** Currency of an organisation with a single one, where Salesforce does not tell it. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "expected an ISO 4217 code such as EUR")
    .optional(),
  /** Field behind each column, by its API name (`GCLID__c`), where no usual name finds it. */
  fields: attributionFields.prefault({}),
  /** Text and formula fields to keep in properties_json too; e-mails and phone numbers in them are blotted out. */
  properties: z.array(z.string().min(1)).default([]),
  /**
   * Fields of a lead that its form fills and nobody changes after, such as `Fleet_Size__c`: a lead score takes their present value as known since
   * the lead was created. Salesforce does not say since when any other field holds its value, and a score must not know more than was known.
   */
  known_at_creation: z.array(z.string().min(1)).default([]),
});

export type SalesforceSettings = z.output<typeof salesforceSettings>;
