import type { ErrorKind } from "../../lib/errors.ts";

/** What an error code of the API means for the work, and what a person does about it. */
export interface ErrorRule {
  readonly kind: ErrorKind;
  /** `account`: this account is refused, others may be read; `range`: the same for fewer days may be answered; else null. */
  readonly refuses: "account" | "range" | null;
  readonly fix?: string;
}

const SIGN_IN =
  "sign in again and put the new token behind sources.google_ads.refresh_token, or check the key that service_account_file names";
const ACCESS =
  "give the signed-in user access in Google Ads, Admin, Access and security, or set sources.google_ads.login_customer_id to the manager that has it; customer_ids names the accounts to read";
const CUSTOMER_IDS = "check sources.google_ads.customer_ids: ten digits, no dashes, no manager accounts";
const PROJECT =
  "apply for access for the Google Cloud project that owns the client or service account: Google Ads, Admin, API Center";
const OUR_QUERY =
  "this program's query does not fit the API: leave the report out of sources.google_ads.reports and update the program";
const DEVELOPER_TOKEN = "check sources.google_ads.developer_token, or leave it out: the API no longer needs one";
const TOO_MUCH =
  "leave reports out of sources.google_ads.reports, or wait until Google's budget for this account renews";

/**
 * By `<group>.<CODE>`, then by `<group>` of a GoogleAdsFailure, then by reason of a google.rpc.ErrorInfo. Names: package google-ads-api 25.1.0,
 * `errors.ErrorCode` of v25. What is not listed goes by its HTTP status.
 */
export const ERROR_RULES: Readonly<Record<string, ErrorRule>> = {
  authenticationError: { kind: "auth", refuses: null, fix: SIGN_IN },
  "authenticationError.NOT_ADS_USER": { kind: "auth", refuses: null, fix: ACCESS },
  "authenticationError.CUSTOMER_NOT_FOUND": { kind: "settings", refuses: "account", fix: CUSTOMER_IDS },
  "authenticationError.CLIENT_CUSTOMER_ID_INVALID": { kind: "settings", refuses: "account", fix: CUSTOMER_IDS },
  "authenticationError.DEVELOPER_TOKEN_INVALID": { kind: "settings", refuses: null, fix: DEVELOPER_TOKEN },
  authorizationError: { kind: "auth", refuses: "account", fix: ACCESS },
  "authorizationError.CUSTOMER_NOT_ENABLED": {
    kind: "auth",
    refuses: "account",
    fix: "finish setting up or reactivate the account in Google Ads, or name only the others in sources.google_ads.customer_ids",
  },
  "authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION": { kind: "auth", refuses: null, fix: PROJECT },
  "authorizationError.CLOUD_PROJECT_NOT_UNDER_ORGANIZATION": { kind: "auth", refuses: null, fix: PROJECT },
  "authorizationError.PROJECT_DISABLED": { kind: "auth", refuses: null, fix: PROJECT },
  "authorizationError.DEVELOPER_TOKEN_NOT_APPROVED": { kind: "auth", refuses: null, fix: PROJECT },
  "authorizationError.DEVELOPER_TOKEN_NOT_ON_ALLOWLIST": { kind: "auth", refuses: null, fix: PROJECT },
  "authorizationError.DEVELOPER_TOKEN_PROHIBITED": { kind: "settings", refuses: null, fix: DEVELOPER_TOKEN },
  "headerError.INVALID_LOGIN_CUSTOMER_ID": {
    kind: "settings",
    refuses: "account",
    fix: "check sources.google_ads.login_customer_id: the ten digits of a manager account that holds the account",
  },
  "requestError.INVALID_CUSTOMER_ID": { kind: "settings", refuses: "account", fix: CUSTOMER_IDS },
  "requestError.UNSUPPORTED_VERSION": {
    kind: "settings",
    refuses: null,
    fix: "update this program: Google has ended the API version that it speaks",
  },
  queryError: { kind: "settings", refuses: null, fix: OUR_QUERY },
  "queryError.REQUESTED_METRICS_FOR_MANAGER": { kind: "settings", refuses: "account", fix: CUSTOMER_IDS },
  fieldError: { kind: "settings", refuses: null, fix: OUR_QUERY },
  dateError: { kind: "settings", refuses: null, fix: OUR_QUERY },
  dateRangeError: { kind: "settings", refuses: null, fix: OUR_QUERY },
  "dateRangeError.REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED": {
    kind: "settings",
    refuses: null,
    fix: "ask for later days with --from: Google keeps 37 months",
  },
  "quotaError.RESOURCE_EXHAUSTED": { kind: "transient", refuses: null },
  "quotaError.RESOURCE_TEMPORARILY_EXHAUSTED": { kind: "transient", refuses: null },
  "quotaError.EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION": { kind: "quota", refuses: "range", fix: TOO_MUCH },
  "quotaError.EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION": { kind: "quota", refuses: "range", fix: TOO_MUCH },
  "quotaError.ACCESS_PROHIBITED": { kind: "auth", refuses: null, fix: PROJECT },
  internalError: { kind: "transient", refuses: null },
  SERVICE_DISABLED: {
    kind: "auth",
    refuses: null,
    fix: "enable the Google Ads API in Google Cloud console, APIs & Services, Library, for the project that owns the client or service account",
  },
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: {
    kind: "auth",
    refuses: null,
    fix: "make sources.google_ads.refresh_token anew with the scope https://www.googleapis.com/auth/adwords",
  },
};

/** Where the body says nothing that is known. */
export const STATUS_RULES: Readonly<Record<number, ErrorRule>> = {
  400: { kind: "settings", refuses: null, fix: OUR_QUERY },
  401: { kind: "auth", refuses: null, fix: SIGN_IN },
  403: { kind: "auth", refuses: "account", fix: ACCESS },
  404: { kind: "settings", refuses: null, fix: "check sources.google_ads.base_url" },
};

/** A day's operations are spent: Google said when they renew. */
export const DAY_QUOTA: ErrorRule = {
  kind: "quota",
  refuses: null,
  fix: "nothing to do: it is read once the quota renews; Google Ads, Admin, API Center raises the access level of the Cloud project",
};
