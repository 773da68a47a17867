import { AppError } from "../../../lib/errors.ts";
import type { Family } from "../families/family.ts";
import { families } from "../families/index.ts";
import { type Bound, bind, type ColumnMap } from "./bind.ts";
import { nearMisses } from "./near-misses.ts";

export interface RecogniseOptions {
  /** `--family`, or the family of the file in settings. */
  readonly family?: string;
  /** Our column ← their header, from `--map`. */
  readonly map?: ColumnMap;
  /** Columns that a flag gives to every row. */
  readonly given?: readonly string[];
  /** Maps of settings by family. */
  readonly familyMaps?: Readonly<Record<string, ColumnMap>>;
}

/**
 * The family of a file by its headers. A family fits when every group of required columns is there; among those that
 * fit, the one that explains most headers wins, then the one of whose own columns at least twice the share is there. Throws a data error
 * where none or several fit, with what was found, what is missing and how to name it.
 */
export function recognise(headers: readonly string[], options: RecogniseOptions): Bound {
  const { family: name, map = {}, familyMaps = {}, given = [] } = options;
  const bindGiven = (family: Family): Bound => {
    const bound = bind(family, headers, mapFor(family));
    return { ...bound, missing: bound.missing.filter((group) => !group.some((column) => given.includes(column))) };
  };
  const mapFor = (family: Family): ColumnMap => ({ ...usable(family, headers, familyMaps[family.name] ?? {}), ...map });
  if (name !== undefined) return named(headers, bindGiven(familyNamed(name)));
  const candidates = families.filter((family) => family.onlyWhenNamed !== true && mapsOnto(family, map)).map(bindGiven);
  const [best, second] = candidates.filter(fits).toSorted(byExplanation);
  if (best === undefined) throw unrecognised(headers, nearest(headers, candidates));
  if (second !== undefined && isCloseCall(best, second)) throw ambiguous(headers, best, second);
  return best;
}

function familyNamed(name: string): Family {
  const family = families.find((candidate) => candidate.name === name);
  if (family !== undefined) return family;
  throw new AppError(`expected a family, got "${name}"`, {
    kind: "settings",
    where: "--family",
    fix: `use one of ${families.map((candidate) => candidate.name).join(", ")}`,
  });
}

function named(headers: readonly string[], bound: Bound): Bound {
  const { family } = bound;
  if (fits(bound) || (family.unpivot !== undefined && fitsWide(bound)) || family.name === "lookup") return bound;
  throw new AppError(`expected the columns of ${family.name} (${family.title}), ${lacks(bound)}`, {
    kind: "data",
    fix: advice(headers, bound),
  });
}

function fits(bound: Bound): boolean {
  return bound.missing.length === 0;
}

/** A wide file needs only what identifies its rows; its other columns become rows. */
function fitsWide({ family, columns, series, unknown }: Bound): boolean {
  const [identity = []] = family.requires;
  const hasIdentity = columns.some(({ column }) => identity.includes(column.name));
  return hasIdentity && (family.unpivot === "mmm_panel" ? series.length > 0 : unknown.length > 0);
}

/** Settings map a family, not a file: headers this file lacks are left out. */
function usable(family: Family, headers: readonly string[], map: ColumnMap): ColumnMap {
  const known = family.columns.map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(map).filter(
      ([ours, theirs]) => known.includes(ours) && (theirs.startsWith("'") || headers.includes(theirs)),
    ),
  );
}

function mapsOnto(family: Family, map: ColumnMap): boolean {
  return Object.keys(map).every((ours) => family.columns.some(({ name }) => name === ours));
}

function explained({ columns, ratios, breakdowns }: Bound): number {
  return columns.filter(({ index }) => index !== null).length + ratios.length + breakdowns.length;
}

function completeness({ family, columns }: Bound): number {
  return columns.length / family.columns.length;
}

function byExplanation(a: Bound, b: Bound): number {
  return explained(b) - explained(a) || completeness(b) - completeness(a);
}

/** As many headers explained, and not clearly more of the one family's columns there than of the other's. */
function isCloseCall(best: Bound, second: Bound): boolean {
  return explained(best) === explained(second) && completeness(best) < CLEARLY * completeness(second);
}

const CLEARLY = 2;

/** Fewest required groups missing once slips in headers are mended, then most headers explained. */
function nearest(headers: readonly string[], candidates: readonly Bound[]): Bound | undefined {
  const scored = candidates.map((bound) => {
    const slips = new Set(nearMisses(headers, bound).map(({ column }) => column));
    const open = bound.missing.filter((group) => !group.some((name) => slips.has(name)));
    return { bound, open: open.length, known: explained(bound) + slips.size };
  });
  return scored.filter(({ known }) => known > 0).toSorted((a, b) => a.open - b.open || b.known - a.known)[0]?.bound;
}

function quoted(headers: readonly string[]): string {
  return headers.map((header) => `"${header}"`).join(", ");
}

function lacks({ missing }: Bound): string {
  return `missing: ${missing.map((group) => group.join(" or ")).join("; ")}`;
}

function advice(headers: readonly string[], bound: Bound): string {
  const near = nearMisses(headers, bound).map(({ header, column }) => `--map "${header}=${column}"`);
  const [example = "column"] = bound.missing[0] ?? [];
  const mapping =
    near.length > 0 ? `did you mean ${near.join(" ")}?` : `name them with --map "<their header>=${example}"`;
  return `${mapping}; settings: sources.files.families.${bound.family.name}.map`;
}

const LOOKUP = 'a table that only explains others is not used unless named: --family lookup --map "<key header>=key"';

function unrecognised(headers: readonly string[], first: Bound | undefined): AppError {
  if (first === undefined) {
    return new AppError(`expected the header of a known kind of file, got ${quoted(headers)}, of which none is known`, {
      kind: "data",
      fix: `${LOOKUP}; or say what it is: --family, with --map "<their header>=<our column>"`,
    });
  }
  const found = first.columns.map(({ header, column }) => `${column.name} ("${header}")`).join(", ") || "nothing";
  return new AppError(
    `expected the header of a known kind of file, got ${quoted(headers)}; nearest is ${first.family.name} (${first.family.title}): found ${found}, ${lacks(first)}`,
    {
      kind: "data",
      fix: `--family ${first.family.name} and ${advice(headers, first)}; ${LOOKUP}`,
    },
  );
}

function ambiguous(headers: readonly string[], a: Bound, b: Bound): AppError {
  return new AppError(
    `expected one kind of file, got ${quoted(headers)}, which fits ${a.family.name} and ${b.family.name} alike`,
    {
      kind: "data",
      fix: `say which: --family ${a.family.name} (${a.family.title}) or --family ${b.family.name} (${b.family.title})`,
    },
  );
}
