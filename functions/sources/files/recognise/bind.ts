import { AppError } from "../../../lib/errors.ts";
import type { Family, FamilyColumn, StatedRatio } from "../families/family.ts";
import { fold, type HeaderReading, headerReadings } from "./header.ts";

/** A family's column found in the file, or given as a constant. */
export interface Binding {
  readonly column: FamilyColumn;
  /** Index of the header; null for a constant. */
  readonly index: number | null;
  readonly constant: string | null;
  readonly header: string;
  readonly currency: string | null;
  readonly unit: HeaderReading["unit"];
  /** `name` the header is the column's own name, `alias` a known one, `map` said by the user. */
  readonly how: "name" | "alias" | "map";
}

export interface RatioBinding {
  readonly ratio: StatedRatio;
  readonly index: number;
  readonly header: string;
  readonly unit: HeaderReading["unit"];
}

/** A wide column: `media:tv` or, for facts, the fact's name. */
export interface SeriesBinding {
  readonly index: number;
  readonly header: string;
  readonly kind: string;
  readonly series: string;
}

/** How a file's headers become a family's columns. */
export interface Bound {
  readonly family: Family;
  readonly columns: readonly Binding[];
  readonly ratios: readonly RatioBinding[];
  /** Unknown to the raw table, but known to split rows: part of the row key. */
  readonly breakdowns: readonly number[];
  readonly series: readonly SeriesBinding[];
  /** Headers no family column claimed, breakdowns included. */
  readonly unknown: readonly number[];
  /** Groups of which no column was found. */
  readonly missing: readonly (readonly string[])[];
}

/** `--map theirs=ours`: keys are our columns, values their headers or `'text'` for a constant. */
export type ColumnMap = Readonly<Record<string, string>>;

const SERIES_KINDS: ReadonlySet<string> = new Set([
  ...["kpi", "value_per_kpi", "population", "media", "spend", "organic", "treatment", "control", "reported_kpi"],
]);

/**
 * Finds each column of a family among the headers: what the map says first, then the column's own name, then its
 * aliases in order. Every header is used at most once. Throws a settings error where the map names what is not there.
 */
export function bind(family: Family, headers: readonly string[], map: ColumnMap): Bound {
  const readings = headers.map(headerReadings);
  const free = new Set(headers.keys());
  const found = new Map<string, Binding>();
  const series: SeriesBinding[] = [];
  for (const [ours, theirs] of Object.entries(map)) {
    const constant = /^'(.*)'$/s.exec(theirs)?.[1];
    const target = family.columns.find(({ name }) => name === ours);
    const wide = target === undefined && family.unpivot === "mmm_panel" ? seriesKind(ours) : null;
    if (target === undefined && wide === null) throw unknownTarget(family, ours);
    const index = constant === undefined ? headerIndex(headers, theirs) : null;
    if (index !== null) free.delete(index);
    if (target !== undefined) {
      const reading = index === null ? undefined : readings[index]?.[0];
      found.set(ours, {
        column: target,
        index,
        constant: constant ?? null,
        header: theirs,
        currency: reading?.currency ?? null,
        unit: reading?.unit ?? null,
        how: "map",
      });
    } else if (wide !== null && index !== null) {
      series.push({ index, header: theirs, kind: wide.kind, series: wide.series ?? theirs });
    }
  }
  for (const column of family.columns) {
    if (found.has(column.name)) continue;
    const hit = search(column, readings, free);
    if (hit === null) continue;
    free.delete(hit.index);
    found.set(column.name, { column, constant: null, header: headers[hit.index] ?? "", ...hit });
  }
  const ratios = bindRatios(family, headers, readings, free);
  const splits = new Set((family.breakdowns ?? []).map(fold));
  const unknown = [...free].sort((a, b) => a - b);
  return {
    family,
    columns: family.columns.flatMap(({ name }) => found.get(name) ?? []),
    ratios,
    breakdowns: unknown.filter((index) => splits.has(readings[index]?.at(-1)?.key ?? "")),
    series,
    unknown,
    missing: family.requires.filter((group) => !group.some((name) => found.has(name))),
  };
}

function search(column: FamilyColumn, readings: readonly (readonly HeaderReading[])[], free: ReadonlySet<number>) {
  const names = [column.name, ...column.aliases];
  for (const [rank, name] of names.entries()) {
    const key = fold(name);
    for (const index of free) {
      const reading = readings[index]?.find((candidate) => candidate.key === key && accepts(column, candidate));
      if (reading === undefined) continue;
      const { currency, unit } = reading;
      return { index, currency, unit, how: rank === 0 ? ("name" as const) : ("alias" as const) };
    }
  }
  return null;
}

/** A unit only fits columns that have one: `Clicks (EUR)` is not `Clicks`. */
function accepts({ kind }: FamilyColumn, { currency, unit }: HeaderReading): boolean {
  if (currency !== null || unit === "micros") return kind === "money";
  return unit !== "percent" || kind === "rate" || kind === "number";
}

function bindRatios(
  family: Family,
  headers: readonly string[],
  readings: readonly (readonly HeaderReading[])[],
  free: Set<number>,
): readonly RatioBinding[] {
  return (family.ratios ?? []).flatMap((ratio) => {
    const hit = search({ name: ratio.name, kind: ratioKind(ratio), aliases: ratio.aliases }, readings, free);
    if (hit === null) return [];
    free.delete(hit.index);
    return [{ ratio, index: hit.index, header: headers[hit.index] ?? "", unit: hit.unit }];
  });
}

function ratioKind({ numerator, denominator }: StatedRatio): "money" | "rate" {
  return numerator === "spend" && denominator !== "conversion_value" ? "money" : "rate";
}

function seriesKind(ours: string): { readonly kind: string; readonly series: string | null } | null {
  const [kind = "", ...rest] = ours.split(":");
  return SERIES_KINDS.has(kind) ? { kind, series: rest.length === 0 ? null : rest.join(":") } : null;
}

function headerIndex(headers: readonly string[], theirs: string): number {
  const exact = headers.indexOf(theirs);
  const index = exact >= 0 ? exact : headers.findIndex((header) => fold(header) === fold(theirs));
  if (index >= 0) return index;
  throw new AppError(
    `expected a header "${theirs}", as the mapping says, got ${headers.map((h) => `"${h}"`).join(", ")}`,
    {
      kind: "settings",
      where: "--map",
      fix: "write --map theirs=ours with theirs as it stands in the file",
    },
  );
}

function unknownTarget(family: Family, ours: string): AppError {
  return new AppError(`expected a column of ${family.name} on the right of --map, got "${ours}"`, {
    kind: "settings",
    where: `--map …=${ours}`,
    fix: `use one of ${family.columns.map(({ name }) => name).join(", ")}`,
  });
}
