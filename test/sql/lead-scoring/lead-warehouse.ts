import { defaultSettings } from "../../../functions/config/settings.ts";
import { defaultStages, type Stage } from "../../../functions/config/stages.ts";
import type { JobContext, StepRun } from "../../../functions/jobs/job.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { sigmoid } from "../../../functions/models/numeric/log-odds.ts";
import { createRandom } from "../../../functions/models/numeric/random.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { materialize } from "../../../functions/warehouse/materialize.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import type { Row, TableName, Warehouse } from "../../../functions/warehouse/warehouse.ts";

const DAY_MS = 86_400_000;
const START_MS = Date.parse("2025-01-01T00:00:00Z");

/** A real warehouse with the project's tables and views, the default stage map with `ownStages`, and the data clock at `asOf`. */
export async function openLeadWarehouse(asOf: string, ownStages: Readonly<Record<string, Stage>> = {}) {
  const project = await readSqlProject("sql");
  const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.migrate(project);
  await append(warehouse, "ops.settings", [{ key: "as_of", value: asOf }]);
  const stages = Object.entries({ ...defaultStages, ...ownStages }).map(([status, stage]) => ({ status, stage }));
  await append(warehouse, "ops.stage_map", stages);
  const context: JobContext = {
    warehouse,
    project,
    settings: defaultSettings,
    sources: [],
    clock: fixedClock("2026-06-01T05:00:00Z"),
    log: silentLog,
    dataDir: "unused",
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
  };
  const run: StepRun = {
    runId: "nightly:2026-06-01",
    logicalDate: "2026-06-01",
    asOf,
    step: "lead_scores",
    attempt: 1,
  };
  return { warehouse, context, run, buildMarts: () => materialize(warehouse, project) };
}

/** Appends rows to a table; columns left out are NULL. */
export async function append(warehouse: Warehouse, table: TableName, rows: readonly Row[]): Promise<void> {
  await warehouse.load(table, each(rows), {
    kind: "append",
    loadId: `${table}/${JSON.stringify(rows).length}/${rows.length}`,
  });
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

export interface RawLeads {
  readonly leads: readonly Row[];
  readonly statusChanges: readonly Row[];
  readonly facts: readonly Row[];
}

/**
 * Leads of 500 days from 2025-01-01 on, as files hold them. Log odds of being won = −1.6 + signal × (source, budget range); won or lost
 * 3 to 20 days after arrival, a tenth stay open; a call an hour after arrival; every won lead has a contract signed after it was won.
 */
export function simulateRawLeads(count: number, signal: number, seed: number): RawLeads {
  const random = createRandom(seed, "raw leads");
  const leads: Row[] = [];
  const statusChanges: Row[] = [];
  const facts: Row[] = [];
  for (let i = 0; i < count; i++) {
    const leadId = `lead-${String(i).padStart(5, "0")}`;
    const arrivedMs = START_MS + Math.floor(((i + random.uniform()) / count) * 500 * DAY_MS);
    const source = random.integer(3);
    const budget = random.normal();
    const isWon = random.uniform() < sigmoid(-1.6 + signal * (([1, 0, -1][source] as number) + 0.8 * budget));
    const endsMs = arrivedMs + Math.floor((3 + 17 * random.uniform()) * DAY_MS);
    const isOpen = random.uniform() < 0.1 && !isWon;
    leads.push({
      ...fileColumns(i),
      lead_id: leadId,
      source: ["google", "facebook", "newsletter"][source] as string,
      medium: "cpc",
      created_at: at(arrivedMs),
    });
    statusChanges.push({
      ...fileColumns(i),
      lead_id: leadId,
      status: "NEW_LEAD",
      status_text: "new lead",
      changed_at: at(arrivedMs),
    });
    if (!isOpen)
      statusChanges.push({
        ...fileColumns(i),
        lead_id: leadId,
        status: isWon ? "WON" : "LOST",
        status_text: "end",
        changed_at: at(endsMs),
      });
    facts.push({
      ...fileColumns(i),
      lead_id: leadId,
      fact: "budget_range",
      value_number: budget,
      known_at: at(arrivedMs + 3_600_000),
    });
    if (isWon)
      facts.push({
        ...fileColumns(i),
        lead_id: leadId,
        fact: "contract_signed",
        value_number: 1,
        known_at: at(endsMs + 1000),
      });
  }
  return { leads, statusChanges, facts };
}

/** Loads simulated leads as one file. */
export async function loadRawLeads(warehouse: Warehouse, { leads, statusChanges, facts }: RawLeads): Promise<void> {
  await append(warehouse, "raw.file_leads", leads);
  await append(warehouse, "raw.file_lead_status_changes", statusChanges);
  await append(warehouse, "raw.file_lead_facts", facts);
}

function fileColumns(i: number): Row {
  return { file_key: "0123456789abcdef", row_number: i + 1, flags: "", loaded_at: "2026-05-30T00:00:00Z" };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
