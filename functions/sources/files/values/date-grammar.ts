import { literal } from "../read/sql-text.ts";
import { POSSIBLE_DAYS } from "./plain-date.ts";
import type { Stage } from "./stages.ts";

const CLOCK = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?`;
const MOMENT = String.raw`^(.*?)(?:(?:[Tt,]|\s)\s*(${CLOCK})\s*([AaPp]\.?[Mm]\.?)?\s*(Z|z|UTC|GMT|[-+](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$`;
const DIGITS = String.raw`^(\d{1,2})(?:-(\d{1,2})-|/(\d{1,2})/|\.\s?(\d{1,2})\.\s?| (\d{1,2}) )(\d{4}|\d{2})$`;
const YEAR_FIRST = String.raw`\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})`;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?";
const ORDINAL = "(?:st|nd|rd|th)?";

/** Steps from `<p>text` to `<p>moment` (a struct of day, clock, half, zone; the last three '' where the text is a day) and `<p>day`. */
export function momentStages(p: string): readonly Stage[] {
  return [
    [`${p}moment`, `regexp_extract(${p}text, ${literal(MOMENT)}, ['day', 'clock', 'half', 'zone'])`],
    [`${p}day`, `rtrim(${p}moment.day, ' ,')`],
  ];
}

/**
 * Steps from `<p>day`, the text of a day, to its readings: `<p>dmy` and `<p>mdy` (a date in digits with the day or the month
 * first, NULL where that is no day), `<p>ymd` (a two-digit year first), `<p>exact` (the day where the text can mean one day only)
 * and `<p>pattern`, what rows of the same make share: separator and digits of the year (`/4`).
 *
 * Exact are `2026-01-31`, `2026/1/31`, `20260131`, month names, and digits where one reading alone is a day, since no month is above 12.
 * Two-digit years: 00–68 are 20xx, 69–99 are 19xx (POSIX).
 */
export function dayStages(p: string): readonly Stage[] {
  const day = `${p}day`;
  const { first, year } = { first: `${p}digits.first`, year: `${p}digits.year` };
  return [
    [`${p}digits`, `regexp_extract(${day}, ${literal(DIGITS)}, ['first', 'dash', 'slash', 'dot', 'blank', 'year'])`],
    [`${p}second`, ["dash", "slash", "dot", "blank"].map((name) => `${p}digits.${name}`).join(" || ")],
    ...possibleDay(`${p}dmy`, fullYear(year), `${p}second`, first),
    ...possibleDay(`${p}mdy`, fullYear(year), first, `${p}second`),
    ...possibleDay(`${p}ymd`, `case when length(${year}) = 2 then ${fullYear(first)} end`, `${p}second`, year),
    [`${p}pattern`, `regexp_extract(${day}, '[-/. ]') || length(${year})`],
    ...namedStages(p),
    [
      `${p}iso_text`,
      `case when regexp_full_match(${day}, ${literal(YEAR_FIRST)}) then translate(${day}, '/.', '--') end`,
    ],
    [
      `${p}compact_text`,
      `case when regexp_full_match(${day}, '\\d{8}') then left(${day}, 4) || '-' || substr(${day}, 5, 2) || '-' || right(${day}, 2) end`,
    ],
    [`${p}iso`, `try_cast(coalesce(${p}iso_text, ${p}compact_text) as date)`],
    [
      `${p}exact`,
      `case when ${p}iso ${POSSIBLE_DAYS} then ${p}iso
        when ${p}named is not null then ${p}named
        when length(${year}) = 2 and length(${first}) = 2 and ${first} > '31' then ${p}ymd
        when ${p}dmy is null then ${p}mdy
        when ${p}mdy is null or ${p}mdy = ${p}dmy then ${p}dmy end`,
    ],
  ];
}

/** `31 Jan 2026`, `31-Jan-26`, `Jan 31st, 2026`, `2026 Jan 31`, with a weekday before it or not: first brought to year, month, day. */
function namedStages(p: string): readonly Stage[] {
  const names = `${p}named_parts`;
  const blank = `regexp_replace(lower(${p}day), '[-/.,\\s]+', ' ', 'g')`;
  return [
    [
      `${p}named0`,
      `case when regexp_matches(${p}day, '[A-Za-z]') then regexp_replace(${blank}, '^${WEEKDAY} ', '') end`,
    ],
    [`${p}named1`, `regexp_replace(${p}named0, '^(\\d{1,2})${ORDINAL} ${MONTH} (\\d{4}|\\d{2})$', '\\3 \\2 \\1')`],
    [`${p}named2`, `regexp_replace(${p}named1, '^${MONTH} (\\d{1,2})${ORDINAL} (\\d{4}|\\d{2})$', '\\3 \\1 \\2')`],
    [names, `regexp_extract(${p}named2, '^(\\d{4}|\\d{2}) ${MONTH} (\\d{1,2})$', ['year', 'month', 'day'])`],
    ...possibleDay(
      `${p}named`,
      fullYear(`${names}.year`),
      `list_position([${MONTHS.map(literal).join(", ")}], left(${names}.month, 3))`,
      `${names}.day`,
    ),
  ];
}

function fullYear(year: string): string {
  return `case when length(${year}) = 2 then case when ${year} <= '68' then '20' else '19' end || ${year} else ${year} end`;
}

/** A year, month and day of known form as a date, NULL where there is no such day. */
function possibleDay(name: string, year: string, month: string, day: string): readonly Stage[] {
  return [
    [`${name}_date`, `try_cast((${year}) || '-' || (${month}) || '-' || ${day} as date)`],
    [name, `case when ${name}_date ${POSSIBLE_DAYS} then ${name}_date end`],
  ];
}
