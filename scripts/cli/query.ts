import { type Command, InvalidArgumentError } from "commander";
import { AppError } from "../../functions/lib/errors.ts";
import { DATASETS } from "../../functions/warehouse/project.ts";
import type { QueryResult } from "../../functions/warehouse/warehouse.ts";
import { WarehouseError } from "../../functions/warehouse/warehouse-error.ts";
import { addCommonFlags, type CommonFlags, openContext, requireWarehouse } from "./common.ts";
import { csvText } from "./csv.ts";
import { describeTable, tableList } from "./describe.ts";
import { printData, printJson } from "./output.ts";
import { queryParameters } from "./query-parameters.ts";
import { textTable } from "./text-table.ts";

interface QueryFlags extends CommonFlags {
  readonly csv: boolean;
  readonly param: readonly string[];
  readonly limit?: number;
  readonly tables?: string | true;
  readonly describe?: string;
}

const TERMINAL_ROWS = 100;

export function addQuery(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("query"))
    .argument("[sql]", "one GoogleSQL SELECT or WITH statement")
    .summary("ask the warehouse in GoogleSQL")
    .description("Runs one read-only statement: a table of 100 rows, or all rows with --json or --csv.")
    .option("--csv", "all rows as CSV", false)
    .option(
      "--param <name:TYPE=value>",
      "parameter for @name (repeatable)",
      (flag: string, list: string[]) => [...list, flag],
      [],
    )
    .option("--limit <rows>", "at most this many rows", wholeNumber)
    .option("--tables [dataset]", "list tables and views instead")
    .option("--describe <dataset.table>", "say what a table holds: purpose, grain, columns, upstream")
    .action((sql: string | undefined, flags: QueryFlags) => run(flags, () => query(sql, flags)));
}

async function query(sql: string | undefined, flags: QueryFlags): Promise<number> {
  await requireWarehouse(flags);
  const { context, close } = await openContext(flags);
  try {
    if (flags.describe !== undefined)
      print(await describeTable(context, flags.describe), flags, Number.POSITIVE_INFINITY);
    else if (flags.tables !== undefined)
      print(await tableList(context, dataset(flags.tables)), flags, Number.POSITIVE_INFINITY);
    else print(await answer(sql, flags, context.warehouse), flags);
    return 0;
  } finally {
    await close();
  }
}

type Context = Awaited<ReturnType<typeof openContext>>["context"];

async function answer(
  sql: string | undefined,
  flags: QueryFlags,
  warehouse: Context["warehouse"],
): Promise<QueryResult> {
  if (sql === undefined || sql.trim() === "") {
    throw new AppError("expected a SQL statement, got none", {
      kind: "settings",
      fix: 'for example: query "select * from reporting.rpt_freshness"',
    });
  }
  try {
    const { columns, rows } = await warehouse.query(sql, { parameters: queryParameters(flags.param) });
    return { columns, rows: flags.limit === undefined ? rows : rows.slice(0, flags.limit) };
  } catch (error) {
    throw theirs(error);
  }
}

/** Bad SQL is the user's own here, so it is their error, exit 2, not ours. */
function theirs(error: unknown): unknown {
  if (!(error instanceof AppError) || error.kind !== "bug") return error;
  const isMissing = error instanceof WarehouseError && error.reason === "not-found";
  const fix = error.fix ?? (isMissing ? "`query --tables` lists what there is" : undefined);
  return new AppError(error.message, {
    kind: "settings",
    cause: error,
    ...(error.where === undefined ? {} : { where: error.where }),
    ...(fix === undefined ? {} : { fix }),
  });
}

function print(result: QueryResult, flags: QueryFlags, cellWidth?: number): void {
  if (flags.json) printJson(result.rows);
  else if (flags.csv) printData(csvText(result));
  else printData(textTable(result, flags.limit ?? TERMINAL_ROWS, cellWidth));
}

function dataset(name: string | true): string | null {
  if (name === true) return null;
  if ((DATASETS as readonly string[]).includes(name)) return name;
  throw new AppError(`expected one of ${DATASETS.join(", ")}, got "${name}"`, { kind: "settings", where: "--tables" });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("expected a whole number of rows");
  return Number(text);
}
