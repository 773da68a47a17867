import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { GoogleAdsError } from "../../../../functions/sources/google-ads/errors.ts";
import { type AdsRequest, type AdsServer, adsServer, refusal, stream } from "./ads-server.ts";
import { ACCOUNT, campaignRow, readAll, SECRETS, type TestOptions, testSource } from "./reading.ts";

let server: AdsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Answer = Parameters<typeof adsServer>[0];

async function read(
  answer: Answer,
  what: Partial<Parameters<typeof readAll>[1]> = {},
  settings: object = {},
  options: TestOptions = {},
) {
  server = await adsServer(answer);
  const { source, waits } = testSource(server.url, settings, options);
  const reading = await readAll(source, { report: "campaign_daily", ...what });
  return { ...reading, waits, requests: server.requests };
}

const fine =
  (...rows: readonly object[]): Answer =>
  (request, response) =>
    response.end(stream(request.query, rows));
const campaign = (id: number, more: Parameters<typeof campaignRow>[0] = {}): object =>
  campaignRow({ ...more, campaign: { id: String(id) } });

describe("a complete answer", () => {
  it("is asked for at the account's stream, through its manager, and gives the rows of all chunks", async () => {
    const { rows, requests, error } = await read(
      (request, response) => response.end(stream(request.query, [campaign(1), campaign(2)], [campaign(3)], [])),
      {},
      { developer_token: "env:DEVELOPER_TOKEN" },
    );
    expect(error).toBeNull();
    expect(rows.map((row) => row.campaign_id)).toEqual(["1", "2", "3"]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.path).toBe("/v25/customers/1234567890/googleAds:searchStream");
    expect(requests[0]?.query).toMatch(/WHERE segments\.date BETWEEN '2026-11-01' AND '2026-11-07'$/);
    expect(requests[0]?.headers).toMatchObject({
      authorization: "Bearer token-1",
      "login-customer-id": "9876543210",
      "developer-token": SECRETS.DEVELOPER_TOKEN,
    });
  });

  it("sends neither a developer token nor a manager where there is none", async () => {
    const { requests } = await read(fine(), { account: { ...ACCOUNT, via: null } });
    expect(requests[0]?.headers).not.toHaveProperty("developer-token");
    expect(requests[0]?.headers).not.toHaveProperty("login-customer-id");
  });

  it.each(["[]", JSON.stringify([{ fieldMask: "campaign.id", requestId: "x" }])])("of %s is empty", async (body) => {
    const { rows, error, problems } = await read((_, response) => response.end(body));
    expect([rows, error, problems]).toEqual([[], null, []]);
  });

  it("may be compressed, pretty-printed and cut into pieces anywhere", async () => {
    const { rows } = await read((request, response) => {
      const body = gzipSync(JSON.stringify(JSON.parse(stream(request.query, [campaign(1)], [campaign(2)])), null, 2));
      response.writeHead(200, { "content-encoding": "gzip" });
      response.write(body.subarray(0, 11));
      response.end(body.subarray(11));
    });
    expect(rows).toHaveLength(2);
  });

  it("gives rows in batches, so that none waits for the whole", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => campaign(i + 1));
    const { rows, batches } = await read(fine(...many));
    expect(rows).toHaveLength(3000);
    expect(batches).toBeGreaterThan(1);
  });

  it("gives rows with gaps once the answer says which fields it has", async () => {
    const gaps = campaignRow({ metrics: { costMicros: undefined } });
    const { rows } = await read(fine(gaps));
    expect(rows).toMatchObject([{ cost_micros: 0 }]);
  });

  it("rejects rows with gaps where the answer never says which fields it has", async () => {
    const { rows, problems } = await read((_, response) =>
      response.end(JSON.stringify([{ results: [campaignRow({ metrics: { clicks: undefined } })] }])),
    );
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ got: "nothing" }]);
  });

  it("counts one operation a request, for the Cloud project", async () => {
    const { usages } = await read(fine(campaign(1)));
    expect(usages).toEqual([
      {
        scope: "424242",
        accountId: null,
        limitName: "operations",
        calls: 1,
        limit: null,
        windowSeconds: 86_400,
        usedShare: null,
      },
    ]);
  });

  it("rejects rows of another account or of days that were not asked for: they would replace what is not theirs", async () => {
    const other = { ...campaignRow(), customer: { id: "5555555555", currencyCode: "EUR", timeZone: "Europe/Berlin" } };
    const { rows, problems } = await read(fine(campaign(1), other, campaign(2, { segments: { date: "2026-11-08" } })));
    expect(rows.map((row) => row.campaign_id)).toEqual(["1"]);
    expect(problems).toMatchObject([
      { column: "customer_id", expected: "account 1234567890", got: "5555555555", isKey: true },
      { column: "date_day", expected: "a day from 2026-11-01 to 2026-11-07", got: "2026-11-08", isKey: true },
    ]);
  });

  it.each([
    ["2026-03-29", "Europe/Berlin"],
    ["2026-10-25", "Europe/Berlin"],
    ["2026-11-01", "America/New_York"],
    ["2026-02-15", "America/Sao_Paulo"],
    ["2026-11-01", "Asia/Kolkata"],
  ])("takes %s in %s as one day, whatever its hours", async (day, timeZone) => {
    const rowOfDay = {
      ...campaignRow({ segments: { date: day } }),
      customer: { id: "1234567890", currencyCode: "EUR", timeZone },
    };
    const { rows, requests } = await read(fine(rowOfDay), { from: day, to: day });
    expect(requests[0]?.query).toMatch(new RegExp(`segments\\.date = '${day}'$`));
    expect(rows).toMatchObject([{ date_day: day, account_time_zone: timeZone }]);
  });
});

describe("an answer that is not complete", () => {
  const rowsOf = (request: AdsRequest): string => stream(request.query, [campaign(1)]);

  it.each<readonly [string, Answer]>([
    ["the closing bracket is missing", (request, response) => response.end(rowsOf(request).slice(0, -1))],
    [
      "the connection breaks",
      (request, response) => {
        response.writeHead(200, { "content-length": "100000" });
        response.write(rowsOf(request), () => response.destroy());
      },
    ],
    ["a row is no JSON", (_, response) => response.end('[{"results":[{"a":tru}]}]')],
    ["a chunk is no JSON", (_, response) => response.end('[{"results":[],"a":x}]')],
    ["it is HTML", (_, response) => response.end("<html>maintenance</html>")],
    ["it is empty", (_, response) => response.end("")],
    [
      "a chunk comes twice",
      (request, response) => response.end(stream(request.query, [campaign(1)], [campaign(2)], [campaign(1)])),
    ],
  ])("is asked for again, five times in all, then fails for a while: %s", async (_, answer) => {
    const lasting = await read(answer);
    expect(lasting.error).toMatchObject({ kind: "transient" });
    expect(lasting.rows).toEqual([]);
    expect(lasting.requests).toHaveLength(5);
    await server?.close();
    const passing = await read((request, response) =>
      request.count < 3 ? answer(request, response) : response.end(rowsOf(request)),
    );
    expect(passing.error).toBeNull();
    expect(passing.rows).toHaveLength(1);
    expect(passing.waits).toEqual([250, 500]);
  });

  it("is given up when nothing comes any more", async () => {
    const timeouts = { totalMs: 5000, idleMs: 100 };
    const { error, requests } = await read(
      (request, response) => void response.write(rowsOf(request).slice(0, 200)),
      {},
      {},
      { timeouts },
    );
    expect(error).toMatchObject({ kind: "transient" });
    expect(requests).toHaveLength(5);
  });

  it("fails at once where rows were given already: asked again they might come in another order", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => campaign(i + 1));
    const { error, requests, rows } = await read((request, response) =>
      response.end(stream(request.query, many).slice(0, -1)),
    );
    expect(error).toMatchObject({ kind: "transient" });
    expect(rows.length).toBeGreaterThan(2000);
    expect(requests).toHaveLength(1);
  });

  it("fails with an error element, though its status was 200 and rows came before", async () => {
    const { error, rows } = await read((request, response) => {
      const [chunk] = JSON.parse(stream(request.query, [campaign(1)])) as object[];
      response.end(JSON.stringify([chunk, refusal(500, { internalError: "TRANSIENT_ERROR" })]));
    });
    expect(rows).toEqual([]);
    expect(error).toBeInstanceOf(GoogleAdsError);
    expect(error).toMatchObject({ kind: "transient", code: "internalError.TRANSIENT_ERROR", requestId: "req-9" });
  });
});

describe("trying again", () => {
  it.each<readonly [string, number, string]>([
    ["JSON", 500, JSON.stringify([refusal(500, { internalError: "INTERNAL_ERROR" })])],
    ["HTML", 502, "<html>Bad gateway</html>"],
    ["nothing", 503, ""],
  ])("a 5xx of %s passes, five tries in all", async (_, status, body) => {
    const passing = await read((request, response) =>
      request.count < 5 ? response.writeHead(status).end(body) : response.end(stream(request.query, [campaign(1)])),
    );
    expect(passing.rows).toHaveLength(1);
    expect(passing.waits).toEqual([250, 500, 1000, 2000]);
    expect(passing.usages).toMatchObject([{ calls: 5 }]);
    await server?.close();
    const lasting = await read((_request, response) =>
      response.writeHead(status, { "request-id": "head-1" }).end(body),
    );
    expect(lasting.requests).toHaveLength(5);
    expect(lasting.error).toMatchObject({ kind: "transient", status });
    expect((lasting.error as GoogleAdsError).requestId).toMatch(/^(head-1|req-9)$/);
  });

  it("a throttled request waits as long as it is told, or backs off", async () => {
    const { waits, error } = await read((request, response) => {
      const told = refusal(429, { quotaError: "RESOURCE_TEMPORARILY_EXHAUSTED" }, { retryDelay: "30s" });
      const untold = refusal(429, { quotaError: "RESOURCE_TEMPORARILY_EXHAUSTED" });
      if (request.count > 2) response.end("[]");
      else response.writeHead(429).end(JSON.stringify([request.count === 1 ? told : untold]));
    });
    expect(error).toBeNull();
    expect(waits).toEqual([30_000, 500]);
  });

  it("a spent day is not tried again: the error says when to come back", async () => {
    const { error, requests } = await read((_, response) =>
      response
        .writeHead(429)
        .end(JSON.stringify([refusal(429, { quotaError: "RESOURCE_EXHAUSTED" }, { retryDelay: "18000s" })])),
    );
    expect(requests).toHaveLength(1);
    expect(error).toMatchObject({ kind: "quota", retryAfterMs: 18_000_000 });
  });

  it("a token that expired is renewed once", async () => {
    const { rows, requests } = await read((request, response) =>
      request.headers.authorization === "Bearer token-1"
        ? response.writeHead(401).end(JSON.stringify([refusal(401, { authenticationError: "OAUTH_TOKEN_EXPIRED" })]))
        : response.end(stream(request.query, [campaign(1)])),
    );
    expect(rows).toHaveLength(1);
    expect(requests).toHaveLength(2);
  });

  it("a second 401 stops with what to do", async () => {
    const { error, requests } = await read((_, response) => response.writeHead(401).end());
    expect(requests).toHaveLength(2);
    expect(error).toMatchObject({ kind: "auth", status: 401 });
    expect((error as GoogleAdsError).fix).toContain("refresh_token");
  });

  it("an aborted reading ends at once", async () => {
    server = await adsServer((_, response) => void response.write("["));
    const { source } = testSource(server.url);
    const controller = new AbortController();
    controller.abort(new Error("stopped"));
    const { report, ...ports } = {
      report: "campaign_daily",
      reject() {},
      usage() {},
      finding() {},
      checkpoint: async () => {},
    };
    const request = {
      account: ACCOUNT,
      report,
      signal: controller.signal,
      grain: "days",
      from: "2026-11-01",
      to: "2026-11-01",
    } as const;
    const jobs = { history: async () => [], append: async () => {} };
    await expect(
      source
        .read(request, { ...ports, jobs })
        [Symbol.asyncIterator]()
        .next(),
    ).rejects.toThrow();
  });
});

describe("too much for one query", () => {
  const EXCESSIVE = { quotaError: "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION" };
  const daysOf = ({ query }: AdsRequest): readonly string[] => query.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  const lengthOf = (request: AdsRequest): number => {
    const [from = "", to = from] = daysOf(request);
    return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  };

  it("the range is halved until it passes, every day is read once, and the size is remembered", async () => {
    const answer: Answer = (request, response) => {
      if (lengthOf(request) > 2) response.writeHead(429).end(JSON.stringify([refusal(429, EXCESSIVE)]));
      else response.end(stream(request.query, [campaign(1, { segments: { date: daysOf(request)[0] } })]));
    };
    server = await adsServer(answer);
    const { source, waits } = testSource(server.url);
    const first = await readAll(source, { report: "campaign_daily" });
    expect(first.error).toBeNull();
    expect(server.requests.map(lengthOf)).toEqual([7, 4, 2, 2, 2, 1]);
    expect(first.rows.map((row) => row.date_day)).toEqual(["2026-11-01", "2026-11-03", "2026-11-05", "2026-11-07"]);
    expect(waits).toEqual([]);
    await readAll(source, { report: "campaign_daily" });
    expect(server.requests.slice(6).map(lengthOf)).toEqual([2, 2, 2, 1]);
  });

  it("one day that is too much fails for now, without ending the source for other accounts", async () => {
    const { error, requests } = await read((_, response) =>
      response.writeHead(429).end(JSON.stringify([refusal(429, EXCESSIVE)])),
    );
    expect(requests.map(lengthOf)).toEqual([7, 4, 2, 1]);
    expect(error).toMatchObject({ kind: "transient", refuses: "range", fix: expect.stringContaining("budget") });
    await server?.close();
    const listing = await read(
      (_, response) => response.writeHead(429).end(JSON.stringify([refusal(429, EXCESSIVE)])),
      { report: "campaigns" },
    );
    expect(listing.error).toMatchObject({ kind: "transient", refuses: "range" });
    expect(listing.requests).toHaveLength(1);
  });

  it("an answer that is refused before much was given is halved as well", async () => {
    const answer: Answer = (request, response) => {
      const [date = ""] = daysOf(request);
      const chunks = JSON.parse(stream(request.query, [campaign(1, { segments: { date } })])) as object[];
      response.end(JSON.stringify(lengthOf(request) > 4 ? [...chunks, refusal(429, EXCESSIVE)] : chunks));
    };
    const { rows, error } = await read(answer);
    expect(error).toBeNull();
    expect(rows.map((row) => row.date_day)).toEqual(["2026-11-01", "2026-11-05"]);
  });

  it("one that is refused after much was given is begun anew with shorter ranges, so that no row counts twice", async () => {
    const answer: Answer = (request, response) => {
      const [date = ""] = daysOf(request);
      const isTooLong = lengthOf(request) > 4;
      const rows = Array.from({ length: isTooLong ? 3000 : 1 }, (_, i) => campaign(i + 1, { segments: { date } }));
      const chunks = JSON.parse(stream(request.query, rows)) as object[];
      response.end(JSON.stringify(isTooLong ? [...chunks, refusal(429, EXCESSIVE)] : chunks));
    };
    server = await adsServer(answer);
    const { source } = testSource(server.url);
    const first = await readAll(source, { report: "campaign_daily" });
    expect(first.error).toMatchObject({ kind: "transient" });
    const second = await readAll(source, { report: "campaign_daily" });
    expect(second.error).toBeNull();
    expect(second.rows.map((row) => row.date_day)).toEqual(["2026-11-01", "2026-11-05"]);
  });

  it("clicks are asked for day by day", async () => {
    const { requests } = await read(fine(), { report: "clicks", from: "2026-11-01", to: "2026-11-03" });
    expect(requests.map(({ query }) => /segments\.date = '([\d-]+)'$/.exec(query)?.[1])).toEqual([
      "2026-11-01",
      "2026-11-02",
      "2026-11-03",
    ]);
  });
});

describe("locations", () => {
  it("only those that results named are looked up, by id, and belong to the account that asked", async () => {
    const { rows, requests } = await read(
      (request, response) => {
        if (request.query.includes("FROM geographic_view")) {
          const seen = [
            {
              geographicView: { countryCriterionId: "2276" },
              segments: { geoTargetRegion: "geoTargetConstants/20228" },
            },
            { geographicView: { countryCriterionId: "2276" }, segments: {} },
          ];
          response.end(stream(request.query, seen));
          return;
        }
        const name = { id: "20228", name: "Bavaria", countryCode: "DE", parentGeoTarget: "geoTargetConstants/2276" };
        response.end(stream(request.query, [{ geoTargetConstant: name }]));
      },
      { report: "geo_target_constants" },
    );
    expect(requests[1]?.query).toMatch(/WHERE geo_target_constant\.id IN \(2276, 20228\)$/);
    expect(rows).toEqual([
      {
        customer_id: "1234567890",
        geo_target_constant_id: "20228",
        geo_target_name: "Bavaria",
        canonical_name: null,
        country_code: "DE",
        target_type: null,
        status: null,
        parent_geo_target_id: "2276",
      },
    ]);
  });

  it("none are looked up where no result named one", async () => {
    const { rows, requests, error } = await read(fine(), { report: "geo_target_constants" });
    expect([rows, requests.length, error]).toEqual([[], 1, null]);
  });
});

describe("what an error gives away", () => {
  it.each<readonly [string, Answer]>([
    [
      "a body that repeats the request",
      (request, response) => {
        const echo = `bad ${request.headers.authorization} ${request.headers["developer-token"]}`;
        response
          .writeHead(400)
          .end(JSON.stringify([refusal(400, { queryError: "UNRECOGNIZED_FIELD" }, { message: echo })]));
      },
    ],
    [
      "HTML that repeats the request",
      (request, response) => response.writeHead(503).end(`<p>${JSON.stringify(request.headers)}</p>`),
    ],
    [
      "an element that repeats the request",
      (request, response) =>
        response.end(JSON.stringify([refusal(500, {}, { message: JSON.stringify(request.headers) })])),
    ],
    ["a stream that repeats the request", (request, response) => response.end(JSON.stringify(request.headers))],
  ])("no secret: %s", async (_, answer) => {
    const { error } = await read(answer, {}, { developer_token: "env:DEVELOPER_TOKEN" });
    expect(error).not.toBeNull();
    const text = inspect(error, { depth: 9, showHidden: true });
    for (const secret of [...Object.values(SECRETS), "token-1"]) expect(text).not.toContain(secret);
  });
});
