import { describe, expect, it } from "vitest";
import { isForbiddenAddress } from "../../../../functions/lib/http/addresses.ts";
import { checkUrl, egressFor } from "../../../../functions/lib/http/egress.ts";
import { redact, redactText } from "../../../../functions/lib/http/redact.ts";

const vendor = egressFor(undefined, ["graph.facebook.com"]);

describe("egress", () => {
  it("lets a connector reach its vendor over https and nothing else", () => {
    expect(() => checkUrl(new URL("https://graph.facebook.com/v26.0/act_1"), vendor)).not.toThrow();
    for (const url of [
      "http://graph.facebook.com/",
      "https://graph.facebook.com.evil.example/",
      "https://evil.example/",
      "https://user:pw@graph.facebook.com/",
      "https://127.0.0.1/",
      "https://localhost/",
      "https://169.254.169.254/computeMetadata/v1/",
      "https://[::1]/",
      "https://2130706433/",
      "https://0x7f.1/",
    ]) {
      expect(() => checkUrl(new URL(url), vendor), url).toThrow();
    }
  });

  it("refuses private addresses also where settings name them, loopback only where they say so", () => {
    expect(() => checkUrl(new URL("http://127.0.0.1:8080/"), egressFor("http://127.0.0.1:8080", []))).not.toThrow();
    for (const base of [
      "https://10.0.0.1",
      "https://192.168.1.1",
      "http://169.254.169.254",
      "https://[fd00::1]",
      "https://[::ffff:10.0.0.1]",
    ]) {
      expect(() => checkUrl(new URL(base), egressFor(base, [])), base).toThrow();
    }
  });

  it("knows forbidden addresses in every spelling", () => {
    for (const address of [
      "10.1.2.3",
      "172.31.255.255",
      "192.168.0.1",
      "169.254.169.254",
      "127.0.0.1",
      "0.0.0.0",
      "::1",
      "fe80::1",
      "fd12::1",
      "::ffff:169.254.169.254",
      "::ffff:a9fe:a9fe",
    ]) {
      expect(isForbiddenAddress(address), address).toBe(true);
    }
    for (const address of ["8.8.8.8", "172.32.0.1", "2607:f8b0::1", "::ffff:8.8.8.8"])
      expect(isForbiddenAddress(address), address).toBe(false);
  });
});

describe("redaction", () => {
  it("takes tokens, secrets, e-mail addresses and phone numbers out of any text", () => {
    const text =
      "Bearer ya29.a0AfH6SMBx access_token=EAABsbCS1iHgBAxyz0123456789abc&x=1 1//0gdEXAMPLEexampleEXAMPLE GOCSPX-abcDEF123 to jane.doe@example.com, +49 (30) 1234-567";
    const clean = redactText(text);
    for (const secret of ["ya29", "EAABs", "1//0g", "GOCSPX-abc", "jane.doe", "1234-567"])
      expect(clean).not.toContain(secret);
    expect(clean).toContain("x=1");
  });

  it("redacts fields by key at any depth and leaves numbers and days alone", () => {
    expect(redact({ a: [{ access_token: "x", spend: 12.5 }], day: "2026-01-31", id: "120330000123456789" })).toEqual({
      a: [{ access_token: "[redacted]", spend: 12.5 }],
      day: "2026-01-31",
      id: "120330000123456789",
    });
  });
});
