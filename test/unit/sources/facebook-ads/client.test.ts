import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { type GraphServer, graphError, graphServer, jobsServer } from "./graph-server.ts";
import {
  ACCOUNT,
  APP_SECRET,
  createTime,
  failureOf,
  readDays,
  readListing,
  recordedPorts,
  sourceAt,
  TOKEN,
} from "./harness.ts";

const DAY = { report: "campaign_daily", from: "2026-01-31", to: "2026-01-31" };
const ROW = {
  account_id: ACCOUNT.accountId,
  account_currency: "EUR",
  campaign_id: "23",
  date_start: "2026-01-31",
  date_stop: "2026-01-31",
  spend: "1.50",
  impressions: "10",
};

let server: GraphServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const source = (more: { settings?: object; timeouts?: { totalMs: number; idleMs: number }; token?: string } = {}) => {
  const time = createTime("2026-02-01T00:00:00Z");
  const { settings, ...rest } = more;
  return { time, source: sourceAt({ url: server?.url ?? "", time, settings: { ...settings }, ...rest }) };
};

describe("a request for a report", () => {
  it("asks for the level, days, windows and every status, in the body of a POST", async () => {
    server = await jobsServer([ROW]);
    await readDays(source().source, recordedPorts(), { ...DAY, report: "region_daily" });
    const { method, path, params } = server.requests[0] ?? {};
    expect([method, path]).toEqual(["POST", "act_555010001/insights"]);
    expect(params).toMatchObject({ level: "campaign", time_increment: "1", breakdowns: "region", access_token: TOKEN });
    expect(JSON.parse(params?.time_range ?? "")).toEqual({ since: "2026-01-31", until: "2026-01-31" });
    expect(JSON.parse(params?.action_attribution_windows ?? "")).toEqual([
      "1d_view",
      "1d_click",
      "7d_click",
      "28d_click",
    ]);
    expect(JSON.parse(params?.filtering ?? "")).toEqual([
      {
        field: "campaign.effective_status",
        operator: "IN",
        value: ["ACTIVE", "PAUSED", "ARCHIVED", "IN_PROCESS", "WITH_ISSUES", "DELETED"],
      },
    ]);
  });

  it("carries the proof of the app's secret in each call, where settings give one", async () => {
    server = await jobsServer([ROW]);
    await readDays(source({ settings: { app_secret: "env:APP_SECRET" } }).source, recordedPorts(), DAY);
    const proof = createHmac("sha256", APP_SECRET).update(TOKEN).digest("hex");
    expect(server.requests.map(({ params }) => params.appsecret_proof)).toEqual([proof, proof, proof]);
  });

  it("is made ten times at once for an account at most, however many jobs there are", async () => {
    let running = 0;
    let most = 0;
    const polls = new Map<string, number>();
    server = await jobsServer([], ({ method, path }) => {
      if (method === "POST") most = Math.max(most, ++running);
      if (method === "POST" || path.endsWith("/insights")) return undefined;
      const seen = (polls.get(path) ?? 0) + 1;
      polls.set(path, seen);
      if (seen < 12) return { body: { async_status: "Job Running" } };
      running -= 1;
      return undefined;
    });
    await readDays(source().source, recordedPorts(), { ...DAY, from: "2025-08-01", to: "2025-12-31" });
    expect([most, polls.size]).toEqual([10, 22]);
  });

  it("waits when headers say that a limit is nearly spent, before anything else is sent", async () => {
    const usage = {
      "x-business-use-case-usage": `{"1":[{"type":"ads_insights","call_count":97,"estimated_time_to_regain_access":3}]}`,
    };
    server = await jobsServer([ROW], ({ number }) =>
      number === 1 ? { headers: usage, body: { report_run_id: "9001" } } : undefined,
    );
    const { source: reader, time } = source();
    await readDays(reader, recordedPorts(), DAY);
    expect(time.waits[0]).toBe(180_000);
  });
});

describe("a server that does not answer", () => {
  it("is given up, and leaves no connection behind", async () => {
    server = await graphServer(() => null);
    const { source: reader, time } = source({ timeouts: { totalMs: 100, idleMs: 50 } });
    const failure = await failureOf(readDays(reader, recordedPorts(), DAY));
    expect([failure.kind, server.requests.length, time.waits]).toEqual(["transient", 5, [250, 500, 1000, 2000]]);
    while (server.openSockets() > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("does not keep a read that was ended", async () => {
    server = await graphServer(() => null);
    const ending = new AbortController();
    const read = failureOf(readDays(source().source, recordedPorts(), { ...DAY, signal: ending.signal }));
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    ending.abort(new Error("the step has ended"));
    expect((await read).message).toBe("the step has ended");
    expect(server.requests).toHaveLength(1);
  });
});

describe("answers that are none", () => {
  it.each([
    ["a web page with status 200", { body: "<html>login</html>" }],
    ["JSON that is no object", { body: "[]" }],
    ["nothing", { body: "" }],
    ["an error inside a 200", { body: { error: { code: 2, message: "try later" } } }],
    ["an error without a code inside a 200", { body: { error: { message: "?" } } }],
    ["a list without a list", { body: { data: "none" } }],
  ])("are tried again: %s", async (_name, reply) => {
    server = await graphServer(({ number }) => (number === 1 ? reply : { body: { data: [] } }));
    if (_name.startsWith("a list")) {
      expect((await failureOf(readListing(source().source, recordedPorts(), "ads"))).kind).toBe("transient");
      return;
    }
    expect(await readListing(source().source, recordedPorts(), "ads")).toEqual({});
    expect(server.requests).toHaveLength(2);
  });

  it("to another address are not followed: the token would go there", async () => {
    server = await graphServer(() => ({ status: 302, headers: { location: "https://elsewhere.example/" }, body: "" }));
    expect((await failureOf(readListing(source().source, recordedPorts(), "ads"))).kind).toBe("settings");
    expect(server.requests).toHaveLength(1);
  });

  it("with pages that run in a circle end the read", async () => {
    const circle = { data: [{ id: "1" }], paging: { cursors: { after: "A" }, next: "https://x.example/" } };
    server = await graphServer(() => ({ body: circle }));
    const failure = await failureOf(readListing(source().source, recordedPorts(), "creatives"));
    expect(failure.message).toContain("the same cursor again and again");
  });
});

describe("versions of the API", () => {
  it("that will end are told once a read, with the constant to raise", async () => {
    const headers = { "x-ad-api-version-warning": "The call has been auto-upgraded to v27.0" };
    server = await graphServer(() => ({ headers, body: { data: [] } }));
    const ports = recordedPorts();
    await readListing(source().source, ports, "ads");
    expect(ports.findings).toHaveLength(1);
    expect(ports.findings[0]).toMatchObject({ checkName: "api_version_ending", severity: "warning" });
    expect(ports.findings[0]?.detail).toContain("GRAPH_VERSION in functions/sources/facebook-ads/version.ts");
  });

  it("that have ended fail at once", async () => {
    server = await graphServer(() => graphError(2635, "(#2635) You are calling a deprecated version"));
    const ports = recordedPorts();
    const failure = await failureOf(readListing(source().source, ports, "ads"));
    expect([failure.kind, server.requests.length, ports.findings[0]?.checkName]).toEqual([
      "settings",
      1,
      "api_version_ended",
    ]);
    expect(failure.fix).toContain("GRAPH_VERSION");
  });
});

describe("a job that Facebook skipped", () => {
  it("counts as failed without a reason", async () => {
    server = await jobsServer([ROW], ({ method, path }) =>
      method === "GET" && path === "9001" ? { body: { async_status: "Job Skipped" } } : undefined,
    );
    const ports = recordedPorts();
    await readDays(source().source, ports, DAY);
    expect(ports.events.map(({ event, attempt }) => `${event} ${attempt}`)).toEqual([
      "planned 0",
      "submitted 1",
      "failed 1",
      "submitted 2",
      "completed 2",
      "downloaded 2",
    ]);
  });
});

describe("a job that is called completed below 100 %", () => {
  it("is asked for again until it is", async () => {
    const percents = [60, 99, 100];
    server = await jobsServer([ROW], ({ method, path }) =>
      method === "GET" && path === "9001"
        ? { body: { async_status: "Job Completed", async_percent_completion: percents.shift() } }
        : undefined,
    );
    const rows = await readDays(source().source, recordedPorts(), DAY);
    expect(percents).toEqual([]);
    expect(rows["raw.facebook_ads_campaign_daily"]).toHaveLength(1);
  });
});

describe("a page that is too big", () => {
  it("is asked for with half as many rows until Facebook can answer, and the next ones too", async () => {
    server = await graphServer(({ params }) => {
      if (Number(params.limit) > 60) return graphError(1, "Please reduce the amount of data", { error_subcode: 99 });
      const next = { cursors: { after: "A" }, next: "https://graph.facebook.com/next" };
      return { body: params.after === undefined ? { data: [{ id: "1" }], paging: next } : { data: [{ id: "2" }] } };
    });
    const rows = await readListing(source().source, recordedPorts(), "creatives");
    expect(rows["raw.facebook_ads_creatives"]).toHaveLength(2);
    expect(server.requests.map(({ params }) => [params.limit, params.after])).toEqual([
      ["200", undefined],
      ["100", undefined],
      ["50", undefined],
      ["50", "A"],
    ]);
  });
});

describe("bad rows", () => {
  it("are told one by one and the good ones read", async () => {
    server = await jobsServer([ROW, { ...ROW, campaign_id: "24", spend: 1.5 }, { ...ROW, campaign_id: undefined }]);
    const ports = recordedPorts();
    const rows = await readDays(source().source, ports, DAY);
    expect(rows["raw.facebook_ads_campaign_daily"]).toHaveLength(1);
    expect(ports.problems.map(({ column, isKey }) => [column, isKey])).toEqual([
      ["spend", false],
      ["campaign_id", true],
    ]);
  });
});

describe("an ad account", () => {
  it("that cannot run ads is told", async () => {
    server = await graphServer(() => ({
      body: { account_id: "555010001", name: "A", account_status: 2, currency: "EUR" },
    }));
    const ports = recordedPorts();
    const rows = await readListing(source().source, ports, "accounts");
    expect(rows["raw.facebook_ads_accounts"]?.[0]).toMatchObject({
      account_status: 2,
      account_time_zone: null,
      primary_action_type: "lead",
    });
    expect(ports.findings[0]?.detail).toBe("ad account 555010001 is disabled (status 2)");
  });
});

describe("secrets", () => {
  const proofOf = (token: string) => createHmac("sha256", APP_SECRET).update(token).digest("hex");
  const echo = (token: string) => `Malformed access token ${token} with proof ${proofOf(token)} of ${APP_SECRET}`;
  const everything = (error: unknown): string => {
    const seen: string[] = [];
    for (let part = error; part instanceof Error; part = part.cause)
      seen.push(part.stack ?? "", JSON.stringify({ ...part, message: part.message }));
    return seen.join("\n");
  };

  it.each([TOKEN, "notlikeatoken"])("echoed by Graph stand in no error, finding or job: %s", async (token) => {
    const settings = { app_secret: "env:APP_SECRET" };
    server = await jobsServer([ROW], ({ method, path }) => {
      if (method === "POST" || path.endsWith("/insights")) return undefined;
      const failed = {
        async_status: "Job Failed",
        error_code: 190,
        error_message: echo(token),
        error_user_msg: echo(token),
      };
      return { headers: { "x-ad-api-version-warning": echo(token) }, body: failed };
    });
    const ports = recordedPorts();
    const jobFailure = await failureOf(readDays(source({ settings, token }).source, ports, DAY));
    expect(jobFailure.message).toContain("Malformed access token");
    await server.close();
    server = await graphServer(() => graphError(190, echo(token)));
    const failure = await failureOf(readListing(source({ settings, token }).source, ports, "ads"));
    const discovery = await failureOf(source({ settings, token }).source.discover(new AbortController().signal));
    const told = [everything(jobFailure), everything(failure), everything(discovery), JSON.stringify(ports)].join("\n");
    for (const secret of [token, APP_SECRET, proofOf(token)]) expect(told).not.toContain(secret);
  });
});
