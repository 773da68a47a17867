import type { Value } from "../../functions/warehouse/warehouse.ts";
import { type GoogleType, parseType } from "./google-types.ts";
import { seededRandom } from "./random.ts";

const DAY_MS = 86_400_000;
const NULL_SHARE = 0.12;
const LITERAL_SHARE = 0.6;
const MICROSECONDS_SHARE = 0.2;

export interface RandomChoices {
  /** In [0, 1). */
  readonly next: () => number;
  pick<T>(values: readonly T[]): T;
  readonly literals: Literals;
}

/** Texts that statements compare a column of this name with. */
export type Literals = Readonly<Record<string, readonly string[]>>;

/** Reads `column = 'text'`, `column != 'text'` and `column in ('a', 'b')` out of statements. */
export function literalsIn(statements: readonly string[]): Literals {
  const found: Record<string, Set<string>> = {};
  for (const sql of statements) {
    for (const [, column = "", list = ""] of sql.matchAll(
      /(\w+)\s*(?:!?=|(?:not )?in)\s*\(?((?:'[^'\n]*'(?:,\s*)?)+)/gi,
    )) {
      const texts = [...list.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? "");
      found[column] = new Set([...(found[column] ?? []), ...texts]);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([column, texts]) => [column, [...texts].sort()]));
}

export function randomChoices(seed: number, literals: Literals = {}): RandomChoices {
  const next = seededRandom(seed);
  return {
    next,
    literals,
    pick: (values) => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new RangeError("expected values to pick from");
      return value;
    },
  };
}

/** What a column of this name holds: few values, so that rows meet in joins and groups. The first pattern that fits counts. */
const TEXTS: readonly (readonly [column: RegExp, values: readonly (string | null)[]])[] = [
  [/^file_key$/, ["f1", "f2", "f3"]],
  [
    /^(id|record_id|deal_id|merged_ids|merged_into_id|(converted_)?(contact|opportunity)_id)$/,
    ["1", "2", "3", "4", "5;6", null],
  ],
  [/^final_urls_json$/, ['["https://x.com/?utm_campaign=Summer+Sale"]', "[]", null]],
  [/template$/, ["{lpurl}?utm_campaign={campaignid}&utm_content=c", "https://t.io/?u={lpurl}", null]],
  [/suffix$|url_tags/, ["utm_campaign=winter%20sale&utm_content={creative}", "utm_campaign={{campaign.name}}", null]],
  [/time_zone$/, ["Europe/Berlin", "America/New_York", "UTC", null]],
  [/currency/, ["EUR", "EUR", "EUR", "USD", "GBP", "XXX", null]],
  [/^platform$/, ["google_ads", "meta_ads", "tiktok_ads", null]],
  [/^channel$/, ["Google", "google ads", "paid_search", "facebook", "email", "direct", "", null]],
  [/source$/, ["google", "facebook", "newsletter", "(direct)", "", null]],
  [/medium$/, ["cpc", "email", "organic", "(none)", null]],
  [/^(utm_)?campaign(_name)?$/, ["summer", "Summer", "winter", "", null]],
  [
    /^(status|stage_text|status_text|stage)$/,
    ["New", "QUALIFIED", "in progress", "Won", "lost", "closed-won", "", null],
  ],
  [/country/, ["DE", "US", null]],
  [/region|^geo$/, ["all", "BE", "BY", null]],
  [/series_kind/, ["media", "media_spend", "kpi", "control", "holiday"]],
  [/path$/, ["google > email", "direct", "google > google > direct", "", null]],
  [/page|referrer|url/, ["https://www.x.com/a?utm_source=g&gclid=1", "http://y.org:81/p#f", "/relative", "", null]],
  [/json/, ['{"a":1,"b":"x"}', '{"a":null}', "[]", "not json", null]],
  [/flags/, ["ambiguous_date", "estimated", null]],
  [/(?:sha256|person_key)/, ["p1", "p2", "p3", "p4", "p5", null]],
  [/^event$/, ["started", "claimed", "heartbeat", "done", "failed"]],
  [/^kind$|_kind$/, ["nightly", "import", "public", "school", null]],
  [/date_text/, ["2026-01-31", "31.01.2026", null]],
];
const OTHER_TEXTS: readonly (string | null)[] = ["a", "b", "B", "", "ü", "a b", null];

/** Days that random dates and times fall on. */
export interface Span {
  readonly lastDay: string;
  readonly days: number;
}

/** A value of the type, of the kind that a column of this name holds. */
export function randomValue(choices: RandomChoices, column: string, type: GoogleType, span: Span): Value {
  const { next, pick } = choices;
  if (type.kind === "STRING") return randomText(choices, column);
  if (next() < NULL_SHARE) return null;
  switch (type.kind) {
    case "INT64":
      return pick([0, 1, 2, Math.floor(next() * 50), Math.floor(next() * 5000)]);
    // Eighths: sums of them are exact in any order.
    case "FLOAT64":
      return pick([0, Math.floor(next() * 80) / 8, Math.floor(next() * 8) / 8, -0.5]);
    case "NUMERIC":
      return pick([
        "0",
        (Math.floor(next() * 100_000) / 100).toString(),
        "-5.5",
        (Math.floor(next() * 1e6) / 1000).toString(),
      ]);
    case "BOOL":
      return next() < 0.5;
    case "DATE":
      return randomInstant(choices, span).slice(0, 10);
    case "TIMESTAMP":
      return `${randomInstant(choices, span)}Z`;
    case "DATETIME":
      return randomInstant(choices, span);
    case "ARRAY":
      return Array.from(
        { length: Math.floor(next() * 3) },
        () => randomValue(choices, column, type.element, span) ?? "a",
      );
    case "STRUCT":
      return Object.fromEntries(
        type.fields.map((field) => [field.name, randomValue(choices, field.name, field.type, span)]),
      );
    default:
      throw new RangeError(`expected a type that tables hold, got ${type.kind}`);
  }
}

function randomText({ next, pick, literals }: RandomChoices, column: string): string | null {
  const compared = literals[column];
  if (compared !== undefined && next() < LITERAL_SHARE) return pick(compared);
  const values = TEXTS.find(([pattern]) => pattern.test(column))?.[1];
  if (values !== undefined) return pick(values);
  if (/_id$/.test(column)) return next() < NULL_SHARE ? null : `${column.slice(0, -3)}${1 + Math.floor(next() * 6)}`;
  return pick(OTHER_TEXTS);
}

/** A time of the span: often midnight, sometimes the last half second of a day, sometimes with microseconds. */
function randomInstant({ next, pick }: RandomChoices, { lastDay, days }: Span): string {
  const day = Date.parse(`${lastDay}T00:00:00Z`) - Math.floor(next() * days) * DAY_MS;
  const time = pick([0, DAY_MS - 500, Math.floor(next() * 172_800) * 500, Math.floor(next() * 24) * 3_600_000]);
  const text = new Date(day + time).toISOString().replace(/(\.000)?Z$/, "");
  return next() < MICROSECONDS_SHARE
    ? `${text.slice(0, 19)}.${String(1 + Math.floor(next() * 999_998))
        .padStart(6, "0")
        .replace(/000$/, "001")}`
    : text;
}

export function typesOf(columns: Readonly<Record<string, string>>): readonly (readonly [string, GoogleType])[] {
  return Object.entries(columns).map(([name, type]) => [name, parseType(type)]);
}
