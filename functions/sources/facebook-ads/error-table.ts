import type { ErrorKind } from "../../lib/errors.ts";

/** What an error of Graph asks for. */
export type GraphClass =
  | "throttled"
  | "passing"
  | "too_big"
  | "request"
  | "version"
  | "not_visible"
  | "token"
  | "permission";

interface GraphErrorRow {
  readonly codes: readonly (number | readonly [from: number, to: number])[];
  /** Absent: any, or none. */
  readonly subcodes?: readonly number[];
  readonly message?: RegExp;
  readonly graphClass: GraphClass;
}

/** The first row that fits decides. Codes of Meta's documentation and of what others met in the field (ingestion §3). */
export const GRAPH_ERRORS: readonly GraphErrorRow[] = [
  { codes: [2635], graphClass: "version" },
  { codes: [2], subcodes: [1504041, 1504042], graphClass: "request" },
  { codes: [100], subcodes: [3191001], graphClass: "request" },
  { codes: [3018], graphClass: "request" },
  { codes: [1], subcodes: [99], graphClass: "too_big" },
  { codes: [1, 2, 100], message: /reduce the amount of data/i, graphClass: "too_big" },
  { codes: [100], subcodes: [1504018, 1487534], graphClass: "too_big" },
  { codes: [2], subcodes: [1504038], graphClass: "too_big" },
  { codes: [-3], subcodes: [1504045], graphClass: "too_big" },
  { codes: [4, 17, 32, 613, [80000, 80014]], graphClass: "throttled" },
  { codes: [1, 2, -2], graphClass: "passing" },
  { codes: [100], subcodes: [33], graphClass: "not_visible" },
  { codes: [100, 2500], message: /access token|appsecret_proof/i, graphClass: "token" },
  { codes: [102, 104, 190], graphClass: "token" },
  { codes: [10, [200, 299]], graphClass: "permission" },
];

/** What each class means for the ledger, and what a person does about it. */
export const CLASS_MEANING: Readonly<Record<GraphClass, { readonly kind: ErrorKind; readonly fix: string }>> = {
  throttled: {
    kind: "transient",
    fix: "nothing to do: it is tried again; fewer accounts or reports a night call less",
  },
  passing: { kind: "transient", fix: "nothing to do: it is tried again" },
  too_big: { kind: "transient", fix: "leave the report out of sources.facebook_ads.reports if this stays" },
  request: { kind: "settings", fix: "the request is refused as it is: report it with the code and fbtrace_id" },
  version: {
    kind: "settings",
    fix: "update the program: GRAPH_VERSION in functions/sources/facebook-ads/version.ts names a version that Meta ended",
  },
  not_visible: {
    kind: "auth",
    fix: "check the id in sources.facebook_ads.account_ids, and give the token's user access to the ad account",
  },
  token: {
    kind: "auth",
    fix: "create a new system user token with ads_read, and put it where sources.facebook_ads.access_token says",
  },
  permission: { kind: "auth", fix: "give the token's user access to the ad account, and the token the right ads_read" },
};
