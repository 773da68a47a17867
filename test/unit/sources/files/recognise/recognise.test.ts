import { describe, expect, it } from "vitest";
import { families } from "../../../../../functions/sources/files/families/index.ts";
import { fold } from "../../../../../functions/sources/files/recognise/header.ts";
import { recognise } from "../../../../../functions/sources/files/recognise/recognise.ts";

const columnsOf = (headers: readonly string[], options = {}) =>
  Object.fromEntries(recognise(headers, options).columns.map(({ column, header }) => [column.name, header]));
const errorOf = (headers: readonly string[], options = {}): { message: string; fix: string; kind: string } => {
  try {
    recognise(headers, options);
  } catch (error) {
    return error as { message: string; fix: string; kind: string };
  }
  throw new Error("expected a refusal");
};

describe("the families", () => {
  it("give each header one meaning", () => {
    for (const family of families) {
      const seen = new Map<string, string>();
      const named = [
        ...family.columns,
        ...(family.ratios ?? []).filter(({ name }) => !family.columns.some((c) => c.name === name)),
      ];
      for (const { name, aliases } of named) {
        for (const key of new Set([name, ...aliases].map(fold))) {
          expect(seen.get(key), `${family.name}: "${key}" is ${seen.get(key)} and ${name}`).toBeUndefined();
          seen.set(key, name);
        }
      }
    }
  });

  it("require, identify and derive from columns they have", () => {
    for (const family of families) {
      const own = new Set([...family.columns.map(({ name }) => name), ...(family.adds ?? []).map(({ name }) => name)]);
      const used = [
        ...family.requires.flat(),
        ...(family.rowRequires ?? []).flat(),
        ...family.key.ids.flat(),
        ...family.key.with,
      ];
      for (const name of used) expect(own, `${family.name}.${name}`).toContain(name);
    }
  });

  it("are recognised by their own column names, all but those that must be named", () => {
    for (const family of families.filter(({ onlyWhenNamed }) => onlyWhenNamed !== true)) {
      expect(
        recognise(
          family.columns.map(({ name }) => name),
          {},
        ).family.name,
      ).toBe(family.name);
    }
  });
});

describe("recognising a file", () => {
  it("prefers the family that explains most headers", () => {
    expect(recognise(["Day", "Campaign", "Budget", "Cost", "Clicks"], {}).family.name).toBe("ad_daily");
    expect(
      recognise(["id", "daily_budget", "start_time", "stop_time", "user_id", "project_name"], {}).family.name,
    ).toBe("campaigns");
    expect(recognise(["lead_id", "status", "created_at"], {}).family.name).toBe("lead_status_changes");
  });

  it("takes the best of several headers for a column and leaves the others alone", () => {
    const bound = recognise(["Day", "Campaign", "Budget", "Cost"], {});
    expect(columnsOf(["Day", "Campaign", "Budget", "Cost"])).toMatchObject({ spend: "Cost" });
    expect(bound.unknown).toEqual([2]);
  });

  it("takes a map for granted, also a constant, and uses a header once", () => {
    const map = { spend: "Investment", platform: "'linkedin_ads'" };
    expect(columnsOf(["Day", "Campaign", "Investment", "Cost"], { map })).toMatchObject({
      spend: "Investment",
      platform: "'linkedin_ads'",
    });
  });

  it("uses settings of a family where their headers are there", () => {
    const familyMaps = { ad_daily: { spend: "Investment", clicks: "Taps" } };
    expect(columnsOf(["Day", "Campaign", "Investment"], { familyMaps })).toEqual({
      date_day: "Day",
      campaign_name: "Campaign",
      spend: "Investment",
    });
  });

  it("refuses a header that fits nothing, with the nearest family, what is missing and what to write", () => {
    const error = errorOf(["Day", "Campagn", "Spned"]);
    expect(error.kind).toBe("data");
    expect(error.message).toContain("nearest is ad_daily");
    expect(error.message).toContain("missing: campaign_id or campaign_name");
    expect(error.fix).toContain('--map "Spned=spend"');
    expect(error.fix).toContain("--family");
  });

  it("says that nothing is known where nothing is", () => {
    expect(errorOf(["foo", "bar"]).message).toContain("of which none is known");
  });

  it("refuses what fits two families alike, naming both", () => {
    const error = errorOf(["user_id", "value", "currency", "touch_at", "channel", "converted_at", "conversion_type"]);
    expect(error.message).toContain("fits conversions and touches alike");
    expect(error.fix).toContain("--family conversions");
  });

  it("refuses a named family whose columns are missing, a family and a target that do not exist", () => {
    expect(errorOf(["Day", "Cost"], { family: "orders" })).toMatchObject({
      kind: "data",
      message: expect.stringContaining("missing: order_id"),
    });
    expect(errorOf(["Day"], { family: "adz" })).toMatchObject({
      kind: "settings",
      fix: expect.stringContaining("ad_daily"),
    });
    expect(errorOf(["Day"], { family: "orders", map: { spend: "Day" } })).toMatchObject({
      kind: "settings",
      fix: expect.stringContaining("order_id"),
    });
    expect(errorOf(["Day"], { family: "orders", map: { order_id: "Nr" } })).toMatchObject({
      kind: "settings",
      message: expect.stringContaining('"Nr"'),
    });
  });
});
