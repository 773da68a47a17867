import { describe, expect, test } from "vitest";
import { small } from "../../market/markets.ts";
import { googleAds, type Json } from "./google-ads.ts";
import { problemsOf, SEARCH_RESPONSE } from "./protos.ts";

const ALL_DAYS = `segments.date BETWEEN '${small.firstDay}' AND '${small.lastDay}'`;
const MANY = `SELECT ad_group_ad.ad.id, segments.date, segments.device, segments.ad_network_type, metrics.clicks FROM ad_group_ad WHERE ${ALL_DAYS}`;
const NONE = "SELECT campaign.id FROM campaign WHERE campaign.id = 1";

describe("a streamed answer", () => {
  test("comes in chunks of at most 10,000 rows, and the last one alone tells the consumption", async () => {
    const { ask } = await googleAds();
    const chunks: readonly Json[] = (await ask(MANY)).json;
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.slice(0, -1).every(({ results }) => results.length === 10_000)).toBe(true);
    expect(chunks.map((chunk) => "queryResourceConsumption" in chunk)).toEqual([
      ...chunks.slice(1).map(() => false),
      true,
    ]);
    expect(new Set(chunks.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test("of nothing is an empty array at times and a chunk without results at others", async () => {
    const { ask } = await googleAds();
    const answers = [(await ask(NONE)).json, (await ask(NONE)).json].sort((a, b) => a.length - b.length);
    expect(answers).toEqual([
      [],
      [{ fieldMask: "campaign.id", requestId: expect.any(String), queryResourceConsumption: expect.any(String) }],
    ]);
  });

  test("follows LIMIT and ORDER BY", async () => {
    const { rows } = await googleAds();
    const query = "SELECT campaign.id, metrics.cost_micros FROM campaign ORDER BY metrics.cost_micros DESC LIMIT 3";
    const costs = (await rows(query)).map(({ metrics }) => Number(metrics.costMicros));
    const all = (await rows(query.replace(" LIMIT 3", ""))).map(({ metrics }) => Number(metrics.costMicros));
    expect(costs).toEqual([...all].sort((a, b) => b - a).slice(0, 3));
  });
});

describe("a paged answer", () => {
  test("has the rows of the streamed one, 10,000 a page", async () => {
    const { ask, rows } = await googleAds();
    const paged: Json[] = [];
    const sizes: number[] = [];
    let pageToken: string | undefined = "";
    while (pageToken !== undefined) {
      const { json }: { json: Json } = await ask(MANY, { method: "search", body: { pageToken } });
      expect(problemsOf({ ...json, results: [] }, SEARCH_RESPONSE)).toEqual([]);
      paged.push(...json.results);
      sizes.push(json.results.length);
      pageToken = json.nextPageToken;
    }
    expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => 10_000));
    expect(paged).toEqual(await rows(MANY));
  });

  test("counts all rows only when asked, whatever the limit", async () => {
    const { ask } = await googleAds();
    const query = "SELECT campaign.id FROM campaign LIMIT 2";
    const plain = (await ask(query, { method: "search" })).json;
    const counted = (
      await ask(query, { method: "search", body: { searchSettings: { returnTotalResultsCount: true } } })
    ).json;
    expect([plain.results.length, plain.totalResultsCount]).toEqual([2, undefined]);
    expect([counted.results.length, counted.totalResultsCount]).toEqual([2, "9"]);
  });

  test.each([
    ["page size", { pageSize: 100 }, "PAGE_SIZE_NOT_SUPPORTED"],
    ["page size in snake case", { page_size: 100 }, "PAGE_SIZE_NOT_SUPPORTED"],
    ["page token of another query", { pageToken: "bm90IGEgdG9rZW4" }, "INVALID_PAGE_TOKEN"],
  ])("refuses a %s", async (_, body, code) => {
    const { ask } = await googleAds();
    const { status, text } = await ask(NONE, { method: "search", body });
    expect([status, text.includes(code)]).toEqual([400, true]);
  });
});
