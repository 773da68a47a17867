import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StepResult } from "../../functions/jobs/job.ts";
import { readRows } from "../../functions/jobs/read-rows.ts";
import { scoreLeads } from "../../functions/jobs/score-leads.ts";
import { expectedCalibrationError } from "../../functions/models/evaluation/probability-loss.ts";
import { rocAuc } from "../../functions/models/evaluation/ranking.ts";
import { datasetColumns, datasetRows } from "../../functions/models/features/dataset.ts";
import { fromArtifact } from "../../functions/models/lead-scoring/artifact.ts";
import type { LeadInstant } from "../../functions/models/lead-scoring/instants.ts";
import { buildFeatures, toInstants } from "../../functions/models/lead-scoring/lead-data.ts";
import { estimates } from "../../functions/models/lead-scoring/model.ts";
import { featureRow, instantRow, outcomesRow } from "../../functions/models/lead-scoring/rows.ts";
import { splitSample } from "../../functions/models/lead-scoring/sample.ts";
import { spearman } from "../../functions/models/numeric/ranks.ts";
import { isRefusal } from "../../functions/models/readiness/refusal.ts";
import type { Row } from "../../functions/warehouse/warehouse.ts";
import { type CrmRecord, snapshotAt } from "../../scripts/sandbox/market/crm.ts";
import { createMarket } from "../../scripts/sandbox/market/market.ts";
import type { PersonTruth } from "../../scripts/sandbox/market/truth.ts";
import { openLeadWarehouse } from "../sql/lead-scoring/lead-warehouse.ts";
import { loadCrms } from "../support/crm-world.ts";

const HORIZON_DAYS = 90;

const market = createMarket();
const people: ReadonlyMap<string, PersonTruth> = new Map(
  market.truth.people
    .filter(({ crmId }) => crmId !== null)
    .map((person) => [`${person.market === "eu" ? "hubspot" : "salesforce"}:${person.crmId}`, person]),
);
/** Records that both CRMs show at the market's end, by the id of their lead. */
const records: ReadonlyMap<string, CrmRecord> = new Map(
  [market.hubspot.records("contact"), market.salesforce.records("lead")].flatMap((all, i) =>
    all
      .filter((record) => snapshotAt(record, market.endMs)?.isDeleted === false)
      .map((record) => [`${i === 0 ? "hubspot" : "salesforce"}:${record.id}`, record] as const),
  ),
);

let opened: Awaited<ReturnType<typeof openLeadWarehouse>>;
let result: StepResult;
beforeAll(async () => {
  opened = await openLeadWarehouse(market.lastDay, { QUALIFIED: "sql" });
  await loadCrms(market, opened.warehouse);
  await opened.buildMarts();
  result = await scoreLeads(opened.context, opened.run);
}, 240_000);
afterAll(() => opened.warehouse.close());

async function rowsOf(sql: string): Promise<readonly Row[]> {
  return (await opened.warehouse.query(sql)).rows;
}

const ms = (timestamp: unknown): number => Date.parse(String(timestamp));

describe("leads of both CRMs, against what really happened", () => {
  test("stand once each from when their record was created, without those deleted or merged away", async () => {
    const leads = await rowsOf("select lead_id, arrived_at from marts.int_leads");
    const expected = [...records].map(([id, { createdMs }]) => [id, Math.floor(createdMs / 1000)] as const);
    expect(new Map(leads.map((row) => [row.lead_id, Math.floor(ms(row.arrived_at) / 1000)]))).toEqual(
      new Map(expected),
    );
    expect(leads.length).toBe(expected.length);
  });

  test("are won exactly when they were", async () => {
    const won = await rowsOf(
      "select lead_id, min(entered_at) as won_at from marts.fct_lead_stages where stage = 'won' group by lead_id",
    );
    const expected = [...people].flatMap(([id, { wonMs }]) =>
      wonMs !== null && wonMs <= market.endMs ? [[id, wonMs] as const] : [],
    );
    expect(expected.length).toBeGreaterThan(1000);
    expect(new Map(won.map((row) => [row.lead_id, ms(row.won_at)]))).toEqual(new Map(expected));
  });

  test("are scored while they are leads or marketing qualified, never after they were won, lost or deleted", async () => {
    const instants = await rowsOf("select lead_id, score_at, stage, won_at from marts.int_lead_instants");
    const late = instants.filter(({ lead_id, score_at, won_at }) => {
      const record = records.get(String(lead_id));
      const gone = record?.changes.find(
        ({ property, value }) =>
          (property === "lifecycle_stage" && ["salesqualifiedlead", "opportunity", "customer"].includes(value ?? "")) ||
          (property === "lead_status" && ["UNQUALIFIED", "Qualified"].includes(value ?? "")) ||
          (property === "lead_status" && value?.startsWith("Closed") === true),
      );
      const wonMs = people.get(String(lead_id))?.wonMs ?? null;
      const isWonInTime = wonMs !== null && wonMs <= market.endMs;
      return (
        record === undefined ||
        (gone !== undefined && gone.atMs <= ms(score_at)) ||
        (won_at === null ? isWonInTime : ms(won_at) !== wonMs)
      );
    });
    expect(instants.length).toBeGreaterThan(9000);
    expect(late).toEqual([]);
  });

  test("bring what the form asked for, known from the start", async () => {
    // A record that was merged into another brings its form's values too, when it was created.
    const facts = await rowsOf(
      "select lead_id, value_number, known_at from marts.fct_lead_facts where fact = 'crm_fleet_size' qualify row_number() over (partition by lead_id order by known_at) = 1",
    );
    const expected = [...records].map(([id, { createdMs, changes }]) => {
      const size = changes.find(({ property }) => property === "fleet_size")?.value;
      return [id, [Number(size), Math.floor(createdMs / 1000)]] as const;
    });
    expect(
      new Map(
        facts.map((row) => [row.lead_id, [Number(row.value_number), Math.floor(ms(row.known_at) / 1000)] as const]),
      ),
    ).toEqual(new Map(expected));
  });
});

describe("the score", () => {
  /** Rows the model has not seen, with the probability it gives them. */
  let unseen: readonly { readonly instant: LeadInstant; readonly probability: number; readonly won: number }[];
  beforeAll(async () => {
    const { warehouse } = opened;
    const order = ["lead_id", "score_at", "kind"];
    const instants = toInstants(await readRows(warehouse, "marts.int_lead_instants", instantRow, order));
    const features = buildFeatures(
      instants,
      await readRows(warehouse, "marts.int_lead_features", featureRow, ["lead_id", "score_at"]),
    );
    const [outcomes] = await readRows(warehouse, "marts.int_lead_outcomes", outcomesRow, ["leads"]);
    const history = { firstOutcomeAt: outcomes?.first_outcome_at ?? null, dataEnd: outcomes?.data_end ?? Number.NaN };
    const sample = splitSample({ instants, features, ...history }, HORIZON_DAYS);
    if (isRefusal(sample)) throw new Error(sample.detail);
    const [version] = await rowsOf("select artifact_json from models.model_versions");
    const model = fromArtifact(JSON.parse(String(version?.artifact_json)));
    const columns = model.columns.map(({ name }) => features.columns.findIndex((column) => column.name === name));
    const holdout = datasetRows(datasetColumns(sample.data, columns), sample.split.test);
    const found = estimates(model, holdout.x);
    unseen = Array.from(sample.split.test, (row, i) => ({
      instant: instants[sample.rows[row] as number] as LeadInstant,
      probability: found[i]?.probability ?? Number.NaN,
      won: holdout.y[i] as number,
    }));
  });

  test("is the model's: it beats the heuristic on leads it has not seen", async () => {
    expect(result).toMatchObject({ status: "done" });
    const losses = await rowsOf(
      "select learner, value from models.model_comparison where split = 'holdout' and metric = 'log_loss'",
    );
    const of = (learner: string): number => Number(losses.find((row) => row.learner === learner)?.value);
    expect(of("logistic")).toBeLessThan(of("heuristic") - 0.02);
  });

  test("follows the true probability to be won: among leads of one age and stage it ranks as the truth does", () => {
    const ranked = (stage: string): number | null => {
      const some = unseen.filter(({ instant }) => instant.ageDays === 1 && instant.stage === stage);
      expect(some.length).toBeGreaterThan(300);
      return spearman(
        Float64Array.from(some, ({ probability }) => probability),
        Float64Array.from(some, ({ instant }) => people.get(instant.leadId)?.wonProbability ?? Number.NaN),
      );
    };
    expect(ranked("lead")).toBeGreaterThan(0.8);
    expect(ranked("mql")).toBeGreaterThan(0.75);
  });

  test("tells won from lost nearly as well as who knows each lead's true probability when it arrived", () => {
    const won = Float64Array.from(unseen, (row) => row.won);
    const ours = rocAuc(
      won,
      Float64Array.from(unseen, ({ probability }) => probability),
    );
    const known = rocAuc(
      won,
      Float64Array.from(unseen, ({ instant }) => people.get(instant.leadId)?.wonProbability ?? Number.NaN),
    );
    expect(ours).toBeGreaterThan(0.7);
    expect(Number(ours) - Number(known)).toBeGreaterThan(-0.05);
  });

  test("means what it says: called probabilities come true", () => {
    const error = expectedCalibrationError(
      unseen.map(({ won }) => won),
      unseen.map(({ probability }) => probability),
    );
    expect(error).toBeLessThan(0.03);
    expect(unseen.every(({ probability }) => probability > 0 && probability < 1)).toBe(true);
  });

  test("rests on the company's size above all that the form asks, and on no leak", async () => {
    const features = await rowsOf(
      "select feature, decision, importance, leak_signs from models.feature_reports order by importance desc",
    );
    expect(features.filter(({ decision }) => decision === "leak")).toEqual([]);
    const used = features.filter(({ decision }) => decision === "used").map(({ feature }) => feature);
    expect(used.slice(0, 4)).toContain("crm_fleet_size");
    expect(used.slice(0, 4)).toContain("landing_page");
  });
});
