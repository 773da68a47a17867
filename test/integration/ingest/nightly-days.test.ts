import { describe, expect, it } from "vitest";
import { AppError } from "../../../functions/lib/errors.ts";
import { account, DAILY, newWorld } from "../../support/ingest/fake-source.ts";
import { ingestContext } from "../../support/ingest/ingest-context.ts";

const REPORTS = [DAILY];

function spend(world: ReturnType<typeof newWorld>, accountId: string, days: Readonly<Record<string, number>>): void {
  for (const [day, micros] of Object.entries(days)) world.spend.set(`${accountId}/${day}`, { c1: micros });
}

const TOTALS =
  "select account_id, cast(date_day as string) as day, sum(cost_micros) as micros from raw.fake_daily group by 1, 2 order by 1, 2";

describe("a night", () => {
  it("reads the look-back with today, and the weekly and monthly days on its first run", async () => {
    const world = newWorld([account("a1")]);
    spend(world, "a1", { "2026-02-10": 10, "2026-02-09": 9, "2026-01-22": 22, "2026-01-21": 21 });
    const { night, rows } = await ingestContext(world, { reports: REPORTS });
    expect(await night()).toMatchObject({ status: "done", rowCount: 6 });
    expect(await rows(TOTALS)).toEqual([
      { account_id: "a1", day: "2026-01-22", micros: 22 },
      { account_id: "a1", day: "2026-02-09", micros: 9 },
      { account_id: "a1", day: "2026-02-10", micros: 10 },
    ]);
    // 20 days, five a request.
    expect(world.requests.map((request) => request.grain === "days" && `${request.from}..${request.to}`)).toEqual([
      "2026-01-22..2026-01-26",
      "2026-01-27..2026-01-31",
      "2026-02-01..2026-02-05",
      "2026-02-06..2026-02-10",
    ]);
  });

  it("of one account that fails leaves the other's days in place and says why", async () => {
    const world = newWorld();
    spend(world, "a1", { "2026-02-10": 1 });
    spend(world, "a2", { "2026-02-10": 2 });
    world.failure = (request) =>
      request?.account.accountId === "a1" ? new AppError("reset", { kind: "transient" }) : null;
    const { night, rows } = await ingestContext(world, { reports: REPORTS });
    expect(await night()).toMatchObject({ status: "partial", reason: "transient", isUnfinished: true });
    expect(await rows(TOTALS)).toEqual([{ account_id: "a2", day: "2026-02-10", micros: 2 }]);
    world.failure = () => null;
    expect(await night()).toMatchObject({ status: "done" });
    expect(await rows(TOTALS)).toHaveLength(2);
  });
});
