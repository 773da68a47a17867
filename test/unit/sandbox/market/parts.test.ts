import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalendar } from "../../../../scripts/sandbox/market/calendar.ts";
import { apportion } from "../../../../scripts/sandbox/market/draws.ts";
import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { isBlackFriday, isHoliday, rhythm } from "../../../../scripts/sandbox/market/rhythm.ts";
import { smallSettings } from "./markets.ts";

describe("apportion", () => {
  it("splits 10 as 5, 3 and 2 by weights 5, 3, 2", () => {
    expect([...apportion(10, [5, 3, 2])]).toEqual([5, 3, 2]);
  });

  it("gives whole parts that sum to the total exactly, none to weight 0, each within 1 of its share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e13 }),
        fc.array(fc.double({ min: 0, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (total, weights) => {
          const parts = [...apportion(total, weights)];
          const sum = weights.reduce((all, weight) => all + weight, 0);
          expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
          for (const [i, part] of parts.entries()) {
            expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
            if (sum > 0 && weights[i] === 0) expect(part).toBe(0);
            if (sum > 1e-300)
              expect(Math.abs(part - (total * (weights[i] ?? 0)) / sum)).toBeLessThan(1 + total * 1e-12);
          }
        },
      ),
    );
  });
});

describe("createCalendar", () => {
  it("begins days at local midnight, 23 and 25 hours apart when clocks change", () => {
    const berlin = createCalendar("Europe/Berlin", "2026-03-28", 3);
    expect(new Date(berlin.startMs(0)).toISOString()).toBe("2026-03-27T23:00:00.000Z");
    expect((berlin.startMs(2) - berlin.startMs(1)) / 3_600_000).toBe(23);
    const newYork = createCalendar("America/New_York", "2026-11-01", 2);
    expect(new Date(newYork.startMs(0)).toISOString()).toBe("2026-11-01T04:00:00.000Z");
    expect((newYork.startMs(1) - newYork.startMs(0)) / 3_600_000).toBe(25);
  });

  it("finds the day of an instant: the last millisecond still belongs to it", () => {
    const calendar = createCalendar("America/New_York", "2026-10-30", 5);
    for (let t = 0; t < 5; t++) {
      expect(calendar.indexAt(calendar.startMs(t))).toBe(t);
      expect(calendar.indexAt(calendar.startMs(t + 1) - 1)).toBe(t);
    }
    expect(calendar.index("2026-11-01")).toBe(2);
    expect(calendar.day(2)).toBe("2026-11-01");
  });
});

describe("rhythm", () => {
  it("knows Easter Monday and Black Friday", () => {
    expect(isHoliday("2025-04-21")).toBe(true);
    expect(isHoliday("2026-04-06")).toBe(true);
    expect(isHoliday("2026-04-07")).toBe(false);
    expect(isBlackFriday("2025-11-28")).toBe(true);
    expect(isBlackFriday("2026-11-27")).toBe(true);
    expect(isBlackFriday("2026-11-26")).toBe(false);
    expect(isBlackFriday("2026-12-01")).toBe(false);
  });

  it("is lower on a Saturday than on the Friday before, higher at month end, lower on 1 January", () => {
    expect(rhythm("2026-06-13", "2025-05-01")).toBeLessThan(rhythm("2026-06-12", "2025-05-01"));
    // Two Wednesdays: 29 April is among the last three days, 22 April is not.
    expect(rhythm("2026-04-29", "2025-05-01") / rhythm("2026-04-22", "2025-05-01")).toBeGreaterThan(1.1);
    expect(rhythm("2026-01-01", "2025-05-01")).toBeLessThan(0.8 * rhythm("2026-01-08", "2025-05-01"));
  });
});

describe("createMarket", () => {
  it.each([
    ["no day", { days: 0 }, /at least one day, got 0/],
    ["a broken seed", { seed: 0.5 }, /whole number as seed, got 0.5/],
    ["few contacts", { contacts: 3 }, /at least 10 contacts, got 3/],
    ["an account twice", { accounts: [...smallSettings.accounts, ...smallSettings.accounts] }, /"1234567890" twice/],
  ])("refuses %s", (_, change, message) => {
    expect(() => createMarket({ ...smallSettings, ...change })).toThrow(message);
  });

  it("works with a single account, a single day, or without any account", () => {
    const [first] = smallSettings.accounts;
    const one = createMarket({ ...smallSettings, days: 1, contacts: 50, accounts: first ? [first] : [] });
    expect(one.ledger()).toHaveLength(1);
    const none = createMarket({ ...smallSettings, days: 10, contacts: 50, accounts: [] });
    expect(none.ledger()).toEqual([]);
    expect(none.truth.people.every(({ causeChannel }) => causeChannel === null)).toBe(true);
  });

  it("ends when the last day has ended in the westernmost account", () => {
    const [first] = smallSettings.accounts;
    const accounts = first ? [{ ...first, timeZone: "Pacific/Honolulu" }] : [];
    const market = createMarket({ ...smallSettings, firstDay: "2026-02-01", days: 2, contacts: 50, accounts });
    expect(new Date(market.endMs).toISOString()).toBe("2026-02-03T10:00:00.000Z");
    expect(market.lastDay).toBe("2026-02-02");
  });

  it("names the accounts it has when asked for another", () => {
    const market = createMarket({ ...smallSettings, days: 5, contacts: 50 });
    const range = { accountId: "42", from: market.firstDay, to: market.lastDay, observedMs: market.endMs };
    expect(() => [...market.google.facts(range)]).toThrow(/1234567890, 2345678901.*got "42"/);
  });
});
