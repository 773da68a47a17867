import { z } from "zod";
import { googleAuthKeys, hasOneSignIn, NO_SIGN_IN } from "../google-auth/settings.ts";
import { GOOGLE_ADS_REPORTS } from "./reports/index.ts";

const customerId = z.string().regex(/^\d{10}$/, 'expected 10 digits, such as "1234567890" for 123-456-7890');
const reportName = z.enum(GOOGLE_ADS_REPORTS.map(({ definition }) => definition.report));

/** `sources.google_ads` of settings.yaml. */
export const googleAdsSettings = z
  .strictObject({
    ...googleAuthKeys,
    /** Accounts to read; every account that the credential reaches when absent. */
    customer_ids: z.array(customerId).min(1).optional(),
    /** The manager to go through; found by itself when absent. */
    login_customer_id: customerId.optional(),
    /** No longer needed by the API; sent where it is set. */
    developer_token: googleAuthKeys.refresh_token,
    /** A server that stands in for Google's. */
    base_url: z.url().optional(),
    requests_per_second: z.number().positive().max(1000).default(5),
    /** Reports to read; all when absent. */
    reports: z.array(reportName).min(1).optional(),
  })
  .refine(hasOneSignIn, NO_SIGN_IN);

export type GoogleAdsSettings = z.output<typeof googleAdsSettings>;
