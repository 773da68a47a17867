import { describe, expect, it } from "vitest";
import { type DecisionInput, decide } from "../../../functions/ledger/decide.ts";
import type { WorkEvent } from "../../../functions/ledger/events.ts";

const NOW = new Date("2026-02-10T05:00:00Z");

function event(fields: Partial<WorkEvent>): WorkEvent {
  return {
    workKey: "nightly:2026-02-10/marts",
    attempt: 1,
    event: "claimed",
    seq: 0,
    owner: "other",
    occurredAt: NOW,
    leaseUntil: null,
    runId: "nightly:2026-02-10",
    step: "marts",
    sliceKey: null,
    inputSha256: "a",
    outputSha256: null,
    rowCount: null,
    cursorJson: null,
    errorKind: null,
    errorMessage: null,
    traceId: null,
    ...fields,
  };
}

function minutes(count: number): Date {
  return new Date(NOW.getTime() + count * 60_000);
}

function decideOn(events: readonly WorkEvent[], changes: Partial<DecisionInput> = {}) {
  return decide({
    workKey: "nightly:2026-02-10/marts",
    inputSha256: "a",
    events,
    now: NOW,
    owner: "me",
    isSoleOwner: false,
    retryFailed: false,
    ...changes,
  });
}

describe("what the events of a piece of work allow", () => {
  it("new work is claimed as the first attempt", () => {
    expect(decideOn([])).toEqual({ kind: "claim", attempt: 1, cursorJson: null });
  });

  it("work done with the same input is skipped, with what it gave", () => {
    const events = [event({}), event({ event: "done", outputSha256: "out", rowCount: 7, cursorJson: "{}" })];
    expect(decideOn(events)).toMatchObject({ kind: "skipped", attempt: 1, outputSha256: "out", rowCount: 7 });
  });

  it("work done with another input is claimed again", () => {
    expect(decideOn([event({ event: "done", inputSha256: "b" })])).toMatchObject({ kind: "claim", attempt: 2 });
  });

  it("work done before a later attempt broke off is done again, since that attempt may have changed rows", () => {
    const events = [
      event({ event: "done" }),
      event({ attempt: 2, inputSha256: "b", leaseUntil: minutes(-1) }),
      event({ attempt: 2, inputSha256: "b", event: "failed", errorKind: "data" }),
    ];
    expect(decideOn(events)).toMatchObject({ kind: "claim", attempt: 3 });
  });

  it.each(["auth", "data", "settings"] as const)("a failure by %s is remembered for the same input", (errorKind) => {
    const events = [event({}), event({ event: "failed", errorKind, errorMessage: "why" })];
    expect(decideOn(events)).toMatchObject({ kind: "failed", errorKind, errorMessage: "why" });
    expect(decideOn(events, { inputSha256: "b" })).toMatchObject({ kind: "claim", attempt: 2 });
    expect(decideOn(events, { retryFailed: true })).toMatchObject({ kind: "claim", attempt: 2 });
  });

  it.each(["transient", "bug"] as const)("a failure by %s is tried again", (errorKind) => {
    expect(decideOn([event({ event: "failed", errorKind })])).toMatchObject({ kind: "claim", attempt: 2 });
  });

  it("a quota failure is remembered until its retry time", () => {
    const failed = (leaseUntil: Date) => [event({ event: "failed", errorKind: "quota", leaseUntil })];
    expect(decideOn(failed(minutes(1)))).toMatchObject({ kind: "failed", errorKind: "quota" });
    expect(decideOn(failed(minutes(-1)))).toMatchObject({ kind: "claim", attempt: 2 });
  });

  it("a live lease means busy for as long as it lasts, renewals counted", () => {
    expect(decideOn([event({ leaseUntil: minutes(2) })])).toMatchObject({ kind: "busy", retryAfterS: 120 });
    const renewed = [event({ leaseUntil: minutes(-3) }), event({ event: "renewed", seq: 1, leaseUntil: minutes(1) })];
    expect(decideOn(renewed)).toMatchObject({ kind: "busy", retryAfterS: 60 });
  });

  it("a lease that has passed frees the work, to the second", () => {
    expect(decideOn([event({ leaseUntil: NOW })])).toMatchObject({ kind: "claim", attempt: 2 });
  });

  it("a claim of our own that we do not hold is void, and so is anybody's where we are the only owner", () => {
    expect(decideOn([event({ owner: "me", leaseUntil: minutes(4) })])).toMatchObject({ kind: "claim", attempt: 2 });
    expect(decideOn([event({ leaseUntil: minutes(4) })], { isSoleOwner: true })).toMatchObject({ attempt: 2 });
  });

  it("a continued attempt hands its cursor to the next", () => {
    const events = [event({ leaseUntil: minutes(4) }), event({ event: "continued", cursorJson: '{"page":3}' })];
    expect(decideOn(events)).toEqual({ kind: "claim", attempt: 2, cursorJson: '{"page":3}' });
  });
});
