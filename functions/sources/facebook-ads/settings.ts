import { z } from "zod";
import { FACEBOOK_REPORTS } from "./report-names.ts";

/** Secrets stand in the environment; the file only names them. */
const secret = z.string().regex(/^env:[A-Za-z_]\w*$/, "expected env:NAME, never the secret itself");

/** Digits; the `act_` that Ads Manager puts before them is taken off. */
const accountId = z
  .string('expected the digits of an ad account in quotes, such as "1234567890"')
  .regex(/^(act_)?\d{1,20}$/, 'expected the digits of an ad account, such as "1234567890" or "act_1234567890"')
  .transform((id) => id.replace(/^act_/, ""));

export const facebookAdsSettings = z.strictObject({
  /** Ad accounts to read; every account that the token reaches when absent. */
  account_ids: z.array(accountId).min(1).optional(),
  access_token: secret,
  /** Signs every call (`appsecret_proof`); needed where the app demands it. */
  app_secret: secret.optional(),
  /** The action that counts as a conversion, by account: `"1234567890": lead`. Without one, conversions stay unknown. */
  primary_action: z
    .record(z.string().regex(/^(act_)?\d{1,20}$/, "expected the digits of an ad account"), z.string().min(1))
    .default({})
    .transform((actions) =>
      Object.fromEntries(Object.entries(actions).map(([id, action]) => [id.replace(/^act_/, ""), action])),
    ),
  /** For a local server that stands in for Graph. */
  base_url: z.url().optional(),
  /** How often a running report is asked for. */
  poll_ms: z.int().min(1).max(600_000).default(5000),
  requests_per_second: z.number().positive().max(1000).default(5),
  /** Reports to read; all when absent. */
  reports: z.array(z.enum(FACEBOOK_REPORTS)).min(1).optional(),
});

export type FacebookAdsSettings = z.output<typeof facebookAdsSettings>;
