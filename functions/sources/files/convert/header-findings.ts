import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";
import { nearMisses } from "../recognise/near-misses.ts";
import { headerCurrency, UNKNOWN_CURRENCY } from "./currency.ts";
import { type Plan, tablesOf } from "./plan.ts";
import { personalIndexes } from "./properties.ts";

/** What was understood of the header: aliases used, columns no family knows, currency and zone that the file left open. */
export async function headerFindings(db: DuckDb, plan: Plan): Promise<readonly Finding[]> {
  return [...aliases(plan), ...unknownColumns(plan), ...(await currencies(db, plan)), ...zone(plan)];
}

function aliases({ bound }: Plan): readonly Finding[] {
  return bound.columns
    .filter(({ how, index }) => how !== "name" && index !== null)
    .map(({ column, header, how }) =>
      finding("alias", "info", `"${header}" is read as ${column.name}${how === "map" ? ", as the mapping says" : ""}`, {
        columnName: header,
      }),
    );
}

function unknownColumns(plan: Plan): readonly Finding[] {
  const { bound, text } = plan;
  const keepsAll =
    bound.family.onlyWhenNamed === true || (bound.family.unpivot === "lead_facts" && bound.missing.length > 0);
  if (keepsAll && personalIndexes(plan).length === 0) return [];
  const near = new Map(nearMisses(text.headers, bound).map(({ header, column }) => [header, column]));
  const personal = new Set(personalIndexes(plan));
  return bound.unknown.map((index) => {
    const header = text.headers[index] ?? "";
    const kept = personal.has(index)
      ? "it looks personal and is left out"
      : bound.family.isPlain === true
        ? "it is left out"
        : bound.breakdowns.includes(index)
          ? "kept in properties, and part of what tells rows apart"
          : "kept in properties";
    const suggestion = near.has(header) ? `; did you mean --map "${header}=${near.get(header)}"?` : "";
    return finding("unknown_column", "info", `"${header}" is no column of ${bound.family.name}: ${kept}${suggestion}`, {
      columnName: header,
    });
  });
}

async function currencies(db: DuckDb, plan: Plan): Promise<readonly Finding[]> {
  if (!plan.bound.family.columns.some(({ name }) => name === "currency_code")) return [];
  const [row] = await db.rows(
    `select count(*) as n from ${tablesOf(plan).typed} where currency_code = '${UNKNOWN_CURRENCY}'`,
  );
  const n = Number(row?.n);
  if (n === 0 || headerCurrency(plan) !== null) return [];
  const detail = `the file names no currency for ${n} rows: stored as ${UNKNOWN_CURRENCY}, which never mixes with a currency; say --currency EUR, or sources.files.currency in settings`;
  return [finding("currency_unknown", "warning", detail, { rowCount: n })];
}

function zone({ columns, options }: Plan): readonly Finding[] {
  if (options.timeZone !== undefined || !columns.some(({ kind }) => kind === "instant" || kind === "date")) return [];
  return [
    finding(
      "time_zone_assumed",
      "info",
      "the file names no time zone: days and times are taken as UTC; say --time-zone Area/City, or time_zone in settings",
    ),
  ];
}
