import { describe, expect, test } from "vitest";
import { type FaultContext, WIRE_FAULTS } from "../../../../scripts/sandbox/servers/faults.ts";
import { GOOGLE_ADS_FAULTS } from "../../../../scripts/sandbox/servers/google-ads/known-faults.ts";
import { createRandomFaults } from "../../../../scripts/sandbox/servers/random-faults.ts";
import { VENDOR_FAULTS } from "../../../../scripts/sandbox/servers/vendor-faults.ts";

const VENDORS = [
  { vendor: "google_ads", faults: GOOGLE_ADS_FAULTS },
  { vendor: "hubspot", faults: { search: ["throttle", "cut"] as const } },
];
const request = (vendor: string, operation: string): FaultContext => ({
  vendor,
  operation,
  accountId: null,
  requestNumber: 0,
  url: "http://127.0.0.1/",
  body: "",
});

describe("random faults", () => {
  const faults = createRandomFaults({ seed: 7, nights: 200, vendors: VENDORS });

  test("are the same for the same seed and others for another", () => {
    expect(createRandomFaults({ seed: 7, nights: 200, vendors: VENDORS }).planned).toEqual(faults.planned);
    expect(createRandomFaults({ seed: 8, nights: 200, vendors: VENDORS }).planned).not.toEqual(faults.planned);
  });

  test("are one to five a night, every number met, and only such as the vendor knows", () => {
    const counts = Array.from(
      { length: 200 },
      (_, night) => faults.planned.filter((one) => one.night === night).length,
    );
    expect(new Set(counts)).toEqual(new Set([1, 2, 3, 4, 5]));
    for (const { vendor, operation, fault } of faults.planned) {
      const known = VENDORS.find((one) => one.vendor === vendor)?.faults as
        | Record<string, readonly string[]>
        | undefined;
      expect(known?.[operation]).toContain(fault);
    }
    expect(new Set(faults.planned.map(({ vendor }) => vendor))).toEqual(new Set(["google_ads", "hubspot"]));
  });

  test("each happen once, after as many requests of their operation as planned", () => {
    const { planned, night } = createRandomFaults({
      seed: 3,
      nights: 1,
      vendors: VENDORS.slice(1),
      maxRequestsBefore: 0,
    });
    const { plan, happened } = night(0);
    const met = planned.map(() => plan(request("hubspot", "search")));
    expect(met).toEqual(planned.map(({ fault }) => fault));
    expect(plan(request("hubspot", "search"))).toBeNull();
    expect(happened()).toEqual(planned);
    expect(plan(request("hubspot", "batch"))).toBeNull();
    expect(plan(request("google_ads", "search"))).toBeNull();
  });

  test("wait for the requests before them", () => {
    const late = Array.from({ length: 50 }, (_, seed) =>
      createRandomFaults({ seed, nights: 1, vendors: VENDORS.slice(1), maxRequestsBefore: 5 }),
    ).find(({ planned }) => planned.length === 1 && planned[0]?.requestsBefore === 3);
    const { plan } = late?.night(0) ?? { plan: () => null };
    const met = Array.from({ length: 6 }, () => plan(request("hubspot", "search")));
    expect(met.map((fault) => fault !== null)).toEqual([false, false, false, true, false, false]);
  });

  test("happen again when their night is begun again", () => {
    const { plan } = createRandomFaults({ seed: 3, nights: 1, vendors: VENDORS.slice(1), maxRequestsBefore: 0 }).night(
      0,
    );
    expect(plan(request("hubspot", "search"))).not.toBeNull();
  });

  test("may be of every vendor and operation that a server has, on the wire and in its own words", () => {
    expect(VENDOR_FAULTS.map(({ vendor }) => vendor)).toEqual([
      "google_ads",
      "facebook_ads",
      "ga4",
      "hubspot",
      "salesforce",
    ]);
    for (const { faults } of VENDOR_FAULTS)
      for (const known of Object.values(faults)) {
        expect(known).toEqual(expect.arrayContaining([...WIRE_FAULTS]));
        expect(known.length).toBeGreaterThan(WIRE_FAULTS.length);
        expect(new Set(known).size).toBe(known.length);
      }
  });

  test("need a night and a fault to draw", () => {
    expect(() => createRandomFaults({ seed: 1, nights: 0, vendors: VENDORS })).toThrow(
      "expected at least one night, got 0",
    );
    expect(() => createRandomFaults({ seed: 1, nights: 1, vendors: [{ vendor: "x", faults: {} }] })).toThrow(
      "expected a vendor that knows a fault",
    );
    expect(() => faults.night(200)).toThrow("expected a night of 0 … 199, got 200");
  });
});
