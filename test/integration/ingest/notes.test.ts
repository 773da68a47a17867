import { describe, expect, it } from "vitest";
import { AppError } from "../../../functions/lib/errors.ts";
import type { SourceFinding } from "../../../functions/sources/source.ts";
import { account, CAMPAIGNS, CONTACTS, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const HIDDEN: SourceFinding = { checkName: "hidden_field", severity: "warning", detail: "a field is hidden" };
const FOUND = "select example, detail from ops.data_findings order by example";
const STATES = "select state, reason, error_kind from ops.ingest_results order by ended_at desc limit 1";

const records = Array.from({ length: 6 }, (_, i) => ({
  id: `p${i}`,
  changedAt: `2026-02-0${i + 1}T00:00:00Z`,
  stage: "lead",
}));

const bad = (id: string) => ({
  table: "raw.fake_contacts" as const,
  column: "stage",
  expected: "text",
  got: "7",
  isKey: false,
  payloadRedacted: JSON.stringify({ id }),
});

describe("what a source finds", () => {
  it("about one report and account stands beside what it finds about others, and goes once it is cured", async () => {
    const world = newWorld();
    world.findings = (request) => [{ ...HIDDEN, detail: `hidden in ${request.account.accountId}` }];
    const { night, rows, setNow } = await ingestContext(world, { reports: [CAMPAIGNS, CONTACTS] });
    await night();
    expect(await rows(FOUND)).toEqual([
      { example: "campaigns of a1", detail: "hidden in a1" },
      { example: "campaigns of a2", detail: "hidden in a2" },
      { example: "contacts of a1", detail: "hidden in a1" },
      { example: "contacts of a2", detail: "hidden in a2" },
    ]);
    world.findings = ({ account: { accountId } }) => (accountId === "a1" ? [HIDDEN] : []);
    world.failure = (request) =>
      request?.account.accountId === "a2" && request.grain === "changes"
        ? new AppError("reset", { kind: "transient" })
        : null;
    setNow("2026-02-11T05:00:00Z");
    await night();
    expect(await rows(FOUND)).toEqual([
      { example: "campaigns of a1", detail: "a field is hidden" },
      { example: "contacts of a1", detail: "a field is hidden" },
      { example: "contacts of a2", detail: "hidden in a2" },
    ]);
  });

  it("never hides why the reading failed, where it cannot be written down", async () => {
    const world = newWorld([account("a1")]);
    world.findings = () => [HIDDEN];
    world.failure = (request) =>
      request === null ? null : new AppError("the list broke off", { kind: "transient", fix: "wait" });
    const { night, warehouse } = await ingestContext(world, { reports: [CAMPAIGNS] });
    const full = {
      ...warehouse,
      load: (...[table, data, how]: Parameters<typeof warehouse.load>) =>
        table === "ops.data_findings" ? Promise.reject(new Error("disk full")) : warehouse.load(table, data, how),
    };
    const detail = "campaigns of a1: the list broke off; fix: wait";
    expect(await night({ warehouse: full })).toMatchObject({ status: "failed", errorKind: "transient", detail });
  });
});

describe("records held back", () => {
  it("are kept before the cursor passes them, whatever breaks off later", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records);
    world.problems = () => [bad("b1")];
    world.failure = (_request, batch) => (batch === 4 ? new AppError("502", { kind: "transient" }) : null);
    const { night, rows } = await ingestContext(world, { reports: [CONTACTS] });
    expect(await night()).toMatchObject({ status: "partial", reason: "transient" });
    expect(await rows("select payload_redacted from ops.quarantine")).toEqual([{ payload_redacted: '{"id":"b1"}' }]);
  });

  it("on a later page of the same reading are kept too", async () => {
    const world = newWorld([account("a1")]);
    world.records.set("a1", records);
    const { night, rows, context } = await ingestContext(world, { reports: [CONTACTS] });
    const [source] = context.sources;
    if (source === undefined) throw new Error("expected the fake source, got none");
    const paged = {
      ...source,
      read: async function* (...[request, ports]: Parameters<typeof source.read>) {
        let page = 0;
        for await (const batch of source.read(request, ports)) {
          if (batch.table === "raw.fake_contacts") ports.reject(bad(`b${page++}`));
          yield batch;
        }
      },
    };
    await night({ sources: [paged] });
    expect(await rows("select count(*) as n from ops.quarantine")).toEqual([{ n: 3 }]);
  });

  it("without number are all counted, and the first 10,000 kept", async () => {
    const world = newWorld([account("a1")]);
    const problem = { ...bad("b"), table: "raw.fake_campaigns" as const };
    world.problems = () =>
      Array.from({ length: 12_000 }, (_, i) => ({ ...problem, payloadRedacted: `{"id":"b${i}"}` }));
    world.names.set("a1", { c1: "brand" });
    const { night, rows } = await ingestContext(world, { reports: [CAMPAIGNS] });
    expect(await night()).toMatchObject({
      status: "failed",
      detail: expect.stringContaining("12000 of 12001 rows are bad"),
    });
    expect(await rows("select count(*) as n from ops.quarantine")).toEqual([{ n: 10_000 }]);
  });

  it("leave the night partial when it is asked again, for lists and changes too", async () => {
    for (const report of [CAMPAIGNS, CONTACTS]) {
      const world = newWorld([account("a1")]);
      world.records.set("a1", records);
      world.names.set("a1", Object.fromEntries(records.map(({ id }, i) => [id, `name ${i}`])));
      world.names.set("a1", Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, "name"])));
      world.problems = () => [{ ...bad("b1"), table: report.tables[0]?.table ?? "raw.fake_contacts" }];
      const { night, rows } = await ingestContext(world, { reports: [report] });
      await night();
      const first = await rows(STATES);
      expect(first, report.report).toEqual([{ state: "partial", reason: "bad_rows", error_kind: "data" }]);
      await night();
      expect(await rows(STATES), report.report).toEqual(first);
    }
  });
});
