import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { FACEBOOK_ADS_FAULTS } from "../../../../scripts/sandbox/servers/facebook-ads/known-faults.ts";
import { type Fault, WIRE_FAULTS } from "../../../../scripts/sandbox/servers/faults.ts";
import {
  failureOf,
  type Rows,
  readDays,
  readListing,
  recordedPorts,
} from "../../../unit/sources/facebook-ads/harness.ts";
import { onRequest, type World, world } from "./sandbox.ts";

/** Two jobs, of seven days and of one; the first has three pages. */
const DAYS = { report: "demographic_daily", from: "2025-05-10", to: "2025-05-17" };
/** A server that hangs is given up after this. */
const timeouts = { totalMs: 2000, idleMs: 200 };

const FATAL: readonly Fault[] = ["expired_token", "revoked_token", "forbidden_account"];

let open: World | undefined;
afterEach(async () => {
  await open?.server.close();
  open = undefined;
});

let clean: Rows;
let cleanAds: Rows;
beforeAll(async () => {
  const calm = await world();
  clean = await readDays(calm.source, recordedPorts(), DAYS);
  cleanAds = await readListing(calm.source, recordedPorts(), "ads");
  await calm.server.close();
  expect(calm.requests.filter(({ operation }) => operation === "job_insights").length).toBe(4);
});

const faultsOf = (operation: keyof typeof FACEBOOK_ADS_FAULTS): readonly Fault[] => [
  ...WIRE_FAULTS,
  ...FACEBOOK_ADS_FAULTS[operation],
];

const hits = (
  [
    ["insights_job", [2]],
    ["job", [1, 3]],
    ["job_insights", [1, 2]],
  ] as const
).flatMap(([operation, numbers]) =>
  faultsOf(operation).flatMap((fault) => numbers.map((n) => [fault, operation, n] as const)),
);

describe("a fault in the middle of a report", () => {
  const passing = hits.filter(([fault]) => !FATAL.includes(fault));
  it.each(passing)("%s at %s number %i changes no row", async (fault, operation, n) => {
    open = await world({ faults: onRequest(operation, n, fault), timeouts });
    const ports = recordedPorts();
    expect(await readDays(open.source, ports, DAYS)).toEqual(clean);
    expect(ports.problems).toEqual([]);
  });

  const fatal = hits.filter(([fault]) => FATAL.includes(fault));
  it.each(fatal)("%s at %s number %i ends it, with what to do", async (fault, operation, n) => {
    open = await world({ faults: onRequest(operation, n, fault), timeouts });
    const failure = await failureOf(readDays(open.source, recordedPorts(), DAYS));
    expect([failure.kind, failure.fix]).toEqual(["auth", expect.stringContaining("ads_read")]);
  });
});

describe("a fault in the middle of a list", () => {
  it.each(faultsOf("objects").filter((fault) => !FATAL.includes(fault)))("%s changes no row", async (fault) => {
    open = await world({ faults: onRequest("objects", 1, fault), timeouts });
    expect(await readListing(open.source, recordedPorts(), "ads")).toEqual(cleanAds);
  });
});

describe("a fault while accounts are looked for", () => {
  it.each(faultsOf("accounts").filter((fault) => !FATAL.includes(fault)))("%s hides no account", async (fault) => {
    open = await world({ faults: onRequest("accounts", 1, fault), timeouts });
    expect(await open.source.discover(new AbortController().signal)).toHaveLength(2);
  });
});

describe("a fault that stays", () => {
  it.each([
    ["server_error_html", "transient"],
    ["server_error_empty", "transient"],
    ["server_error_json", "transient"],
    ["embedded_error", "transient"],
    ["reset", "transient"],
    ["cut", "transient"],
    ["hang", "transient"],
    ["throttle", "transient"],
    ["throttle_delay", "transient"],
    ["expired_token", "auth"],
  ] as const)("%s ends the read as %s, after five tries where time might cure it", async (fault, kind) => {
    open = await world({ faults: ({ operation }) => (operation === "insights_job" ? fault : null), timeouts });
    const failure = await failureOf(readDays(open.source, recordedPorts(), { ...DAYS, to: DAYS.from }));
    expect(failure.kind).toBe(kind);
    expect(open.requests).toHaveLength(kind === "auth" ? 1 : 5);
  });
});

describe("waiting", () => {
  it("is as long as Facebook says when it throttles, and a minute at least where it does not", async () => {
    open = await world({ faults: onRequest("insights_job", 1, "throttle_delay") });
    await readDays(open.source, recordedPorts(), { ...DAYS, to: DAYS.from });
    expect(open.time.waits).toContain(300_000);
    expect(open.time.waits).not.toContain(60_000);
    await open.server.close();
    open = await world({ faults: onRequest("insights_job", 1, "throttle") });
    await readDays(open.source, recordedPorts(), { ...DAYS, to: DAYS.from });
    expect(Math.max(...open.time.waits)).toBeGreaterThanOrEqual(60_000);
  });

  it("for a report is as often as settings say", async () => {
    open = await world({ settings: { poll_ms: 777 }, jobPace: { kind: "polls", polls: 3 } });
    await readDays(open.source, recordedPorts(), { ...DAYS, to: DAYS.from });
    expect(open.time.waits.filter((ms) => ms === 777)).toHaveLength(3);
  });
});

describe("what is spent of the limits", () => {
  it("reaches the quota ledger once a read and limit, with the calls made", async () => {
    open = await world();
    const ports = recordedPorts();
    await readDays(open.source, ports, { ...DAYS, to: DAYS.from });
    const insights = ports.usages.filter(({ limitName }) => limitName === "ads_insights");
    expect(insights).toHaveLength(1);
    expect(insights[0]).toMatchObject({ accountId: "555010001", calls: open.requests.length });
    expect(insights[0]?.usedShare).toBeLessThan(0.75);
  });
});
