import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDb, DuckValue } from "../../../../functions/lib/duckdb.ts";
import type { TextTable } from "../../../../functions/sources/files/contract.ts";
import { readTable } from "../../../../functions/sources/files/read/read-table.ts";
import type {
  ColumnSpec,
  ColumnValue,
  ValueKind,
  ValueOptions,
} from "../../../../functions/sources/files/values/column-value.ts";
import { planValues } from "../../../../functions/sources/files/values/plan-values.ts";

const folder = mkdtempSync(join(tmpdir(), "files-test-"));
let count = 0;

/** Writes a file of the given bytes and gives its path. */
export function fileOf(content: string | Uint8Array, name = "export.csv"): string {
  const path = join(folder, `${++count}-${name}`);
  writeFileSync(path, content);
  return path;
}

export interface ReadBack extends TextTable {
  /** Cells in file order, without the row number. */
  readonly rows: readonly (readonly DuckValue[])[];
  readonly rowNumbers: readonly number[];
}

/** Reads a file and its cells back. */
export async function read(
  db: DuckDb,
  content: string | Uint8Array,
  options: { readonly columns?: readonly string[] } = {},
): Promise<ReadBack> {
  const table = await readTable(db, fileOf(content), options);
  return { ...table, ...(await cellsOf(db, table)) };
}

export async function cellsOf(db: DuckDb, table: TextTable): Promise<Pick<ReadBack, "rows" | "rowNumbers">> {
  const { rows } = await db.query(`select * from ${table.relation} order by row_number`);
  return { rows: rows.map((row) => row.slice(1)), rowNumbers: rows.map((row) => Number(row[0])) };
}

/** Findings as `check: rows`. */
export function checks(of: { readonly findings: TextTable["findings"] }): string[] {
  return of.findings.map(({ checkName, rowCount }) => `${checkName}: ${rowCount}`);
}

export interface TypedCell {
  readonly value: DuckValue;
  readonly bad: DuckValue;
  readonly flags: readonly string[];
  readonly confidence: DuckValue;
  readonly currency: DuckValue;
  readonly dayOnly: DuckValue;
}

/** Types one column of cells, and says what was found. */
export async function typeCells(
  db: DuckDb,
  kind: ValueKind,
  cells: readonly (string | null)[],
  more: { readonly spec?: Partial<ColumnSpec>; readonly options?: Partial<ValueOptions> } = {},
): Promise<{ readonly cells: readonly TypedCell[]; readonly column: ColumnValue }> {
  const typed = await typeTable(db, [{ kind, cells, ...more.spec }], more.options);
  const [column] = typed.columns;
  const [own] = typed.cells;
  if (column === undefined || own === undefined) throw new Error("expected one column");
  return { column, cells: own };
}

/** Types several columns of one relation. */
export async function typeTable(
  db: DuckDb,
  columns: readonly (Partial<ColumnSpec> & { readonly kind: ValueKind; readonly cells: readonly (string | null)[] })[],
  options: Partial<ValueOptions> = {},
): Promise<{ readonly columns: readonly ColumnValue[]; readonly cells: readonly (readonly TypedCell[])[] }> {
  const relation = `cells_${++count}`;
  const names = columns.map((_, i) => `c${i}`);
  await db.run(`create table ${relation} (row_number bigint, ${names.map((name) => `${name} varchar`).join(", ")})`);
  const rows = (columns[0]?.cells ?? []).map((_, row) => [row + 1, ...columns.map(({ cells }) => cells[row] ?? null)]);
  await db.append(relation, ["BIGINT", ...names.map(() => "VARCHAR")], rows);
  const specs = columns.map(({ cells: _, ...spec }, i) => ({ column: `c${i}`, name: `column ${i}`, ...spec }));
  const values = await planValues(db, relation, specs, { timeZone: "UTC", ...options });
  const cells = [];
  for (const value of values) {
    const flags = value.flags.map(({ flag, when }) => `case when ${when} then '${flag}' end`).join(", ");
    const { rows: typed } = await db.query(
      `select ${value.value}, ${value.bad}, concat_ws(',', ${flags || "''"}), ${value.confidence ?? "null"},
         ${value.currencyCode ?? "null"}, ${value.isDayOnly ?? "null"} from ${relation} order by row_number`,
    );
    cells.push(
      typed.map(([own, bad, flag, confidence, currency, dayOnly]) => ({
        value: own ?? null,
        bad: bad ?? null,
        flags: String(flag)
          .split(",")
          .filter((text) => text !== ""),
        confidence: confidence ?? null,
        currency: currency ?? null,
        dayOnly: dayOnly ?? null,
      })),
    );
  }
  return { columns: values, cells };
}
