import { expect, it } from "vitest";
import { readSqlProject } from "../../../functions/warehouse/project.ts";

const { views } = await readSqlProject("sql");

function readersOf(name: string): readonly string[] {
  return views.filter(({ reads }) => reads.some((read) => read === name)).map((view) => view.name);
}

it("features read nothing but what was known as of the instant", () => {
  expect(views.find(({ name }) => name === "marts.int_lead_features")?.reads).toEqual(["marts.int_lead_facts_as_of"]);
});

it("facts and campaign windows meet instants in one view only", () => {
  const withInstants = new Set(readersOf("marts.int_lead_instants"));
  const meet = [...readersOf("marts.int_lead_facts"), ...readersOf("marts.int_lead_campaign_windows")];
  expect([...new Set(meet.filter((name) => withInstants.has(name)))]).toEqual(["marts.int_lead_facts_as_of"]);
});
