import type { DuckDb } from "../../../lib/duckdb.ts";

/** One step of a column's parsing: a new column and its SQL over the columns before it. */
export type Stage = readonly [name: string, sql: string];

/** A column that takes more than a cast: its steps, and which of their results stay in the relation. */
export interface ParsedColumn {
  readonly stages: readonly Stage[];
  readonly keeps: readonly string[];
}

/** A query with the steps laid around it, one select a step, so that each is computed once and read by its name. */
export function withStages(source: string, stages: readonly Stage[]): string {
  return stages.reduce((inner, [name, sql]) => `select *, ${sql} as ${name} from (${inner})`, source);
}

/** Adds the parsed columns to the relation, which is written anew once; columns of an earlier call give way. */
export async function materialiseColumns(db: DuckDb, relation: string, parsed: readonly ParsedColumn[]): Promise<void> {
  if (parsed.length === 0) return;
  const keeps = parsed.flatMap((column) => column.keeps);
  const columns = await db.describe(`select * from ${relation}`);
  const own = columns.map(({ name }) => name).filter((name) => !keeps.includes(name));
  const source = `select ${own.join(", ")} from ${relation}`;
  const stages = parsed.flatMap((column) => column.stages);
  await db.run(
    `create or replace table ${relation} as select ${[...own, ...keeps].join(", ")} from (${withStages(source, stages)})`,
  );
}
