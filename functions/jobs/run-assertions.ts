import type { AssertionFile } from "../warehouse/project.ts";
import type { Job, JobContext, StepResult } from "./job.ts";

const ROWS_SHOWN = 3;

/** Runs the checks of the tables; one that finds offending rows fails the run and names them. */
export const runAssertions: Job = (context) => checkAssertions(context, "assertions");

/** Runs the assertions of a step: `failed` with the offending rows of all of them, else `done` with their number. */
export async function checkAssertions(context: JobContext, step: AssertionFile["step"]): Promise<StepResult> {
  const assertions = context.project.assertions.filter((assertion) => assertion.step === step);
  const offences: string[] = [];
  for (const assertion of assertions) {
    const offence = await offenceOf(context, assertion);
    if (offence !== null) offences.push(offence);
  }
  if (offences.length === 0) return { status: "done", rowCount: assertions.length };
  return {
    status: "failed",
    errorKind: "data",
    reason: "assertion_failed",
    detail: offences.join("\n"),
    rowCount: assertions.length,
  };
}

async function offenceOf({ warehouse }: JobContext, { name, sql }: AssertionFile): Promise<string | null> {
  const offending = `(\n${sql.trim().replace(/;$/, "")}\n) as offending`;
  const { rows: counted } = await warehouse.query(`select count(*) as row_count from ${offending}`);
  const count = Number(counted[0]?.row_count);
  if (count === 0) return null;
  const { rows } = await warehouse.query(`select * from ${offending} limit ${ROWS_SHOWN}`);
  const shown = rows.map((row) =>
    JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? `${value}` : value)),
  );
  return `${name}: ${count} row(s), for example ${shown.join(" ")}`;
}
