import type { Row } from "../../../../functions/warehouse/warehouse.ts";
import type { OracleTable } from "../../../oracle/google-sql.ts";
import { randomTables } from "../../../oracle/random-tables.ts";
import type { Literals } from "../../../oracle/random-values.ts";
import { fixture } from "./fixture.ts";

const ROWS = 30;
/** From 1951 to 2060: leap years, ISO-week edges, both sides of 1970. */
const SPAN = { lastDay: "2060-12-31", days: 40_000 };

/** The texts of the fixture, by column. */
const literals: Literals = {
  ...Object.fromEntries(
    Object.values(fixture)
      .flatMap(({ columns, rows }) =>
        Object.keys(columns).map(
          (column) =>
            [
              column,
              [...new Set(rows.map((row) => row[column]).filter((value) => typeof value === "string"))],
            ] as const,
        ),
      )
      .filter(([, texts]) => texts.length > 0),
  ),
  key: ["page", "engagement", "x"],
  w: ["a", "b", "c"],
};

/** Random rows of the fixture's shape; `id` stays unique. */
export function randomFixture(seed: number): Readonly<Record<string, OracleTable>> {
  const schema = Object.fromEntries(Object.entries(fixture).map(([name, table]) => [name, table.columns]));
  const tables = randomTables(schema, seed, { rows: ROWS, notNull: {}, keys: {}, fixed: {}, literals, span: SPAN });
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [
      name,
      { ...table, rows: table.rows.map((row, index): Row => ("id" in row ? { ...row, id: `x${index}` } : row)) },
    ]),
  );
}
