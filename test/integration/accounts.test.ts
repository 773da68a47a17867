import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import { createMarket } from "../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../scripts/sandbox/market/settings.ts";
import { type Sandbox, startSandbox } from "../../scripts/sandbox/sandbox.ts";

const CLI = new URL("../../scripts/cli.ts", import.meta.url).pathname;
const DAYS = 20;
const today = new Date().toISOString().slice(0, 10);

let folder = "";
let sandbox: Sandbox;
/** Called for every request that a platform answers. */
let onRequest: (url: string) => void = () => {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "accounts-"));
  const market = createMarket({
    ...defaultMarketSettings,
    firstDay: dayText(dayNumber(today) - DAYS),
    days: DAYS,
    contacts: 100,
  });
  sandbox = await startSandbox({
    market,
    nowMs: () => Date.now(),
    faults: ({ url }) => {
      onRequest(url);
      return null;
    },
  });
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a verb on settings and secrets of its own, beside the sandbox in this process. */
async function run(
  name: string,
  settings: string,
  args: readonly string[],
  secrets: Readonly<Record<string, string>> = {},
  onStart: (kill: (signal?: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  const file = join(folder, `${name}.yaml`);
  await writeFile(file, settings);
  const child = spawn(process.execPath, [CLI, ...args, "--settings", file, "--data-dir", join(folder, name)], {
    env: { PATH: process.env.PATH, ...sandbox.environment, ...secrets },
    cwd: folder,
  });
  onStart((signal = "SIGKILL") => child.kill(signal));
  let [out, err] = ["", ""];
  child.stdout.on("data", (part) => {
    out += part;
  });
  child.stderr.on("data", (part) => {
    err += part;
  });
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => settle({ code, signal, out, err }));
  });
}

/** The sandbox's settings with these sources alone. */
function only(...sources: readonly string[]): string {
  const [head = "", ...sections] = sandbox.settingsYaml.split(/^(?= {2}\w+:$)/m);
  return head + sections.filter((section) => sources.some((name) => section.startsWith(`  ${name}:`))).join("");
}

describe("settings with a Google section alone", () => {
  it("read Google and skip the rest without a word", async () => {
    const night = await run("google", only("google_ads"), ["nightly", "--json"]);
    const document = JSON.parse(night.out);
    expect([night.code, document.status]).toEqual([0, "done"]);
    const steps: readonly string[] = document.steps.map(({ step }: { step: string }) => step);
    expect(steps.filter((step) => step.startsWith("ingest_"))).toEqual(["ingest_google_ads"]);
    const status = JSON.parse((await run("google", only("google_ads"), ["status", "--json"])).out);
    const shown = new Set(status.sources.map(({ source }: { source: string }) => source));
    expect(shown).toEqual(new Set(["google_ads"]));
  }, 120_000);

  it("have nothing more to do at a second firing", async () => {
    const night = JSON.parse((await run("google", only("google_ads"), ["nightly", "--json"])).out);
    expect(night.status).toBe("skipped");
  }, 120_000);
});

describe("a wrong credential", () => {
  const CASES = [
    ["google_ads", { SANDBOX_GOOGLE_REFRESH_TOKEN: "1//planted-refresh" }, /refresh_token/],
    ["facebook_ads", { SANDBOX_FACEBOOK_ACCESS_TOKEN: "EAAplanted" }, /access_token/],
    ["hubspot", { SANDBOX_HUBSPOT_ACCESS_TOKEN: "pat-planted" }, /access_token/],
    ["salesforce", { SANDBOX_SALESFORCE_CLIENT_SECRET: "planted-secret" }, /client_secret|client_id/],
    ["ga4", { SANDBOX_GOOGLE_CLIENT_SECRET: "planted-secret" }, /client_secret|client_id/],
  ] as const;

  it.each(CASES)(
    "of %s is named with what to fix by doctor, backfill and the night, exit 3",
    async (source, secrets, key) => {
      const doctor = await run(source, only(source), ["doctor", "--json"], secrets);
      const check = JSON.parse(doctor.out).checks.find(({ check: name }: { check: string }) => name.startsWith(source));
      expect([doctor.code, check.status]).toEqual([3, "fail"]);
      expect(`${check.detail} ${check.fix}`).toMatch(key);
      const backfill = await run(source, only(source), ["backfill", "--from", dayText(dayNumber(today) - 2)], secrets);
      expect([backfill.code, backfill.err]).toEqual([3, expect.stringMatching(key)]);
      const night = await run(source, only(source), ["nightly"], secrets);
      expect([night.code, night.out + night.err]).toEqual([3, expect.stringMatching(key)]);
      const texts = [doctor, backfill, night].map(({ out, err }) => out + err).join("");
      expect(texts).not.toMatch(/planted/);
    },
    120_000,
  );

  it("that is missing stops its source, not a query", async () => {
    const secrets = { SANDBOX_FACEBOOK_ACCESS_TOKEN: "" };
    const doctor = await run("google", only("facebook_ads"), ["doctor"], secrets);
    expect([doctor.code, doctor.out]).toEqual([2, expect.stringMatching(/set SANDBOX_FACEBOOK_ACCESS_TOKEN/)]);
    const query = await run("google", only("facebook_ads"), ["query", "select 1 as one", "--json"], secrets);
    expect([query.code, JSON.parse(query.out)]).toEqual([0, [{ one: 1 }]]);
  }, 120_000);
});

describe("a backfill of several sources", () => {
  const two = only.bind(null, "google_ads", "hubspot");
  const from = ["--from", dayText(dayNumber(today) - 2)];

  it("of one report reads the sources that have it, and status shows them before any night", async () => {
    const backfill = await run("two", two(), ["backfill", "--report", "campaign_daily", ...from, "--json"]);
    const { sources } = JSON.parse(backfill.out);
    expect([backfill.code, sources.map(({ source }: { source: string }) => source)]).toEqual([0, ["google_ads"]]);
    const status = JSON.parse((await run("two", two(), ["status", "--json"])).out);
    const states = status.sources.map(({ report, status: state }: Record<string, string>) => `${report} ${state}`);
    expect(states).toContain("campaign_daily ok");
    expect(states).toContain("contacts empty");
  }, 120_000);

  it("asks for what it was not told, exit 2", async () => {
    const refused = async (name: string, settings: string, ...args: readonly string[]) => {
      const { code, err } = await run(name, settings, args);
      expect(code).toBe(2);
      return err;
    };
    expect(await refused("two", two(), "backfill", "--account", "1234567890")).toMatch(/name its source with --source/);
    expect(await refused("two", two(), "backfill", "--report", "campaign")).toMatch(
      /google_ads: campaign_daily, .*; hubspot:/,
    );
    expect(await refused("two", two(), "status", "--source", "tiktok")).toMatch(/name one of google_ads, hubspot/);
    expect(await refused("none", "time_zone: UTC\n", "backfill")).toMatch(
      /expected a source to read, got settings without any/,
    );
  }, 120_000);

  it("says on Ctrl-C that it goes on where it was", async () => {
    const stopped = await run("stopped", only("google_ads"), ["backfill"], {}, (kill) => {
      onRequest = (url) => {
        if (url.includes("searchStream")) kill("SIGINT");
      };
    });
    onRequest = () => {};
    expect([stopped.code, stopped.err]).toEqual([
      130,
      expect.stringContaining("the same command goes on where it was"),
    ]);
  }, 120_000);
});

describe("a backfill that was killed", () => {
  const args = [
    "backfill",
    "--from",
    dayText(dayNumber(today) - DAYS),
    "--to",
    dayText(dayNumber(today) - 1),
    "--json",
  ];

  it("goes on where it was, and reads nothing twice", async () => {
    let streams = 0;
    const killed = await run("killed", only("google_ads"), args, {}, (kill) => {
      onRequest = (url) => {
        if (url.includes("searchStream")) streams += 1;
        if (streams === 12) kill();
      };
    });
    expect(killed.signal).toBe("SIGKILL");
    streams = 0;
    onRequest = (url) => {
      if (url.includes("searchStream")) streams += 1;
    };
    const resumed = JSON.parse((await run("killed", only("google_ads"), args)).out);
    const afterKill = streams;
    streams = 0;
    const whole = JSON.parse((await run("whole", only("google_ads"), args)).out);
    expect([resumed.status, whole.status]).toEqual(["done", "done"]);
    expect(afterKill).toBeLessThan(streams);
    const spend = "select sum(spend) as spend, count(*) as n from staging.stg_google_ads__campaign_daily as d";
    const sums = await Promise.all(
      ["killed", "whole"].map((name) => run(name, only("google_ads"), ["query", spend, "--json"])),
    );
    expect(JSON.parse(sums[0]?.out ?? "")).toEqual(JSON.parse(sums[1]?.out ?? ""));
    streams = 0;
    const again = JSON.parse((await run("whole", only("google_ads"), args)).out);
    expect(again.status).toBe("skipped");
    onRequest = () => {};
  }, 180_000);
});
