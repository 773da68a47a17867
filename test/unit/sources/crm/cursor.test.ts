import { describe, expect, test } from "vitest";
import { cursorAfter, fieldsKey, startOf } from "../../../../functions/sources/crm/cursor.ts";

const NOW = Date.parse("2026-11-01T09:30:00.000Z");
const MINUTE_MS = 60_000;
const FIELDS = fieldsKey(["email", "amount"]);

describe("a cursor", () => {
  test("goes back a quarter of an hour where records may still show up late", () => {
    const at = NOW - 10 * MINUTE_MS;
    expect(startOf(cursorAfter(at, NOW, FIELDS), FIELDS)).toBe(at - 15 * MINUTE_MS);
  });

  test("goes on from where it stands in what is long settled, so that a long read always gets on", () => {
    const at = NOW - 60 * MINUTE_MS;
    expect(startOf(cursorAfter(at, NOW, FIELDS), FIELDS)).toBe(at);
  });

  test("never passes the start of its read", () => {
    expect(startOf(cursorAfter(NOW + 5 * MINUTE_MS, NOW, FIELDS), FIELDS)).toBe(NOW - 15 * MINUTE_MS);
  });

  test("begins anew once other fields are asked for, whatever their order", () => {
    const cursor = cursorAfter(NOW, NOW, FIELDS);
    expect(startOf(cursor, fieldsKey(["amount", "email"]))).not.toBeNull();
    expect(startOf(cursor, fieldsKey(["amount", "email", "gclid"]))).toBeNull();
    expect(startOf(null, FIELDS)).toBeNull();
  });

  test("that is none of ours is refused", () => {
    expect(() => startOf("2026-11-01", FIELDS)).toThrow("expected a cursor like");
  });
});
