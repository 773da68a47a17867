import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { leastSquares, qr } from "../../../../functions/models/numeric/qr.ts";
import { channelNames, channelSettings } from "../../../../scripts/sandbox/market/channels.ts";
import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { writeTruth } from "../../../../scripts/sandbox/market/truth.ts";
import { small } from "./markets.ts";

/** Eighteen months: enough people to judge chances by. */
const market = createMarket();
const { channels, days, people } = market.truth;
const leads = people.filter(({ kind }) => kind === "lead");

describe("leads", () => {
  it("are won as often as their true probability says, in every tenth of it", () => {
    const sorted = [...leads].sort((a, b) => a.wonProbability - b.wonProbability);
    for (let tenth = 0; tenth < 10; tenth++) {
      const group = sorted.slice((sorted.length * tenth) / 10, (sorted.length * (tenth + 1)) / 10);
      const expected = group.reduce((sum, { wonProbability }) => sum + wonProbability, 0);
      const variance = group.reduce((sum, { wonProbability: p }) => sum + p * (1 - p), 0);
      const won = group.filter(({ isWon }) => isWon).length;
      expect(Math.abs(won - expected) / Math.sqrt(variance)).toBeLessThan(4);
    }
  });

  it("are won as often as their true probabilities add up to", () => {
    const expected = leads.reduce((sum, { wonProbability }) => sum + wonProbability, 0);
    const variance = leads.reduce((sum, { wonProbability: p }) => sum + p * (1 - p), 0);
    const won = leads.filter(({ isWon }) => isWon).length;
    expect(Math.abs(won - expected) / Math.sqrt(variance)).toBeLessThan(4);
  });

  it("differ in probability by more than chance: the best tenth is won at least five times as often as the worst", () => {
    const sorted = leads.map(({ wonProbability }) => wonProbability).sort((a, b) => a - b);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const size = Math.floor(sorted.length / 10);
    expect(mean(sorted.slice(-size)) / mean(sorted.slice(0, size))).toBeGreaterThan(5);
  });

  it("stay within the limit of contacts, whatever it is", () => {
    for (const contacts of [10, 100, 900]) {
      const { hubspot, salesforce } = createMarket({ ...market.settings, days: 60, contacts });
      const count = hubspot.records("contact").length + salesforce.records("lead").length;
      expect(count).toBeLessThanOrEqual(contacts);
      expect(count).toBeGreaterThan(contacts / 4);
    }
  });
});

describe("demand", () => {
  it("follows each channel's carry-over and saturation: the day's expectation by hand from the truth's spend", () => {
    for (const { channel, decay, halfPointEur, leadsScale, purchasesScale } of channels) {
      let pressure = 0;
      for (const { byChannel } of days) {
        const day = byChannel[channel];
        pressure = day.spendEur + decay * pressure;
        expect(day.leads).toBeCloseTo(leadsScale * Math.log(1 + pressure / halfPointEur), 9);
        expect(day.purchases).toBeCloseTo(purchasesScale * Math.log(1 + pressure / halfPointEur), 9);
      }
    }
  });

  it("brings people by cause as often as expected, on weak and strong days of a channel alike", () => {
    const dayOf = new Map(days.map(({ day }, t) => [day, t]));
    const came = new Map<string, number>();
    for (const { causeChannel, kind, market: region, convertedMs } of leads) {
      const timeZone = region === "eu" ? "Europe/Berlin" : "America/New_York";
      const day = new Intl.DateTimeFormat("en-CA", { timeZone }).format(convertedMs);
      const key = `${causeChannel} ${kind} ${dayOf.get(day)}`;
      came.set(key, (came.get(key) ?? 0) + 1);
    }
    for (const channel of channelNames) {
      const order = days
        .map((day, t) => ({ t, ...day.byChannel[channel] }))
        .sort((a, b) => a.pressureEur - b.pressureEur);
      const half = Math.floor(order.length / 2);
      for (const part of [order.slice(0, half), order.slice(half)]) {
        const expected = part.reduce((sum, day) => sum + day.leads, 0);
        const observed = part.reduce((sum, { t }) => sum + (came.get(`${channel} lead ${t}`) ?? 0), 0);
        expect(Math.abs(observed - expected) / Math.sqrt(expected)).toBeLessThan(4);
      }
    }
  });

  it("lets a regression on the true transformation find every channel's scale within four standard errors", () => {
    // Demand is Poisson: dividing each day by the square root of its expectation gives noise of variance 1.
    const expected = days.map(
      ({ baseLeads, byChannel }) =>
        baseLeads + channelNames.reduce((sum, channel) => sum + byChannel[channel].leads, 0),
    );
    const weigh = (value: (t: number) => number) =>
      Float64Array.from(days, (_, t) => value(t) / Math.sqrt(expected[t] as number));
    const effects = channels.map(({ channel, halfPointEur }) =>
      weigh((t) => Math.log1p((days[t]?.byChannel[channel].pressureEur ?? 0) / halfPointEur)),
    );
    const design = [weigh((t) => days[t]?.rhythm ?? 0), ...effects];
    const factored = qr(design);
    const estimates = leastSquares(
      factored,
      weigh((t) => days[t]?.leads ?? 0),
      design.length,
    );
    const truth = [(days[0]?.baseLeads ?? 0) / (days[0]?.rhythm ?? 1), ...channels.map(({ leadsScale }) => leadsScale)];
    for (const [i, scale] of truth.entries()) {
      // Standard error of coefficient i: 1 / length of its column once all others are projected out.
      const others = design.filter((_, other) => other !== i);
      const own = design[i] as Float64Array;
      const fit = leastSquares(qr(others), own, others.length);
      const rest = own.map(
        (value, t) => value - others.reduce((sum, column, o) => sum + (fit[o] ?? 0) * (column[t] ?? 0), 0),
      );
      const error = 1 / Math.hypot(...rest);
      expect(Math.abs((estimates[i] ?? 0) - scale)).toBeLessThan(4 * error);
    }
  });

  it("has channels whose returns differ by more than twice", () => {
    const rois = channels.map(({ roi }) => roi ?? 0);
    expect(Math.max(...rois) / Math.min(...rois)).toBeGreaterThan(2);
    for (const { spendEur, revenueEur, roi } of channels) expect(roi).toBeCloseTo(revenueEur / spendEur, 9);
  });
});

describe("journeys", () => {
  it("hold the touch that caused the conversion, all before it", () => {
    const caused = people.filter(({ causeChannel }) => causeChannel !== null);
    const found = caused.filter(({ touches, causeCampaignId }) =>
      touches.some((t) => t.campaignId === causeCampaignId),
    );
    expect(found.length / caused.length).toBeGreaterThan(0.995);
    expect(people.flatMap(({ touches, convertedMs }) => touches.filter(({ atMs }) => atMs >= convertedMs))).toEqual([]);
  });

  it("have several touches of several channels for many people, and none for many of base demand", () => {
    const channelsOf = people.map(({ touches }) => new Set(touches.map(({ channel }) => channel)).size);
    expect(channelsOf.filter((n) => n >= 2).length / people.length).toBeGreaterThan(0.2);
    const base = people.filter(({ causeChannel }) => causeChannel === null);
    expect(base.filter(({ touches }) => touches.length === 0).length / base.length).toBeGreaterThan(0.2);
  });

  it("give later touches of a channel the longer its decay: causes lag as carry-over says", () => {
    const meanLag = (name: (typeof channelNames)[number]) => {
      const lags = people.flatMap(({ causeCampaignId, causeChannel, touches, convertedMs }) => {
        const cause = causeChannel === name ? touches.find((touch) => touch.campaignId === causeCampaignId) : undefined;
        return cause ? [(convertedMs - cause.atMs) / 86_400_000] : [];
      });
      return lags.reduce((sum, lag) => sum + lag, 0) / lags.length;
    };
    expect(channelSettings.paid_video.decay).toBeGreaterThan(channelSettings.paid_search.decay);
    expect(meanLag("paid_video")).toBeGreaterThan(meanLag("paid_search") + 0.5);
  });
});

describe("writeTruth", () => {
  it("writes all of it as JSON", async () => {
    const folder = await mkdtemp(join(tmpdir(), "truth-"));
    try {
      await writeTruth(join(folder, "truth.json"), small.truth);
      expect(JSON.parse(await readFile(join(folder, "truth.json"), "utf8"))).toEqual(small.truth);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
