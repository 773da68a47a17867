import { describe, expect, test } from "vitest";
import { HttpError } from "../../../../functions/lib/http/http-error.ts";
import { classifySalesforce } from "../../../../functions/sources/salesforce/errors.ts";

function kindOf(status: number, body: unknown): string | undefined {
  const details = { failure: "status", kind: "settings", where: "salesforce", status } as const;
  return classifySalesforce(new HttpError("refused", { ...details, bodyText: JSON.stringify(body) }))?.kind;
}

describe("a refused login", () => {
  test.each([
    ["invalid_client_id", "client identifier invalid", "auth"],
    ["invalid_grant", "no client credentials user enabled; the key was generated for a corporate sandbox", "auth"],
    ["login_rate_exceeded", "", "transient"],
    ["invalid_grant", "login rate exceeded", "transient"],
  ])("%s (%s) is %s", (error, description, kind) => {
    expect(kindOf(400, { error, error_description: description })).toBe(kind);
  });
});

describe("a spent limit", () => {
  test.each([
    ["TotalRequests Limit exceeded.", "quota"],
    ["ConcurrentRequests (Concurrent API Requests) Limit exceeded.", "transient"],
  ])("%s is %s, though both have one code", (message, kind) => {
    expect(kindOf(403, [{ errorCode: "REQUEST_LIMIT_EXCEEDED", message }])).toBe(kind);
  });
});
