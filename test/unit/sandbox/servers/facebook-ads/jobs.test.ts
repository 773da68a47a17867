import { describe, expect, it } from "vitest";
import { EU, type GraphClient, graph, type Json, LATER_MS, US, wholeMarket, withDeleted } from "./graph.ts";

const ask = {
  ...wholeMarket,
  level: "campaign",
  fields: "campaign_id,spend,actions",
  filtering: withDeleted("campaign"),
};
const submit = async (client: GraphClient, params: object = ask, node = `act_${EU}`): Promise<string> =>
  String((await client.post(`${node}/insights`, { ...params })).body.report_run_id);

describe("a job", () => {
  it("goes from not started over running to completed, and a run at 100 % may not be done", async () => {
    const client = await graph();
    const id = await submit(client);
    const states: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      const fields = "async_status,async_percent_completion,is_running";
      const { async_status, async_percent_completion, is_running } = (await client.get(id, { fields })).body;
      states.push([async_status, async_percent_completion, is_running]);
    }
    expect(states).toEqual([
      ["Job Not Started", 0, true],
      ["Job Started", 50, true],
      ["Job Running", 100, true],
      ["Job Completed", 100, false],
      ["Job Completed", 100, false],
    ]);
    expect((await client.get(id)).body).toEqual({
      id,
      account_id: EU,
      time_ref: LATER_MS / 1000,
      time_completed: LATER_MS / 1000,
      async_status: "Job Completed",
      async_percent_completion: 100,
      date_start: ask.time_range.since,
      date_stop: ask.time_range.until,
    });
    expect((await client.get(id, { fields: "async_status" })).body).toEqual({ id, async_status: "Job Completed" });
    expect(await client.refusal(id, { fields: "percent" })).toMatchObject({
      message: "(#100) Tried accessing nonexisting field (percent) on node type (AdReportRun)",
    });
  });

  it("gives the rows that the same request gives at once", async () => {
    const client = await graph({ jobPace: { kind: "polls", polls: 0 } });
    const id = await submit(client);
    await client.get(id);
    const rows = await client.all(`${id}/insights`);
    expect(rows.length).toBeGreaterThan(500);
    expect(rows).toEqual(await client.all(`act_${EU}/insights`, ask));
  });

  it("may be asked of an object, and takes its parameters from a form as well", async () => {
    const client = await graph({ jobPace: { kind: "polls", polls: 0 } });
    const [{ id: campaignId = "" } = {}] = await client.all(`act_${US}/campaigns`);
    const params = { time_range: wholeMarket.time_range, level: "campaign", fields: "campaign_id,spend" };
    const id = await submit(client, params, String(campaignId));
    const form = new URLSearchParams({ ...params, time_range: JSON.stringify(params.time_range) });
    const response = await fetch(`${client.url}/v26.0/${campaignId}/insights?access_token=EAAsandbox0facebook0token`, {
      method: "POST",
      body: form,
    });
    const { report_run_id: formId } = (await response.json()) as { report_run_id: string };
    for (const one of [id, formId]) {
      await client.get(one);
      expect(await client.all(`${one}/insights`)).toMatchObject([{ campaign_id: campaignId }]);
    }
    expect(formId).not.toBe(id);
  });

  it("has no rows before it is completed", async () => {
    const client = await graph();
    const id = await submit(client);
    expect(await client.refusal(`${id}/insights`)).toMatchObject({
      code: 2601,
      error_subcode: 1815107,
      is_transient: true,
    });
  });

  it("can take time by the clock instead of looks", async () => {
    let nowMs = LATER_MS;
    const client = await graph({ nowMs: () => nowMs, jobPace: { kind: "time", ms: 60_000 } });
    const id = await submit(client);
    const status = async () => (await client.get(id)).body.async_status;
    expect(await status()).toBe("Job Not Started");
    expect(await status()).toBe("Job Not Started");
    nowMs += 40_000;
    expect(await status()).toBe("Job Running");
    nowMs += 20_000;
    expect(await status()).toBe("Job Completed");
  });

  it("answers with what was known when it was created, and is forgotten after 30 days", async () => {
    let nowMs = Date.parse("2025-06-10T10:00:00Z");
    const client = await graph({ nowMs: () => nowMs, jobPace: { kind: "polls", polls: 0 } });
    const today = { time_range: { since: "2025-06-10", until: "2025-06-10" }, fields: "spend" };
    const before = await client.all(`act_${EU}/insights`, today);
    const id = await submit(client, today);
    nowMs += 6 * 3_600_000;
    await client.get(id);
    expect(await client.all(`${id}/insights`)).toEqual(before);
    expect(await client.all(`act_${EU}/insights`, today)).not.toEqual(before);
    nowMs += 30 * 86_400_000;
    expect(await client.refusal(id)).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it("is refused at once when the request is wrong", async () => {
    const client = await graph();
    const { body } = await client.post(`act_${EU}/insights`, { ...ask, breakdowns: ["country", "region"] });
    expect(body.error).toMatchObject({ code: 100 });
  });

  it("keeps reach of old broken-down rows for ten requests a day and account", async () => {
    const client = await graph({
      nowMs: () => Date.parse("2026-12-01T12:00:00Z"),
      jobPace: { kind: "polls", polls: 0 },
    });
    const old = {
      time_range: { since: "2025-06-01", until: "2025-06-01" },
      breakdowns: "country",
      fields: "reach,spend",
    };
    const hasReach = async (node: string): Promise<boolean> => {
      const id = await submit(client, old, node);
      await client.get(id);
      const rows: readonly Json[] = await client.all(`${id}/insights`);
      expect(rows.length).toBeGreaterThan(0);
      return rows.every(({ reach }) => reach !== undefined);
    };
    const seen = [];
    for (let i = 0; i < 11; i++) seen.push(await hasReach(`act_${EU}`));
    expect(seen).toEqual([...Array.from({ length: 10 }, () => true), false]);
    expect(await hasReach(`act_${US}`)).toBe(true);
  });
});
