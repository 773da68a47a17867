import { addDays, dayNumber } from "../figures/period.ts";
import { currencyCell, numberCell, shortNumber } from "./cells.ts";
import type { CubeQuery } from "./cube-sql.ts";
import type { Cube } from "./report-data.ts";

type Row = Readonly<Record<string, unknown>>;

/** Channels with a line of their own; the smaller ones are added up, so that a chart stays readable and the file small. */
const CHANNEL_LIMIT = 12;
const MONEY = /spend|value|revenue/;

/** Packs the rows of a cube query column by column; null when there are none. */
export function buildCube(query: CubeQuery, rows: readonly Row[]): Cube | null {
  const days = rows.map((row) => String(row.date_day));
  const firstDay = days[0];
  const lastDay = days.at(-1);
  if (firstDay === undefined || lastDay === undefined) return null;
  const sums = query.columns.map((_, i) => rows.map((row) => shortNumber(numberCell(row[`c${i}`]))));
  const channelNames = rows.map((row) => (row.channel == null || row.channel === "" ? "(none)" : String(row.channel)));
  const { channels, mergedChannels } = rankChannels(channelNames, sums);
  const currencyNames = query.hasCurrency ? currenciesOf(query, rows) : [];
  const currencies = [...new Set(currencyNames)].sort(byCountOf(currencyNames));
  const firstNumber = dayNumber(firstDay);
  const provisional = rows.findIndex((row) => Number(row.provisional_rows) > 0);
  return {
    firstDay,
    lastDay,
    channels,
    mergedChannels,
    currencies,
    day: days.map((day) => dayNumber(day) - firstNumber),
    channel: channelNames.map((name) => (mergedChannels.includes(name) ? channels.length - 1 : channels.indexOf(name))),
    currency: currencyNames.map((name) => currencies.indexOf(name)),
    columns: withoutCopies(query.columns, sums),
    provisionalFrom: provisional < 0 ? null : addDays(firstDay, dayNumber(days[provisional] ?? firstDay) - firstNumber),
  };
}

function rankChannels(names: readonly string[], sums: readonly (readonly (number | null)[])[]) {
  const size = new Map<string, number>();
  names.forEach((name, i) => {
    size.set(name, (size.get(name) ?? 0) + Math.abs(sums[0]?.[i] ?? 0));
  });
  const ranked = [...size.keys()].sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0) || (a < b ? -1 : 1));
  if (ranked.length <= CHANNEL_LIMIT) return { channels: ranked, mergedChannels: [] };
  const mergedChannels = ranked.slice(CHANNEL_LIMIT - 1);
  return { channels: [...ranked.slice(0, CHANNEL_LIMIT - 1), `(${mergedChannels.length} smaller)`], mergedChannels };
}

/**
 * Currency of each row. Rows without one that carry no money (leads without a campaign) join the only currency there
 * is; otherwise they stay apart, since money of an unknown currency adds up with nothing.
 */
function currenciesOf(query: CubeQuery, rows: readonly Row[]): readonly (string | null)[] {
  const names = rows.map((row) => currencyCell(row.currency_code));
  const known = [...new Set(names.filter((name) => name !== null))];
  const money = query.columns.flatMap((column, i) => (MONEY.test(column) ? [`c${i}`] : []));
  const isBare = (row: Row) => money.every((column) => (numberCell(row[column]) ?? 0) === 0);
  const [only] = known;
  if (known.length !== 1 || only === undefined) return names;
  return rows.every((row, i) => names[i] !== null || isBare(row)) ? names.map(() => only) : names;
}

function byCountOf(names: readonly (string | null)[]) {
  const count = (name: string | null) => names.filter((other) => other === name).length;
  return (a: string | null, b: string | null) => count(b) - count(a) || (String(a) < String(b) ? -1 : 1);
}

/** A column equal to an earlier one is stored as that one's name: with complete data half of the columns are. */
function withoutCopies(names: readonly string[], sums: readonly (readonly (number | null)[])[]): Cube["columns"] {
  const seen = new Map<string, string>();
  return Object.fromEntries(
    names.map((name, i) => {
      const values = sums[i] ?? [];
      const text = JSON.stringify(values);
      const earlier = seen.get(text);
      if (earlier === undefined) seen.set(text, name);
      return [name, earlier ?? values];
    }),
  );
}
