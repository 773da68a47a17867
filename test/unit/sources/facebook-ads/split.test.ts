import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, dayText } from "../../../../functions/lib/instants.ts";
import type { InsightsFilter, SplitLevel } from "../../../../functions/sources/facebook-ads/filters.ts";
import { INSIGHTS_REPORTS } from "../../../../functions/sources/facebook-ads/insights-reports.ts";
import { type Job, wholeJobs } from "../../../../functions/sources/facebook-ads/report-jobs/job.ts";
import { splitJob } from "../../../../functions/sources/facebook-ads/report-jobs/split.ts";

/** One cell of a world: an ad on a day. */
interface Cell {
  readonly day: number;
  readonly campaign: string;
  readonly adset: string;
  readonly ad: string;
}

const cellsOf = (days: number, campaigns: number, adSets: number, ads: number): readonly Cell[] =>
  Array.from({ length: days }, (_, day) =>
    Array.from({ length: campaigns }, (_, c) =>
      Array.from({ length: adSets }, (_, s) =>
        Array.from({ length: ads }, (_, a) => ({ day, campaign: `${c}`, adset: `${c}${s}`, ad: `${c}${s}${a}` })),
      ),
    ),
  ).flat(3);

const FIRST = dayNumber("2026-01-01");

function matches(filters: readonly InsightsFilter[], cell: Cell): boolean {
  return filters.every(({ field, operator, value }) => {
    const isIn = value.includes(cell[field.split(".")[0] as SplitLevel]);
    return operator === "IN" ? isIn : !isIn;
  });
}

/** What a job reads of the world: each cell's each metric. */
function read(job: Job, cells: readonly Cell[]): readonly string[] {
  const { from, to, filters, metrics } = job.params;
  return cells
    .filter(({ day }) => dayText(FIRST + day) >= from && dayText(FIRST + day) <= to)
    .filter((cell) => matches(filters, cell))
    .flatMap((cell) =>
      metrics.filter((metric) => metric !== "impressions").map((metric) => `${cell.day} ${cell.ad} ${metric}`),
    );
}

async function leavesOf(
  job: Job,
  report: "ad_daily" | "campaign_daily",
  cells: readonly Cell[],
  depth: number,
): Promise<readonly Job[]> {
  if (depth === 0) return [job];
  const parts = await splitJob(job, INSIGHTS_REPORTS[report], async (level, { from, to, filters }) =>
    [
      ...new Set(
        cells
          .filter(({ day }) => dayText(FIRST + day) >= from && dayText(FIRST + day) <= to)
          .filter((cell) => matches(filters, cell))
          .map((cell) => cell[level]),
      ),
    ].sort(),
  );
  if (parts === null) return [job];
  return (await Promise.all(parts.map((part) => leavesOf(part, report, cells, depth - 1)))).flat();
}

describe("splitting a job", () => {
  it("reads every figure exactly once, however often it is split", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom("ad_daily" as const, "campaign_daily" as const),
        async (days, campaigns, adSets, ads, depth, report) => {
          const cells = cellsOf(days, campaigns, adSets, ads);
          const [whole] = wholeJobs("1", report, "2026-01-01", dayText(FIRST + days - 1));
          if (whole === undefined) throw new Error("expected a job");
          const leaves = await leavesOf(whole, report, cells, depth);
          expect(leaves.flatMap((leaf) => read(leaf, cells)).toSorted()).toEqual(read(whole, cells).toSorted());
          expect(new Set(leaves.map(({ key }) => key)).size).toBe(leaves.length);
        },
      ),
      { seed: 7, numRuns: 25 },
    );
  });

  it("goes by days, then campaigns, ad sets, ads, then fields", async () => {
    const cells = cellsOf(2, 2, 2, 2);
    const ways: string[] = [];
    let [job] = wholeJobs("1", "ad_daily", "2026-01-01", "2026-01-02");
    while (job !== undefined) {
      const ids = async (level: SplitLevel) => [
        ...new Set(cells.filter((cell) => matches(job?.params.filters ?? [], cell)).map((cell) => cell[level])),
      ];
      const parts: readonly Job[] | null = await splitJob(job, INSIGHTS_REPORTS.ad_daily, ids);
      job = parts?.[0];
      if (job !== undefined) ways.push(job.key.split("/").at(-1) ?? "");
    }
    expect(ways).toEqual([
      "days-1of2",
      "campaigns-1of2",
      "adsets-1of2",
      "ads-1of2",
      "fields-1of2",
      "fields-1of2",
      "fields-1of2",
    ]);
  });

  it("never puts a campaign's reach together from its ad sets", async () => {
    const levels: string[] = [];
    const [job] = wholeJobs("1", "country_daily", "2026-01-01", "2026-01-01");
    await splitJob(job as Job, INSIGHTS_REPORTS.country_daily, async (level) => {
      levels.push(level);
      return ["one"];
    });
    expect(levels).toEqual(["campaign"]);
  });

  it("gives what appears meanwhile to exactly one half", async () => {
    const [job] = wholeJobs("1", "ad_daily", "2026-01-01", "2026-01-01");
    const parts = await splitJob(job as Job, INSIGHTS_REPORTS.ad_daily, async () => ["1", "2", "3"]);
    const late: Cell = { day: 0, campaign: "99", adset: "990", ad: "9900" };
    expect(parts?.map(({ params }) => matches(params.filters, late))).toEqual([false, true]);
  });
});

describe("whole jobs", () => {
  it("cover every day of a range once, a week at most each", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (more) => {
        const to = dayText(FIRST + more);
        const days = wholeJobs("1", "ad_daily", "2026-01-01", to).flatMap(({ params }) => {
          const [a, b] = [dayNumber(params.from), dayNumber(params.to)];
          expect(b - a).toBeLessThan(7);
          return Array.from({ length: b - a + 1 }, (_, n) => a + n);
        });
        expect(days).toEqual(Array.from({ length: more + 1 }, (_, n) => FIRST + n));
      }),
      { seed: 7 },
    );
  });
});
