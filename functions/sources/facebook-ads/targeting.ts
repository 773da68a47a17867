import type { RawRow } from "../source.ts";
import type { Targeting } from "./schema.ts";

const GENDERS: Readonly<Record<number, string>> = { 1: "male", 2: "female" };

/** Whom an ad set reaches for, flat: lists as sorted text, null where the ad set sets no such limit. */
export function flatTargeting(targeting: Targeting): RawRow {
  const interests = [
    ...(targeting.interests ?? []),
    ...(targeting.flexible_spec ?? []).flatMap((spec) => spec.interests ?? []),
  ];
  return {
    age_min: targeting.age_min ?? null,
    age_max: targeting.age_max ?? null,
    genders: joined(targeting.genders?.map((gender) => GENDERS[gender] ?? `gender ${gender}`)),
    countries: joined(targeting.geo_locations?.countries),
    interests: joined(interests.map(label)),
    custom_audiences: joined(targeting.custom_audiences?.map(label)),
    excluded_custom_audiences: joined(targeting.excluded_custom_audiences?.map(label)),
    publisher_platforms: joined(targeting.publisher_platforms),
    platform_positions: joined(positions(targeting)),
    device_platforms: joined(targeting.device_platforms),
  };
}

/** `facebook_positions: ["feed"]` → `facebook feed`. */
function positions(targeting: Targeting): readonly string[] {
  return Object.entries(targeting).flatMap(([key, value]) => {
    const platform = /^(.+)_positions$/.exec(key)?.[1];
    return platform === undefined || !Array.isArray(value) ? [] : value.map((position) => `${platform} ${position}`);
  });
}

function label({ id, name }: { readonly id?: string | undefined; readonly name?: string | undefined }): string {
  return name ?? id ?? "";
}

function joined(words: readonly string[] | undefined): string | null {
  const all = [...new Set(words ?? [])].filter((word) => word !== "").sort();
  return all.length === 0 ? null : all.join("; ");
}
