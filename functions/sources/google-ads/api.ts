import type { Http } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { DEFAULT_RETRY } from "../../lib/http/retry.ts";
import { failure } from "../../lib/http/transport.ts";
import { jsonOrNull } from "../json-or-null.ts";
import type { SourceDependencies } from "../source.ts";
import { googleAdsError } from "./errors.ts";
import { entityId, type GaqlQuery, gaql } from "./gaql.ts";
import { patiently } from "./patiently.ts";
import { accessibleCustomersSchema } from "./schema.ts";
import { type SearchPart, searchStream } from "./search-stream.ts";

/** The one place to change for another version of the API. */
const API_VERSION = "v25";
/** Rows of an answer that are held back until it is complete: most answers are smaller, and memory stays small. */
const HELD_ROWS = 2000;

export interface GoogleAdsApiOptions extends Pick<SourceDependencies, "sleep" | "random"> {
  /** Tries again by itself. */
  readonly http: Http;
  /** Asks once: what is streamed may break in the middle too, so it is tried again here. */
  readonly streamHttp: Http;
  readonly baseUrl: string;
  /** Sent only where there is one: the API no longer needs it. */
  readonly developerToken: () => string | undefined;
  /** What no error may repeat. */
  readonly secrets: () => readonly string[];
}

export interface SearchRequest {
  readonly customerId: string;
  /** The manager that the account is reached through. */
  readonly loginCustomerId: string | null;
  readonly query: GaqlQuery;
  readonly signal: AbortSignal;
}

export interface GoogleAdsApi {
  /** Ends normally only when the answer was complete. */
  search(request: SearchRequest): AsyncGenerator<SearchPart>;
  /** Ids of the accounts that the credential reaches directly. */
  accessibleCustomers(signal: AbortSignal): Promise<readonly string[]>;
}

/** The REST interface of the Google Ads API, as far as reading needs it. */
export function createGoogleAdsApi(options: GoogleAdsApiOptions): GoogleAdsApi {
  const { http, streamHttp, secrets, sleep, random } = options;
  const root = `${options.baseUrl.replace(/\/+$/, "")}/${API_VERSION}`;
  return {
    search: ({ customerId, loginCustomerId, query, signal }) => {
      const request = {
        url: `${root}/customers/${entityId(customerId)}/googleAds:searchStream`,
        headers: headersOf(options.developerToken(), loginCustomerId),
        body: JSON.stringify({ query: gaql(query) }),
        signal,
      };
      const sizeOf = ({ rows }: SearchPart): number => rows.length;
      const patience = { heldSize: HELD_ROWS, sizeOf, retry: DEFAULT_RETRY, sleep, random, signal };
      return patiently(() => searchStream(streamHttp, request, secrets()), patience);
    },
    accessibleCustomers: async (signal) => {
      const url = `${root}/customers:listAccessibleCustomers`;
      const headers = headersOf(options.developerToken(), null);
      const { text } = await http.text({ url, headers, signal }).catch((error: unknown) => {
        throw error instanceof HttpError ? googleAdsError(error, secrets()) : error;
      });
      const parsed = accessibleCustomersSchema.safeParse(jsonOrNull(text));
      if (!parsed.success) throw failure("cut", new URL(url), "expected a list of customers, got another answer");
      return parsed.data.resourceNames.map((name) => name.slice("customers/".length));
    },
  };
}

function headersOf(developerToken: string | undefined, loginCustomerId: string | null): Record<string, string> {
  return {
    "content-type": "application/json",
    // Google compresses for clients that say so twice.
    "user-agent": "marketing-warehouse (gzip)",
    ...(developerToken === undefined ? {} : { "developer-token": developerToken }),
    ...(loginCustomerId === null ? {} : { "login-customer-id": entityId(loginCustomerId) }),
  };
}
