import { createHash } from "node:crypto";
import type { Http } from "../../lib/http/http.ts";
import { HttpError } from "../../lib/http/http-error.ts";
import { safeUrl } from "../../lib/http/redact.ts";
import { failure } from "../../lib/http/transport.ts";
import { jsonOrNull } from "../json-or-null.ts";
import { answerParts } from "./answer-parts.ts";
import { embeddedError, googleAdsError } from "./errors.ts";
import { entityId, type GaqlQuery, gaql } from "./gaql.ts";
import { accessibleCustomersSchema, chunkSchema } from "./schema.ts";

/** The one place to change for another version of the API. */
const API_VERSION = "v25";

export interface GoogleAdsApiOptions {
  readonly http: Http;
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

/** Rows as they come; the fields that they answer are named once their chunk has ended. */
export interface SearchPart {
  readonly rows: readonly unknown[];
  readonly fieldMask: string | null;
}

export interface GoogleAdsApi {
  /** Ends normally only when the answer was complete. */
  search(request: SearchRequest): AsyncGenerator<SearchPart>;
  /** Ids of the accounts that the credential reaches directly. */
  accessibleCustomers(signal: AbortSignal): Promise<readonly string[]>;
}

/** The REST interface of the Google Ads API, as far as reading needs it. */
export function createGoogleAdsApi(options: GoogleAdsApiOptions): GoogleAdsApi {
  const { http, baseUrl, developerToken, secrets } = options;
  const root = `${baseUrl.replace(/\/+$/, "")}/${API_VERSION}`;
  const headers = (loginCustomerId: string | null): Record<string, string> => {
    const token = developerToken();
    return {
      "content-type": "application/json",
      // Google compresses for clients that say so twice.
      "user-agent": "marketing-warehouse (gzip)",
      ...(token === undefined ? {} : { "developer-token": token }),
      ...(loginCustomerId === null ? {} : { "login-customer-id": entityId(loginCustomerId) }),
    };
  };
  const inWords = (error: unknown): unknown => (error instanceof HttpError ? googleAdsError(error, secrets()) : error);
  return {
    async *search({ customerId, loginCustomerId, query, signal }) {
      const url = `${root}/customers/${entityId(customerId)}/googleAds:searchStream`;
      const broken = (reason: string): HttpError => failure("cut", new URL(url), reason);
      const request = { method: "POST", url, headers: headers(loginCustomerId), signal } as const;
      const { body, discard } = await http
        .stream({ ...request, body: JSON.stringify({ query: gaql(query) }) })
        .catch((error) => {
          throw inWords(error);
        });
      const repeats = watchRepeats();
      try {
        for await (const { rows, rest } of answerParts(body, broken)) {
          repeats.add(rows);
          const chunk = rest === null ? null : chunkSchema.safeParse(jsonOrNull(rest));
          if (chunk?.success === false) throw broken("expected a chunk of results, got other JSON, or none");
          if (chunk?.data.error !== undefined) throw embeddedError(chunk.data.error, safeUrl(new URL(url)), secrets());
          if (chunk !== null && repeats.isRepeated()) throw broken("expected each chunk once, got one again");
          yield { rows: rows.map((row) => parsed(row, broken)), fieldMask: chunk?.data.fieldMask ?? null };
        }
      } finally {
        discard();
      }
    },
    async accessibleCustomers(signal) {
      const url = `${root}/customers:listAccessibleCustomers`;
      const { text } = await http.text({ url, headers: headers(null), signal }).catch((error) => {
        throw inWords(error);
      });
      const parsed = accessibleCustomersSchema.safeParse(jsonOrNull(text));
      if (!parsed.success) throw failure("cut", new URL(url), "expected a list of customers, got another answer");
      return parsed.data.resourceNames.map((name) => name.slice("customers/".length));
    },
  };
}

function parsed(row: string, broken: (reason: string) => Error): unknown {
  const value = jsonOrNull(row);
  if (value === null) throw broken("expected a row of JSON, got something else");
  return value;
}

/** A chunk whose rows were there before, byte by byte, would count them twice. */
function watchRepeats(): { add(rows: readonly string[]): void; isRepeated(): boolean } {
  const seen = new Set<string>();
  let sum = createHash("sha256");
  let isEmpty = true;
  return {
    add: (rows) => {
      for (const row of rows) sum.update(row);
      isEmpty &&= rows.length === 0;
    },
    isRepeated: () => {
      const digest = sum.digest("base64");
      const isKnown = !isEmpty && seen.has(digest);
      seen.add(digest);
      sum = createHash("sha256");
      isEmpty = true;
      return isKnown;
    },
  };
}
