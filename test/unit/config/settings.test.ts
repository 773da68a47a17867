import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { z } from "zod";
import { loadSettings, resolveSecret } from "../../../functions/config/load-settings.ts";
import { readPepper } from "../../../functions/config/pepper.ts";
import { defaultSettings, settingsSchema } from "../../../functions/config/settings.ts";

const EXAMPLE = new URL("../../../settings.example.yaml", import.meta.url);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "settings-"));
});

async function problemsOf(yaml: string): Promise<readonly string[]> {
  const file = join(folder, "settings.yaml");
  await writeFile(file, yaml);
  try {
    await loadSettings(file, {});
    return [];
  } catch (error) {
    return (error as Error).message.replaceAll(folder, "").split("\n");
  }
}

/** Dotted paths of every fixed key of the schema. */
function keysOf(schema: z.ZodType, path: string): readonly string[] {
  const definition = schema.def as {
    readonly type: string;
    readonly innerType?: z.ZodType;
    readonly in?: z.ZodType;
    readonly shape?: Record<string, z.ZodType>;
  };
  if (definition.shape !== undefined) {
    return Object.entries(definition.shape).flatMap(([key, part]) => {
      const own = path === "" ? key : `${path}.${key}`;
      return [own, ...keysOf(part, own)];
    });
  }
  const inner = definition.innerType ?? definition.in;
  return inner === undefined ? [] : keysOf(inner, path);
}

describe("settings.example.yaml", () => {
  it("is valid and documents every key", async () => {
    const text = await readFile(EXAMPLE, "utf8");
    expect(await problemsOf(text)).toEqual([]);
    // A key that another one excludes stands there as a comment.
    const example = parse(text.replaceAll(/^( *)# (\w+_\w+: )/gm, "$1$2")) as Record<string, unknown>;
    const missing = keysOf(settingsSchema, "").filter(
      (path) =>
        path
          .split(".")
          .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], example) === undefined,
    );
    expect(missing).toEqual([]);
  });
});

describe("broken settings", () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["an unknown key", "currencies: EUR", /settings\.yaml:1:1 currencies: expected a known key.*fix:/],
    ["an unknown nested key", "warehouse:\n  engin: duckdb", /:2:3 warehouse\.engin: expected a known key/],
    [
      "an unknown zone",
      "time_zone: Europe/Berlinn",
      /:1:12 time_zone: expected an IANA time zone.*got "Europe\/Berlinn"/,
    ],
    [
      "a currency in words",
      "reporting_currency: euro",
      /:1:21 reporting_currency: expected an ISO 4217 code.*got "euro"/,
    ],
    ["another engine", "warehouse: {engine: postgres}", /:1:21 warehouse\.engine: expected .*duckdb.*got "postgres"/],
    [
      "a memory limit without a unit",
      "warehouse: {memory_limit: '4'}",
      /warehouse\.memory_limit: expected a size such as 4GB, got "4"/,
    ],
    ["no threads", "warehouse: {threads: 0}", /warehouse\.threads: expected .*got 0/],
    ["a stage that is none", "stages: {NEW: fresh}", /:1:15 stages\.NEW: expected .*got "fresh"/],
    [
      "a channel without a name",
      "channels:\n  - {source: google}",
      /:2:5 channels\[0\]\.channel: expected .*got nothing/,
    ],
    ["no channels", "channels: []", /channels: expected .*got \[\]/],
    ["a rule key that is none", "channels: [{channel: a, sourse: b}]", /channels\[0\]\.sourse: expected a known key/],
    [
      "a negative cost per click",
      "sources: {files: {max_cpc: {EUR: -1}}}",
      /sources\.files\.max_cpc\.EUR: expected .*got -1/,
    ],
    [
      "another meaning of a cost",
      "sources: {files: {acquisition_cost: each}}",
      /sources\.files\.acquisition_cost: expected .*got "each"/,
    ],
    [
      "a family without a map",
      "sources: {files: {families: {leads: {map: spend}}}}",
      /sources\.files\.families\.leads\.map: expected .*got "spend"/,
    ],
    ["a source that is not built", "sources: {tiktok: {}}", /sources\.tiktok: expected a known key/],
    [
      "a look-back of no days",
      "attribution: {lookback_days_lead: 0}",
      /attribution\.lookback_days_lead: expected .*got 0/,
    ],
    ["half a day", "attribution: {lookback_days_lead: 1.5}", /attribution\.lookback_days_lead: expected .*got 1.5/],
    [
      "a horizon in words",
      "models: {lead_score: {horizon_days: ninety}}",
      /models\.lead_score\.horizon_days: expected .*got "ninety"/,
    ],
    [
      "hot below base",
      "models: {lead_score: {hot_odds_ratio: 0.5}}",
      /models\.lead_score\.hot_odds_ratio: expected .*got 0.5/,
    ],
    [
      "a decay of one",
      "models: {mmm: {adstock_decay: {Brand: 1}}}",
      /models\.mmm\.adstock_decay\.Brand: expected .*got 1/,
    ],
    ["a model that is none", "models: {mmm: {model_type: magic}}", /models\.mmm\.model_type: expected .*got "magic"/],
    ["no scenario", "models: {budget: {scenarios: []}}", /models\.budget\.scenarios: expected .*got \[\]/],
    ["bounds above all", "models: {budget: {bounds: 2}}", /models\.budget\.bounds: expected .*got 2/],
    ["a list instead of keys", "- a\n- b", /\(file\): expected .*got \["a","b"\]/],
    ["text instead of keys", "hello", /\(file\): expected .*got "hello"/],
  ];
  it.each(cases)("%s: names line, key, expected, got and fix", async (_name, yaml, pattern) => {
    const problems = await problemsOf(yaml);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(pattern);
    expect(problems[0]).toMatch(/fix: /);
  });

  it("lists every problem at once", async () => {
    expect(await problemsOf("time_zone: X/Y\nwarehouse: {threads: -1}\nfoo: 1")).toHaveLength(3);
  });

  it("says where the YAML itself is broken", async () => {
    await writeFile(join(folder, "broken.yaml"), "a: [1, 2\nb: 3");
    await expect(loadSettings(join(folder, "broken.yaml"), {})).rejects.toMatchObject({
      kind: "settings",
      where: expect.stringMatching(/broken\.yaml:\d+:\d+$/),
    });
  });

  it("never prints a secret that stands where only its name may stand", async () => {
    const [problem] = await problemsOf("privacy: {pepper: hunter2-secret}");
    expect(problem).toMatch(/privacy\.pepper: expected env:NAME/);
    expect(problem).not.toContain("hunter2");
  });
});

describe("defaults and environment", () => {
  it("an absent file gives the defaults, frozen at every depth", async () => {
    const settings = await loadSettings(null, {});
    expect(settings).toEqual(defaultSettings);
    expect(Object.isFrozen(settings.models.mmm.time_features)).toBe(true);
  });

  it("the environment goes before the file, and is checked alike", async () => {
    await writeFile(join(folder, "zone.yaml"), "time_zone: Europe/Berlin");
    expect(
      (await loadSettings(join(folder, "zone.yaml"), { MARKETING_WAREHOUSE_TIME_ZONE: "America/New_York" })).time_zone,
    ).toBe("America/New_York");
    await expect(loadSettings(null, { MARKETING_WAREHOUSE_TIME_ZONE: "Nowhere" })).rejects.toThrow(
      /time_zone: expected an IANA time zone/,
    );
  });

  it("a named file that is missing is an error, a missing secret too", async () => {
    await expect(loadSettings(join(folder, "none.yaml"), {})).rejects.toMatchObject({ kind: "settings" });
    expect(() => resolveSecret("env:PEPPER", {})).toThrow(/PEPPER/);
    expect(resolveSecret("env:PEPPER", { PEPPER: "x" })).toBe("x");
  });

  it("stages of the file add to the default map", async () => {
    await writeFile(join(folder, "stages.yaml"), "stages: {NO_ANSWER: lead, WON: lost}");
    expect((await loadSettings(join(folder, "stages.yaml"), {})).stages).toMatchObject({
      NO_ANSWER: "lead",
      WON: "lost",
      LOST: "lost",
    });
  });

  it("the pepper is made once per data folder, and the named one is used instead", async () => {
    const made = await readPepper(defaultSettings, {}, folder);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(await readPepper(defaultSettings, {}, folder)).toBe(made);
    const named = { ...defaultSettings, privacy: { pepper: "env:P" } };
    expect(await readPepper(named, { P: "one" }, folder)).not.toBe(await readPepper(named, { P: "two" }, folder));
  });
});
