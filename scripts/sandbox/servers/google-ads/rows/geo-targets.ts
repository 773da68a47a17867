/** A place as `geo_target_constant` lists it. */
export interface GeoTarget {
  readonly id: string;
  readonly name: string;
  readonly countryCode: string;
  readonly targetType: "Country" | "State" | "Province";
  readonly canonicalName: string;
  readonly parentId: string | null;
}

const COUNTRIES = [
  { id: "2276", name: "Germany", countryCode: "DE" },
  { id: "2040", name: "Austria", countryCode: "AT" },
  { id: "2840", name: "United States", countryCode: "US" },
  { id: "2124", name: "Canada", countryCode: "CA" },
] as const;
const REGIONS = [
  { id: "20228", name: "North Rhine-Westphalia", countryId: "2276" },
  { id: "20226", name: "Bavaria", countryId: "2276" },
  { id: "20233", name: "Baden-Wurttemberg", countryId: "2276" },
  { id: "20044", name: "Vienna", countryId: "2040" },
  { id: "21137", name: "California", countryId: "2840" },
  { id: "21167", name: "New York", countryId: "2840" },
  { id: "21176", name: "Texas", countryId: "2840" },
  { id: "20121", name: "Ontario", countryId: "2124" },
] as const;

/** The places that the market's reports name. Ids outside the United States are the market's own. */
export const GEO_TARGETS: readonly GeoTarget[] = [
  ...COUNTRIES.map((country) => ({
    ...country,
    targetType: "Country" as const,
    canonicalName: country.name,
    parentId: null,
  })),
  ...REGIONS.map(({ id, name, countryId }) => {
    const country = COUNTRIES.find((one) => one.id === countryId) ?? COUNTRIES[0];
    return {
      id,
      name,
      countryCode: country.countryCode,
      targetType: country.countryCode === "CA" ? ("Province" as const) : ("State" as const),
      canonicalName: `${name},${country.name}`,
      parentId: countryId,
    };
  }),
];
