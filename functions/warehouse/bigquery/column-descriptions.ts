import { createHash } from "node:crypto";
import type { TableName } from "../warehouse.ts";

/** What columns mean, for people who look at the tables. */
export interface ColumnDescriptions {
  /** Changes with any text. */
  readonly sha256: string;
  /** Null where nothing is said. */
  textOf(table: TableName, column: string): string | null;
}

export const noDescriptions: ColumnDescriptions = readColumnDescriptions("");

/**
 * Reads `columns.csv` (column, table, type, unit, additive, description): a line that names a table goes before the line
 * that holds for every table. The unit is said with the meaning.
 */
export function readColumnDescriptions(csv: string): ColumnDescriptions {
  const said = new Map<string, string>();
  for (const line of csv.split(/\r?\n/).slice(1)) {
    const [column = "", table = "", , unit = "", , description = ""] = fieldsOf(line);
    if (column !== "" && description !== "")
      said.set(`${table}.${column}`, unit === "" ? description : `${description} (${unit})`);
  }
  return {
    sha256: createHash("sha256").update(csv).digest("hex"),
    textOf: (table, column) => said.get(`${table.split(".")[1]}.${column}`) ?? said.get(`.${column}`) ?? null,
  };
}

/** One line of RFC 4180; no field of the file has a line break. */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = ""]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
