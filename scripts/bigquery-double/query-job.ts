import { randomUUID } from "node:crypto";
import type { Analysis } from "./analyzer.ts";
import { ApiError } from "./api-error.ts";
import { billedBytes } from "./bytes.ts";
import { cellsOf, fieldOf } from "./cells.ts";
import { readCreate } from "./create-statement.ts";
import type { JobResult } from "./jobs.ts";
import { parametersOf } from "./parameters.ts";
import type { Quota } from "./quota.ts";
import type { QueryJobBody } from "./requests.ts";
import { type Engine, onStore, runStatement, type StatementResult } from "./run-statement.ts";
import { firstWord, splitScript } from "./split-script.ts";

type Query = QueryJobBody["configuration"]["query"];

/** Schema and bytes of a statement, by the analyzer alone. */
export async function dryRunJob(engine: Engine, query: Query): Promise<JobResult> {
  const { columns, reads } = await engine.analyzer.analyze(
    query.query,
    engine.catalog,
    parametersOf(query.queryParameters),
  );
  const bytes = await billedBytes(engine, reads);
  requireAffordable(query, bytes);
  return {
    columns: [],
    rows: [],
    affectedRows: null,
    statistics: {
      totalBytesProcessed: String(bytes),
      query: { schema: { fields: columns.map(fieldOf) }, totalBytesProcessed: String(bytes) },
    },
  };
}

/** Runs a statement, or a script: one error ends it, and an open transaction is rolled back. */
export async function runQueryJob(engine: Engine, quota: Quota, query: Query): Promise<JobResult> {
  const statements = splitScript(query.query);
  const parameters = parametersOf(query.queryParameters);
  let inTransaction = false;
  let last: StatementResult | null = null;
  const { duck } = engine.store;
  const withinCap = async ({ reads }: Analysis): Promise<void> => {
    if (query.maximumBytesBilled !== undefined) requireAffordable(query, await billedBytes(engine, reads));
  };
  try {
    for (const sql of statements) {
      const word = firstWord(sql);
      if (word === "BEGIN" || word === "COMMIT" || word === "ROLLBACK") {
        if ((word === "BEGIN") === inTransaction)
          throw new ApiError(
            "invalidQuery",
            inTransaction ? "Nested transactions are not supported" : "There is no active transaction",
          );
        await onStore(() => duck.run(word === "BEGIN" ? "BEGIN TRANSACTION" : word));
        inTransaction = word === "BEGIN";
        continue;
      }
      const create = readCreate(sql);
      if (create?.query !== null && create?.kind === "TABLE") quota.modify(create.name);
      last = await runStatement(engine, sql, parameters, { inTransaction, beforeRun: withinCap });
    }
  } finally {
    if (inTransaction) await duck.run("ROLLBACK");
  }
  requireNoNullElements(last);
  return resultOf(last, statements.length > 1);
}

/** A result is stored like a table: a NULL in an array fails the job. */
function requireNoNullElements(last: StatementResult | null): void {
  if (last?.columns.some(({ type }) => type.includes("ARRAY")) !== true) return;
  for (const row of last.rows) cellsOf(last.columns, row, true);
}

function resultOf(last: StatementResult | null, isScript: boolean): JobResult {
  const affected = isScript ? null : (last?.affectedRows ?? null);
  return {
    columns: last?.columns ?? [],
    rows: last?.rows ?? [],
    affectedRows: affected,
    statistics: {
      query: {
        statementType: isScript ? "SCRIPT" : (last?.statementType ?? "SELECT"),
        ...(affected === null ? {} : { numDmlAffectedRows: String(affected) }),
      },
    },
  };
}

function requireAffordable({ maximumBytesBilled }: Query, bytes: number): void {
  if (maximumBytesBilled !== undefined && bytes > Number(maximumBytesBilled))
    throw new ApiError(
      "bytesBilledLimitExceeded",
      `Query exceeded limit for bytes billed: ${maximumBytesBilled}. ${bytes} or higher required.`,
    );
}

export function newJobId(): string {
  return `job_${randomUUID()}`;
}
