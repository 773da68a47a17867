import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { HttpError } from "../../../../functions/lib/http/http-error.ts";
import { ERROR_RULES, STATUS_RULES } from "../../../../functions/sources/google-ads/error-rules.ts";
import {
  classifyGoogleAds,
  type GoogleAdsError,
  googleAdsError,
} from "../../../../functions/sources/google-ads/errors.ts";
import { refusal } from "./ads-server.ts";

interface ErrorProtos {
  readonly ErrorCode: { readonly fields: Readonly<Record<string, { readonly type: string }>> };
}

const require = createRequire(import.meta.url);
const protos = JSON.parse(await readFile(require.resolve("google-ads-node/build/protos/protos.json"), "utf8"));
const errors = protos.nested.google.nested.ads.nested.googleads.nested.v25.nested.errors.nested as Record<
  string,
  { readonly nested: Record<string, { readonly values: Readonly<Record<string, number>> }> }
>;
const groups = (errors as unknown as { readonly ErrorCode: ErrorProtos["ErrorCode"] }).ErrorCode.fields;
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function answered(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpError {
  return new HttpError(`the server answered ${status}`, {
    failure: "status",
    kind: status >= 500 ? "transient" : "settings",
    where: "https://googleads.googleapis.com/v25/customers/1234567890/googleAds:searchStream",
    status,
    headers,
    requestId: headers["request-id"],
    bodyText: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const wordsOf = (error: HttpError): GoogleAdsError => googleAdsError(error, []) as GoogleAdsError;

describe("the table of errors", () => {
  it("names only codes that the vendor's definitions have", () => {
    for (const key of Object.keys(ERROR_RULES)) {
      if (/^[A-Z_]+$/.test(key)) continue;
      const [group = "", code] = key.split(".");
      const type = groups[snake(group)]?.type.split(".").at(-1) ?? "";
      expect(type, group).not.toBe("");
      if (code !== undefined)
        expect(Object.keys(errors[`${type}Enum`]?.nested[type]?.values ?? {}), key).toContain(code);
    }
  });

  it("says what to do wherever time does not cure it: a setting or a page by name", () => {
    for (const [code, { kind, fix }] of [...Object.entries(ERROR_RULES), ...Object.entries(STATUS_RULES)]) {
      if (kind === "transient") continue;
      expect(fix, code).toMatch(
        /sources\.google_ads\.|Google Ads, Admin|Google Cloud console|--from|update this program/,
      );
    }
  });
});

describe("what an answer means", () => {
  it.each([
    [400, { queryError: "UNRECOGNIZED_FIELD" }, "settings", null],
    [400, { queryError: "REQUESTED_METRICS_FOR_MANAGER" }, "settings", "account"],
    [400, { dateRangeError: "REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED" }, "settings", null],
    [401, { authenticationError: "OAUTH_TOKEN_EXPIRED" }, "auth", null],
    [403, { authorizationError: "USER_PERMISSION_DENIED" }, "auth", "account"],
    [403, { authorizationError: "CUSTOMER_NOT_ENABLED" }, "auth", "account"],
    [403, { authorizationError: "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION" }, "auth", null],
    [429, { quotaError: "RESOURCE_TEMPORARILY_EXHAUSTED" }, "transient", null],
    [429, { quotaError: "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION" }, "quota", "range"],
    [500, { internalError: "TRANSIENT_ERROR" }, "transient", null],
    [503, { internalError: "DEADLINE_EXCEEDED" }, "transient", null],
  ] as const)("%i %j is %s, refuses %s", (status, errorCode, kind, refuses) => {
    for (const body of [refusal(status, errorCode), [refusal(status, errorCode)]]) {
      const error = answered(status, body);
      expect(classifyGoogleAds(error)?.kind).toBe(kind);
      const [[group, code] = []] = Object.entries(errorCode);
      expect(wordsOf(error)).toMatchObject({ kind, refuses, status, code: `${group}.${code}`, requestId: "req-9" });
    }
  });

  it("a code of a known group that is new is taken as its group", () => {
    expect(wordsOf(answered(403, [refusal(403, { authorizationError: "NEW_IN_V26" })]))).toMatchObject({
      kind: "auth",
    });
  });

  it("the API that is not enabled comes without a failure of Google Ads, with a reason", () => {
    const body = { error: { code: 403, message: "disabled", details: [{ reason: "SERVICE_DISABLED" }] } };
    const error = wordsOf(answered(403, body));
    expect(error).toMatchObject({ kind: "auth", refuses: null, code: "SERVICE_DISABLED" });
    expect(error.fix).toContain("APIs & Services, Library");
  });

  it.each([
    "",
    "<html></html>",
    "[]",
    "{}",
    "null",
    "[null]",
    '{"error":5}',
    '[{"error":{"details":[{}]}}]',
  ])("a body of %j keeps status, request and the kind of the status", (body) => {
    const error = wordsOf(answered(403, body, { "request-id": "head-7" }));
    expect(error).toMatchObject({ kind: "auth", status: 403, code: null, requestId: "head-7" });
    expect(error.message).toContain("HTTP 403, request head-7");
    expect(wordsOf(answered(502, body))).toMatchObject({ kind: "transient", status: 502 });
  });

  it("a wait of minutes is a throttle, of hours a spent day", () => {
    const error = (retryDelay: string) =>
      answered(429, [refusal(429, { quotaError: "RESOURCE_EXHAUSTED" }, { retryDelay })]);
    expect(classifyGoogleAds(error("30.5s"))).toEqual({ kind: "transient", retryAfterMs: 30_500 });
    expect(classifyGoogleAds(error("120s"))?.kind).toBe("transient");
    expect(classifyGoogleAds(error("121s"))).toEqual({ kind: "quota", retryAfterMs: 121_000 });
    expect(classifyGoogleAds(answered(429, [refusal(429, { quotaError: "RESOURCE_EXHAUSTED" })]))).toEqual({
      kind: "transient",
    });
  });

  it("the body itself is not kept", () => {
    expect(wordsOf(answered(400, "<p>secret</p>")).bodyText).toBeUndefined();
  });
});
