import { describe, expect, test } from "vitest";
import { PAGE_ROWS } from "../../../../functions/sources/ga4/report.ts";
import { type Cells, open, PROPERTY_ID, page } from "./double.ts";

const DIMENSIONS = [
  "date",
  "sessionSource",
  "sessionMedium",
  "sessionCampaignName",
  "sessionDefaultChannelGroup",
  "landingPage",
  "deviceCategory",
  "country",
];

describe("a day of web traffic", () => {
  test("is asked for with eight dimensions and at most ten metrics, up to the most rows a page", async () => {
    const { read, bodies, paths } = await open((body) => page(body, []));
    await read("2026-11-01");
    expect(paths).toEqual([`/v1beta/properties/${PROPERTY_ID}:runReport Bearer token-1`]);
    expect(bodies[0]?.dimensions.map(({ name }) => name)).toEqual(DIMENSIONS);
    expect(bodies[0]?.metrics.length).toBeLessThanOrEqual(10);
    expect(bodies[0]).toMatchObject({
      dateRanges: [{ startDate: "2026-11-01", endDate: "2026-11-01" }],
      limit: String(PAGE_ROWS),
      offset: "0",
      returnPropertyQuota: true,
    });
    expect(PAGE_ROWS).toBeLessThanOrEqual(250_000);
  });

  test("becomes a row of the raw table", async () => {
    const { read } = await open((body) => page(body, [{}]));
    expect(await read("2026-11-01")).toEqual([
      {
        property_id: PROPERTY_ID,
        date_day: "2026-11-01",
        session_source: "google",
        session_medium: "cpc",
        session_campaign_name: "Search",
        session_default_channel_group: "Paid Search",
        landing_page: "/fleet",
        device_category: "mobile",
        country: "Germany",
        sessions: 10,
        total_users: 9,
        new_users: 4,
        engaged_sessions: 7,
        bounced_sessions: 3,
        bounce_rate: 0.3,
        average_session_duration: 61.5,
        session_seconds: 615,
        user_engagement_duration: 420,
        screen_page_views: 25,
        key_events: 1.5,
        is_sampled: false,
        samples_read_count: null,
        sampling_space_size: null,
        is_thresholded: false,
        has_other_row: false,
        currency_code: "EUR",
        account_time_zone: "Europe/Berlin",
        derived_from:
          '{"bounced_sessions":"sessions - engaged_sessions","session_seconds":"average_session_duration * sessions"}',
      },
    ]);
  });

  test("is read by its headers, whatever their order", async () => {
    const { read } = await open((body) =>
      page({ ...body, dimensions: body.dimensions.toReversed(), metrics: body.metrics.toReversed() }, [{}]),
    );
    expect(await read()).toMatchObject([{ date_day: "2026-11-01", country: "Germany", sessions: 10, key_events: 1.5 }]);
  });

  test("keeps (not set), (other) and empty texts apart, as they were sent", async () => {
    const sources = ["(not set)", "(other)", ""];
    const { read } = await open((body) =>
      page(
        body,
        sources.map((sessionSource) => ({ sessionSource })),
      ),
    );
    expect((await read()).map((row) => row.session_source)).toEqual(sources);
  });

  test("says of each row that its day is not exact, and once a kind what is wrong", async () => {
    const { read, findings } = await open((body) =>
      page(body, [{}], {
        metadata: {
          currencyCode: "USD",
          timeZone: "America/New_York",
          dataLossFromOtherRow: true,
          subjectToThresholding: true,
          samplingMetadatas: [{ samplesReadCount: "500000", samplingSpaceSize: "1200000" }],
        },
      }),
    );
    const rows = await read("2026-11-01", "2026-11-02");
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(row).toMatchObject({
        is_sampled: true,
        samples_read_count: 500_000,
        sampling_space_size: 1_200_000,
        is_thresholded: true,
        has_other_row: true,
        currency_code: "USD",
        account_time_zone: "America/New_York",
      });
    expect(findings.map(({ checkName }) => checkName)).toEqual(["sampled_days", "thresholded_days", "other_row_days"]);
    expect(findings[0]?.detail).toContain("2 days from 2026-11-01 to 2026-11-02");
  });

  test("knows of itself whether it is exact, whichever days are read with it", async () => {
    const { read, bodies } = await open((body) =>
      page(body, [{}], {
        metadata: { subjectToThresholding: body.dateRanges[0]?.startDate === "2026-11-02" },
      }),
    );
    const rows = await read("2026-11-01", "2026-11-03");
    expect(rows.map((row) => row.is_thresholded)).toEqual([false, true, false]);
    expect(bodies.map(({ dateRanges }) => dateRanges[0])).toEqual(
      ["2026-11-01", "2026-11-02", "2026-11-03"].map((day) => ({ startDate: day, endDate: day })),
    );
  });

  test("without rows is complete and empty", async () => {
    const { read, findings } = await open((body) => page(body, []));
    expect(await read()).toEqual([]);
    expect(findings).toEqual([]);
  });

  test("without rows for a reason is told", async () => {
    const { read, findings } = await open((body) => page(body, [], { metadata: { emptyReason: "NO_DATA" } }));
    await read();
    expect(findings).toMatchObject([{ checkName: "empty_days", severity: "warning" }]);
  });

  test("leaves the bounced sessions unknown where estimates give more engaged sessions than sessions", async () => {
    const { read } = await open((body) => page(body, [{ sessions: "2", engagedSessions: "3" }]));
    expect(await read()).toMatchObject([{ sessions: 2, engaged_sessions: 3, bounced_sessions: null }]);
  });

  test("adds up the tokens that its answers say they cost", async () => {
    const propertyQuota = {
      tokensPerDay: { consumed: 7, remaining: 1 },
      tokensPerHour: { consumed: 7, remaining: 1 },
      concurrentRequests: { consumed: 0, remaining: 10 },
    };
    const { read, usages } = await open((body) => page(body, [], { propertyQuota }));
    await read("2026-11-01", "2026-11-03");
    expect(usages).toEqual([
      expect.objectContaining({ limitName: "tokensPerDay", calls: 21, windowSeconds: 86_400, accountId: PROPERTY_ID }),
      expect.objectContaining({ limitName: "tokensPerHour", calls: 21, windowSeconds: 3600 }),
    ]);
  });
});

describe("pages of a day", () => {
  const all: readonly Cells[] = Array.from({ length: 5 }, (_, i) => ({ landingPage: `/page-${i}` }));
  const from = ({ offset, limit }: { readonly offset: string; readonly limit: string }) =>
    all.slice(Number(offset), Number(offset) + Number(limit));

  test("are read until the row count is reached", async () => {
    const { read, bodies } = await open((body) => page(body, from(body), { rowCount: 5 }), { pageRows: 2 });
    expect((await read()).map((row) => row.landing_page)).toEqual(all.map(({ landingPage }) => landingPage));
    expect(bodies.map(({ offset }) => offset)).toEqual(["0", "2", "4"]);
  });

  test("that repeat a row are refused, also where their number is right", async () => {
    const first = (body: Parameters<typeof from>[0]) => from({ ...body, offset: "0" });
    const { read } = await open((body) => page(body, first(body), { rowCount: 4 }), { pageRows: 2 });
    await expect(read()).rejects.toMatchObject({ kind: "transient", message: expect.stringContaining("twice") });
  });

  test("that end before the row count are refused", async () => {
    const rows = (body: Parameters<typeof from>[0]) => (body.offset === "0" ? from(body) : []);
    const { read } = await open((body) => page(body, rows(body), { rowCount: 5 }), { pageRows: 2 });
    await expect(read()).rejects.toMatchObject({ kind: "transient", message: expect.stringContaining("5 rows") });
  });

  test("are refused where the day changed between them", async () => {
    const { read } = await open((body, i) => page(body, from(body), { rowCount: 5 + i }), { pageRows: 2 });
    await expect(read()).rejects.toThrow("the pages of 2026-11-01 do not fit together");
  });
});

describe("a row that fails its schema", () => {
  test.each([
    ["sessions", "many", "a whole number"],
    ["keyEvents", "-1", "a number"],
  ])("with %s %s is set aside, the others are read", async (name, value, expected) => {
    const { read, problems } = await open((body) => page(body, [{ [name]: value }, { landingPage: "/other" }]));
    expect(await read()).toHaveLength(1);
    expect(problems).toMatchObject([{ expected, got: value, isKey: false, table: "raw.ga4_traffic_daily" }]);
  });

  test("with a cell that is no text is set aside", async () => {
    const { read, problems } = await open((body) => {
      const reply = page(body, [{}, {}]);
      const { rows } = reply?.body as { rows: { metricValues: unknown[]; dimensionValues: unknown[] }[] };
      rows[0]?.metricValues.splice(0, 1, { value: 5 });
      rows[1]?.dimensionValues.pop();
      return reply;
    });
    expect(await read()).toEqual([]);
    expect(problems).toMatchObject([
      { column: "sessions", isKey: false },
      { column: "country", isKey: true },
    ]);
  });

  test("of another day is a broken key", async () => {
    const { read, problems } = await open((body) => page(body, [{ date: "20261031" }]));
    expect(await read()).toEqual([]);
    expect(problems).toMatchObject([{ column: "date_day", expected: "the day 20261101", isKey: true }]);
  });

  test("keeps no contact that stood in a link", async () => {
    const { read, problems } = await open((body) =>
      page(body, [{ landingPage: "/thanks?mail=planted.canary@example.com", sessions: "x" }]),
    );
    await read();
    expect(JSON.stringify(problems)).not.toContain("planted.canary");
  });

  test("for want of a column ends the reading", async () => {
    const { read } = await open((body) =>
      page({ ...body, metrics: body.metrics.filter(({ name }) => name !== "sessions") }, [{}]),
    );
    await expect(read()).rejects.toMatchObject({ kind: "data", message: expect.stringContaining("column sessions") });
  });
});

test("a property whose metrics are restricted is refused, since they come as zeros", async () => {
  const { read } = await open((body) =>
    page(body, [{ keyEvents: "0" }], {
      metadata: { schemaRestrictionResponse: { activeMetricRestrictions: [{ metricName: "keyEvents" }] } },
    }),
  );
  await expect(read()).rejects.toMatchObject({ kind: "auth", message: expect.stringContaining("keyEvents") });
});
