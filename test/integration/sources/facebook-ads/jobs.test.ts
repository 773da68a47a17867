import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { JobEvent } from "../../../../functions/sources/remote-job.ts";
import type { JobFailure } from "../../../../scripts/sandbox/servers/facebook-ads/insights/report-runs.ts";
import type { FaultPlan } from "../../../../scripts/sandbox/servers/faults.ts";
import { failureOf, type Rows, readDays, recordedPorts } from "../../../unit/sources/facebook-ads/harness.ts";
import { onRequest, type World, world } from "./sandbox.ts";

const DAYS = { report: "ad_daily", from: "2025-05-10", to: "2025-05-19" };
const CAMPAIGNS = { ...DAYS, report: "campaign_daily" };

const TOO_BIG: JobFailure = {
  code: 100,
  subcode: 1487534,
  message: "Please reduce the amount of data you're asking for, then retry your request",
  userTitle: "Too much data",
  userMessage: "Choose fewer fields.",
};

let open: World | undefined;
afterEach(async () => {
  await open?.server.close();
  open = undefined;
});

let clean: Rows;
let cleanCampaigns: Rows;
beforeAll(async () => {
  const calm = await world();
  clean = await readDays(calm.source, recordedPorts(), DAYS);
  cleanCampaigns = await readDays(calm.source, recordedPorts(), CAMPAIGNS);
  await calm.server.close();
});

const states = (events: readonly JobEvent[]): readonly string[] => events.map(({ event }) => event);
const last = (events: readonly JobEvent[]): ReadonlyMap<string, JobEvent> =>
  new Map(events.map((event) => [event.jobKey, event]));
const submissions = ({ requests }: World): number =>
  requests.filter(({ operation }) => operation === "insights_job").length;

/** Every job that is asked for fails as too big until its parameters hold this text. */
const tooBigUntil =
  (isSmall: (body: string) => boolean): FaultPlan =>
  ({ operation, body }) =>
    operation === "insights_job" && !isSmall(decodeURIComponent(body)) ? "too_big" : null;

describe("the life of a job", () => {
  it("is kept step by step, with what makes it and nothing else", async () => {
    open = await world();
    const ports = recordedPorts();
    await readDays(open.source, ports, { ...DAYS, to: "2025-05-16" });
    expect(states(ports.events)).toEqual(["planned", "submitted", "running", "completed", "downloaded"]);
    const [planned, submitted] = ports.events;
    expect(planned).toMatchObject({
      jobKey: "555010001/ad_daily/2025-05-10..2025-05-16",
      parentKey: null,
      reportRunId: null,
      attempt: 0,
    });
    expect(submitted?.reportRunId).toMatch(/^\d+$/);
    expect(submitted?.attempt).toBe(1);
    expect(Object.keys(JSON.parse(planned?.paramsJson ?? "{}")).sort()).toEqual(["filters", "from", "metrics", "to"]);
  });
});

describe("a process that ends in the middle", () => {
  it.each([
    "job_planned",
    "job_submitted",
    "job_running",
    "job_completed",
    "page",
    "job_downloaded",
  ])("at %s is followed by one that reads the same rows from the jobs that were made", async (checkpoint) => {
    for (const nth of [1, 2]) {
      const crashed = await world();
      const ports = recordedPorts();
      let hits = 0;
      ports.onCheckpoint = (name) => {
        if (name === checkpoint && ++hits >= nth) throw new Error("killed");
      };
      expect((await failureOf(readDays(crashed.source, ports, DAYS))).message).toBe("killed");
      const later = recordedPorts(ports.events);
      expect(await readDays(crashed.restart(), later, DAYS), `${checkpoint} ${nth}`).toEqual(clean);
      const made = ports.events.filter(({ event }) => event === "submitted").map(({ jobKey }) => jobKey);
      if (checkpoint !== "job_downloaded") expect(new Set(made).size).toBe(made.length);
      await crashed.server.close();
    }
  });

  it("in the middle of a split is followed by one that reads the same rows", async () => {
    for (const [checkpoint, nth] of [
      ["job_planned", 3],
      ["job_planned", 4],
      ["job_split", 1],
      ["job_submitted", 2],
      ["job_failed", 1],
    ] as const) {
      const faults = onRequest("job", 1, "job_failed");
      const crashed = await world({ faults, jobFailures: [TOO_BIG] });
      const ports = recordedPorts();
      let hits = 0;
      ports.onCheckpoint = (name) => {
        if (name === checkpoint && ++hits === nth) throw new Error("killed");
      };
      expect((await failureOf(readDays(crashed.source, ports, DAYS))).message).toBe("killed");
      expect(await readDays(crashed.restart(), recordedPorts(ports.events), DAYS), `${checkpoint} ${nth}`).toEqual(
        clean,
      );
      await crashed.server.close();
    }
  });

  it("between the halves of a row's fields is followed by one that puts them together", async () => {
    const day = { ...DAYS, to: DAYS.from };
    const faults = tooBigUntil((body) => !body.includes("spend") || !body.includes("reach"));
    for (const nth of [1, 2, 3]) {
      const crashed = await world({ faults });
      const ports = recordedPorts();
      let hits = 0;
      ports.onCheckpoint = (name) => {
        if (name === "job_downloaded" && ++hits === nth) throw new Error("killed");
      };
      expect((await failureOf(readDays(crashed.source, ports, day))).message).toBe("killed");
      const later = recordedPorts(ports.events);
      expect(await readDays(crashed.restart(), later, day)).toEqual(onlyUntil(clean, day.to));
      expect(later.problems).toEqual([]);
      await crashed.server.close();
    }
  });

  it("days ago is followed by one that makes its jobs anew: their figures are those of then", async () => {
    open = await world();
    const ports = recordedPorts();
    ports.onCheckpoint = (name) => {
      if (name === "job_completed") throw new Error("killed");
    };
    await failureOf(readDays(open.source, ports, DAYS));
    const before = submissions(open);
    open.time.nowMs += 24 * 3_600_000;
    await readDays(open.restart(), recordedPorts(ports.events), DAYS);
    expect(submissions(open) - before).toBe(2);
  });

  it("whose reports Facebook has forgotten is followed by one that makes them anew", async () => {
    const first = await world();
    const ports = recordedPorts();
    ports.onCheckpoint = (name) => {
      if (name === "page") throw new Error("killed");
    };
    await failureOf(readDays(first.source, ports, DAYS));
    await first.server.close();
    open = await world();
    expect(await readDays(open.source, recordedPorts(ports.events), DAYS)).toEqual(clean);
  });

  it("after all was read leaves nothing to go on with: a later read asks Facebook again", async () => {
    open = await world();
    const ports = recordedPorts();
    await readDays(open.source, ports, DAYS);
    const before = submissions(open);
    await readDays(open.source, ports, DAYS);
    expect(submissions(open) - before).toBe(before);
  });
});

describe("a job that fails", () => {
  it("without a reason is made once more, then split by days", async () => {
    const body = (text: string) => decodeURIComponent(text);
    open = await world({
      faults: ({ operation, body: text }) =>
        operation === "insights_job" && body(text).includes('"since":"2025-05-10","until":"2025-05-16"')
          ? "job_failed"
          : null,
      jobFailures: [null],
    });
    const ports = recordedPorts();
    expect(await readDays(open.source, ports, { ...DAYS, to: "2025-05-16" })).toEqual(onlyUntil(clean, "2025-05-16"));
    const whole = ports.events.filter(({ parentKey }) => parentKey === null);
    expect(states(whole).filter((state) => state !== "running")).toEqual([
      "planned",
      "submitted",
      "failed",
      "submitted",
      "failed",
      "split",
    ]);
    const parts = [...last(ports.events).values()].filter(({ parentKey }) => parentKey !== null);
    expect(parts.map(({ jobKey, event }) => [jobKey.split("/").at(-1), event])).toEqual([
      ["days-1of2", "downloaded"],
      ["days-2of2", "downloaded"],
    ]);
  });

  it("because it asks for too much is split at once", async () => {
    open = await world({ faults: onRequest("insights_job", 1, "job_failed"), jobFailures: [TOO_BIG] });
    const ports = recordedPorts();
    expect(await readDays(open.source, ports, DAYS)).toEqual(clean);
    expect(states(ports.events).filter((state) => state === "split")).toHaveLength(1);
    expect(ports.events.find(({ event }) => event === "failed")?.reason).toContain("#100/1487534");
  });

  it.each([
    ["our request is wrong", { ...TOO_BIG, code: 100, subcode: 3191001, message: "invalid" }, "settings"],
    ["the token is dead", { ...TOO_BIG, code: 190, subcode: 463, message: "expired" }, "auth"],
    ["the right is gone", { ...TOO_BIG, code: 200, subcode: 0, message: "no permission" }, "auth"],
  ] as const)("because %s ends the read", async (_name, reason, kind) => {
    open = await world({ faults: onRequest("insights_job", 1, "job_failed"), jobFailures: [reason] });
    const ports = recordedPorts();
    const failure = await failureOf(readDays(open.source, ports, { ...DAYS, to: DAYS.from }));
    expect(failure.kind).toBe(kind);
    expect(submissions(open)).toBe(1);
  });

  it("because calls are throttled is waited for and made again, not split", async () => {
    const throttled = { ...TOO_BIG, code: 80000, subcode: 2446079, message: "too many calls" };
    let left = 3;
    open = await world({
      faults: ({ operation }) => (operation === "insights_job" && left-- > 0 ? "job_failed" : null),
      jobFailures: [throttled],
    });
    const ports = recordedPorts();
    expect(await readDays(open.source, ports, { ...DAYS, to: DAYS.from })).toEqual(onlyUntil(clean, DAYS.from));
    expect(states(ports.events)).not.toContain("split");
    expect(open.time.waits.filter((ms) => ms === 60_000)).toHaveLength(3);
  });

  it("to end within an hour is split", async () => {
    open = await world({ settings: { poll_ms: 600_000 }, jobPace: { kind: "polls", polls: 9 } });
    const ports = recordedPorts();
    const failure = await failureOf(readDays(open.source, ports, { ...DAYS, to: DAYS.from }));
    expect(failure.message).toContain("cannot be split");
    expect(ports.events.find(({ event }) => event === "failed")?.reason).toBe("still running after 60 minutes");
    expect(states(ports.events)).toContain("split");
  });
});

/** Rows of days up to one, by table. */
function onlyUntil(rows: Rows, day: string): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, all]) => [table, all.filter((row) => String(row.date_day) <= day)]),
  );
}

describe("splitting", () => {
  const oneDay = { from: "2025-05-10", to: "2025-05-10" };
  it.each([
    ["days", (body: string) => /"since":"(.{10})","until":"\1"/.test(body)],
    ["campaigns", (body: string) => body.includes('"campaign.id"')],
    ["ad sets", (body: string) => body.includes('"adset.id"')],
    ["ads", (body: string) => body.includes('"ad.id"')],
    ["fields", (body: string) => !body.includes("reach") || !body.includes("action_values")],
    ["single fields", (body: string) => !body.includes("spend") || !body.includes("reach")],
  ])("down to %s gives the rows of the whole", async (_name, isSmall) => {
    open = await world({ faults: tooBigUntil(isSmall) });
    const ports = recordedPorts();
    const rows = await readDays(open.source, ports, { ...DAYS, ...oneDay });
    expect(rows).toEqual(onlyUntil(clean, oneDay.to));
    expect(ports.problems).toEqual([]);
  });

  it("a campaign report by fields keeps reach and actions as they were", async () => {
    open = await world({ faults: tooBigUntil((body) => !body.includes("spend") || !body.includes("action_values")) });
    expect(await readDays(open.source, recordedPorts(), { ...CAMPAIGNS, ...oneDay })).toEqual(
      onlyUntil(cleanCampaigns, oneDay.to),
    );
  });

  it("ends with an error where nothing is left to split, and gives no row of what was read", async () => {
    open = await world({ faults: tooBigUntil(() => false) });
    const failure = await failureOf(readDays(open.source, recordedPorts(), { ...CAMPAIGNS, ...oneDay }));
    expect([failure.kind, failure.graphClass]).toEqual(["transient", "too_big"]);
  });
});

describe("any order of jobs", () => {
  it("gives the same rows, whatever fails and however long each takes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { minLength: 40, maxLength: 40 }), async (draws) => {
        let at = 0;
        const draw = (): number => draws[at++ % draws.length] ?? 0;
        const shuffled = await world({
          jobPace: { kind: "polls", polls: draw() % 4 },
          faults: ({ operation }) => {
            if (operation === "insights_job") return draw() === 0 ? "job_failed" : draw() === 1 ? "too_big" : null;
            if (operation === "job") return draw() === 2 ? "reset" : null;
            return operation === "job_insights" && draw() === 3 ? "duplicate_page" : null;
          },
        });
        const rows = await readDays(shuffled.source, recordedPorts(), CAMPAIGNS);
        await shuffled.server.close();
        expect(rows).toEqual(cleanCampaigns);
      }),
      { seed: 11, numRuns: 25 },
    );
  });
});
