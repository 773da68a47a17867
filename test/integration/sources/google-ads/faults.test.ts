import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "../../../../functions/lib/errors.ts";
import { type Fault, WIRE_FAULTS } from "../../../../scripts/sandbox/servers/faults.ts";
import { GOOGLE_ADS_FAULTS } from "../../../../scripts/sandbox/servers/google-ads/known-faults.ts";
import { type Reading, readAll, SECRETS } from "../../../unit/sources/google-ads/reading.ts";
import { AMERICA, EUROPE, onRequests, type World, world } from "./sandbox.ts";

const DAYS = { report: "campaign_daily", account: EUROPE, from: "2025-06-01", to: "2025-06-07" };
/** Nothing that another try would cure. */
const FATAL: Partial<Record<Fault, string>> = {
  day_quota: "quota",
  forbidden_account: "auth",
  service_disabled: "auth",
  project_not_approved: "auth",
};
const streamFaults: readonly Fault[] = [...WIRE_FAULTS, ...(GOOGLE_ADS_FAULTS.searchStream ?? [])];
const passing = streamFaults.filter((fault) => FATAL[fault] === undefined);
const lasting = passing.filter((fault) => fault !== "too_big" && fault !== "expired_token");

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

let clean: Reading;
beforeAll(async () => {
  const calm = await world();
  clean = await readAll(calm.source, DAYS);
  await calm.close();
  expect(clean.rows.length).toBeGreaterThan(50);
});

/** A server that says nothing is given up soon; any other is waited for, however busy the machine is. */
const timeoutsFor = (fault: Fault) =>
  fault === "hang" || fault === "stall" ? { timeouts: { totalMs: 5000, idleMs: 300 } } : {};

const sorted = (rows: Reading["rows"]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

describe("a fault that passes", () => {
  it.each(passing)("%s changes no row", async (fault) => {
    open = await world({ faults: onRequests("searchStream", 1, 1, fault), ...timeoutsFor(fault) });
    const reading = await readAll(open.source, DAYS);
    expect(reading.error).toBeNull();
    expect(sorted(reading.rows)).toEqual(sorted(clean.rows));
    expect(open.requests.filter(({ operation }) => operation === "searchStream").length).toBeGreaterThan(1);
  });

  it.each(passing.filter((fault) => fault !== "too_big"))("%s hides no account", async (fault) => {
    open = await world({ faults: onRequests("searchStream", 1, 1, fault), ...timeoutsFor(fault) });
    expect(await open.source.discover(new AbortController().signal)).toHaveLength(3);
  });

  it.each([
    ...WIRE_FAULTS,
    "server_error_json",
    "server_busy_delay",
    "expired_token",
  ] as const)("%s while accounts are asked for hides none", async (fault) => {
    open = await world({ faults: onRequests("listAccessibleCustomers", 1, 1, fault), ...timeoutsFor(fault) });
    expect(await open.source.discover(new AbortController().signal)).toHaveLength(3);
  });

  it.each([...WIRE_FAULTS, "server_error_json"] as const)("%s at the sign-in changes no row", async (fault) => {
    open = await world({ faults: onRequests("token", 1, 2, fault), ...timeoutsFor(fault) });
    const reading = await readAll(open.source, DAYS);
    expect(reading.error).toBeNull();
    expect(sorted(reading.rows)).toEqual(sorted(clean.rows));
  });

  it("a told wait is waited", async () => {
    open = await world({ faults: onRequests("searchStream", 1, 1, "throttle_delay") });
    await readAll(open.source, DAYS);
    expect(open.waits).toEqual([2000]);
  });
});

describe("a fault that lasts", () => {
  it.each(lasting)("%s is given up after five tries, without a row", async (fault) => {
    open = await world({ faults: onRequests("searchStream", 1, 99, fault), ...timeoutsFor(fault) });
    const reading = await readAll(open.source, DAYS);
    expect(reading.error).toMatchObject({ kind: "transient" });
    expect(reading.rows).toEqual([]);
    expect(open.requests.filter(({ operation }) => operation === "searchStream")).toHaveLength(5);
  });

  it.each(Object.entries(FATAL))("%s ends the reading at once as %s", async (fault, kind) => {
    open = await world({ faults: onRequests("searchStream", 1, 99, fault as Fault) });
    const { error, rows } = await readAll(open.source, DAYS);
    expect([error, rows]).toMatchObject([{ kind, fix: expect.any(String) }, []]);
    expect(open.requests.filter(({ operation }) => operation === "searchStream")).toHaveLength(1);
  });

  it("a spent day says when it renews", async () => {
    open = await world({ faults: onRequests("searchStream", 1, 99, "day_quota") });
    expect((await readAll(open.source, DAYS)).error).toMatchObject({ kind: "quota", retryAfterMs: 5 * 3_600_000 });
  });

  it("a token that is refused twice, or cannot be renewed, names the setting", async () => {
    for (const [operation, fault] of [
      ["searchStream", "expired_token"],
      ["token", "revoked_token"],
    ] as const) {
      open = await world({ faults: onRequests(operation, 1, 99, fault) });
      const { error } = await readAll(open.source, DAYS);
      expect(error).toMatchObject({ kind: "auth" });
      expect((error as AppError).fix).toContain("refresh_token");
      await open.close();
      open = undefined;
    }
  });

  it("a range that is always too much ends with one day", async () => {
    open = await world({ faults: onRequests("searchStream", 1, 99, "too_big") });
    expect((await readAll(open.source, DAYS)).error).toMatchObject({ kind: "transient", refuses: "range" });
    expect(open.requests.filter(({ operation }) => operation === "searchStream")).toHaveLength(4);
  });

  it("one account that is forbidden leaves the others readable", async () => {
    open = await world({
      faults: ({ operation, accountId }) =>
        operation === "searchStream" && accountId === EUROPE.accountId ? "forbidden_account" : null,
    });
    expect((await readAll(open.source, DAYS)).error).toMatchObject({ kind: "auth", refuses: "account" });
    const other = await readAll(open.source, { ...DAYS, account: AMERICA });
    expect([other.error, other.rows.length > 0]).toEqual([null, true]);
  });
});

describe("long readings", () => {
  it("renew a token that runs out on the way", async () => {
    open = await world({ oauth: { accessTokenSeconds: 1 } });
    for (const report of ["campaign_daily", "campaigns", "customers"])
      expect((await readAll(open.source, { ...DAYS, report })).error).toBeNull();
    expect(open.requests.filter(({ operation }) => operation === "token").length).toBeGreaterThan(2);
  });

  it("read a day without results as empty, which is no failure", async () => {
    open = await world();
    const { rows, error } = await readAll(open.source, { ...DAYS, from: "2025-04-01", to: "2025-04-02" });
    expect([rows, error]).toEqual([[], null]);
  });
});

describe("credentials", () => {
  it("of a service account are as good as a refresh token", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const folder = await mkdtemp(join(tmpdir(), "google-ads-"));
    try {
      const file = join(folder, "key.json");
      const email = "reader@velo.iam.gserviceaccount.com";
      const key = privateKey.export({ type: "pkcs8", format: "pem" });
      const account = { type: "service_account", project_id: "velo", client_email: email, private_key_id: "1" };
      await writeFile(file, JSON.stringify({ ...account, private_key: key }));
      open = await world({
        oauth: { serviceAccount: { email, publicKeyPem: publicKey.export({ type: "spki", format: "pem" }) } },
        settings: {
          client_id: undefined,
          client_secret: undefined,
          refresh_token: undefined,
          service_account_file: file,
        },
      });
      const reading = await readAll(open.source, DAYS);
      expect(sorted(reading.rows)).toEqual(sorted(clean.rows));
      expect(reading.usages).toMatchObject([{ scope: "velo" }]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    [{ clientSecret: "another" }, "client_secret"],
    [{ refreshToken: "another" }, "refresh_token"],
    [{ clientId: "another" }, "client_id"],
  ])("that the sandbox does not know (%j) are refused with what to check", async (oauth, setting) => {
    open = await world({ oauth });
    const error = await open.source.discover(new AbortController().signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "auth" });
    expect((error as AppError).fix).toContain(setting);
    for (const secret of Object.values(SECRETS)) expect(inspect(error, { depth: 9 })).not.toContain(secret);
  });
});
