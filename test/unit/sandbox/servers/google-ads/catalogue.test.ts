import { describe, expect, test } from "vitest";
import { DIMENSIONS, FROMS, RESOURCES } from "../../../../../scripts/sandbox/servers/google-ads/catalogue/catalogue.ts";
import { REFUSED_WITH_SEGMENT } from "../../../../../scripts/sandbox/servers/google-ads/catalogue/metric-sets.ts";
import { METRICS } from "../../../../../scripts/sandbox/servers/google-ads/catalogue/metrics.ts";
import { googleName } from "../../../../../scripts/sandbox/servers/google-ads/catalogue/protos.ts";
import { constantsOf, protoField } from "./protos.ts";

const TYPE_IN_PROTOS: Readonly<Record<string, readonly string[]>> = {
  INT64: ["int64"],
  DOUBLE: ["double", "float"],
  STRING: ["string"],
  RESOURCE_NAME: ["string"],
  DATE: ["string"],
  BOOLEAN: ["bool"],
};

describe("the catalogue of the Google Ads sandbox", () => {
  test.each(
    [...DIMENSIONS.values()].map((field) => [field.name, field] as const),
  )("has %s as the protos have it", (name, { type, isRepeated }) => {
    const proto = protoField(name);
    expect(proto.isRepeated).toBe(isRepeated);
    if (type.startsWith("ENUM ")) {
      const enumName = type.slice(5);
      expect(proto.type).toBe(`enums.${enumName}Enum.${enumName}`);
      expect(constantsOf(proto.type)).toContain("UNSPECIFIED");
    } else if (type === "MESSAGE") expect(proto.type).toMatch(/^common\./);
    else expect(TYPE_IN_PROTOS[type]).toContain(proto.type);
  });

  test.each(METRICS.map(({ name, type }) => [name, type] as const))("has %s as the protos have it", (name, type) => {
    expect(TYPE_IN_PROTOS[type]).toContain(protoField(name).type);
  });

  test("names nothing that Google Ads does not have", () => {
    const names = [
      ...FROMS.flatMap(({ segments, metrics, notHeld }) => [...segments, ...metrics, ...notHeld]),
      ...Object.keys(REFUSED_WITH_SEGMENT),
      ...Object.values(REFUSED_WITH_SEGMENT).flat(),
    ];
    expect([...new Set(names)].filter((name) => googleName(name)?.kind !== "field")).toEqual([]);
    expect(RESOURCES.map(({ name }) => googleName(name)?.kind)).toEqual(RESOURCES.map(() => "message"));
  });

  test("has every field once", () => {
    const names = RESOURCES.flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("holds every segment and metric that it accepts", () => {
    const held = new Set([...DIMENSIONS.keys(), ...METRICS.map(({ name }) => name)]);
    const accepted = FROMS.flatMap(({ segments, metrics }) => [...segments, ...metrics]);
    expect(accepted.filter((name) => !held.has(name))).toEqual([]);
  });

  test.each([
    ["campaign.start_date", null],
    ["metrics.video_views", null],
    ["campaign.audience_setting", { kind: "message" }],
    ["campaign.start_date_time", { kind: "field", type: "STRING", isRepeated: false }],
    ["metrics.video_trueview_views", { kind: "field", type: "INT64", isRepeated: false }],
    ["campaign.labels", { kind: "field", type: "STRING", isRepeated: true }],
    ["ad_group.url_custom_parameters", { kind: "field", type: "MESSAGE", isRepeated: true }],
    ["campaign.serving_status", { kind: "field", type: "ENUM CampaignServingStatus", isRepeated: false }],
  ])("knows what %s is in v25", (name, found) => {
    expect(googleName(name)).toEqual(found);
  });
});
