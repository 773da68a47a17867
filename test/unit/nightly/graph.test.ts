import { describe, expect, it } from "vitest";
import { assertOrdered, configuredGraph, nightlyGraph, type Step } from "../../../functions/nightly/graph.ts";
import { nightlyJobs } from "../../../functions/nightly/nightly.ts";

function step(id: string, needs: readonly string[]): Step {
  return {
    id,
    group: "transform",
    needs,
    after: [],
    settings: [],
    readsLoads: false,
    always: false,
    limitMin: 1,
    retry: 1,
  };
}

describe("the nightly graph", () => {
  it("lists every step once, after all that it waits for", () => {
    expect(() => assertOrdered(nightlyGraph)).not.toThrow();
    expect(nightlyGraph.map(({ id }) => id)).toEqual([
      "open",
      ...["ingest_google_ads", "ingest_facebook_ads", "ingest_hubspot", "ingest_salesforce", "ingest_ga4"],
      ...["marts", "attribution", "assertions"],
      ...["readiness", "lead_scores", "mmm", "recommend", "publish", "close"],
    ]);
  });

  it("has a job for every step, and no job without a step", () => {
    expect(Object.keys(nightlyJobs).sort()).toEqual(nightlyGraph.map(({ id }) => id).sort());
  });

  it("ends with a step that waits for all others and always runs", () => {
    const last = nightlyGraph.at(-1);
    expect(last).toMatchObject({ id: "close", needs: [], always: true });
    expect([...(last?.after ?? [])].sort()).toEqual(
      nightlyGraph
        .slice(0, -1)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("of a company has the steps of the sources that it names, and those asked for by name", () => {
    const ids = (sources: readonly string[], only?: readonly string[]) =>
      configuredGraph(
        nightlyGraph,
        sources.map((name) => ({ name })),
        only,
      )
        .map(({ id }) => id)
        .filter((id) => id.startsWith("ingest_"));
    expect(ids([])).toEqual([]);
    expect(ids(["ga4"])).toEqual(["ingest_ga4"]);
    expect(ids(["ga4"], ["ingest_hubspot"])).toEqual(["ingest_hubspot", "ingest_ga4"]);
    const graph = configuredGraph(nightlyGraph, [{ name: "ga4" }]);
    expect(() => assertOrdered(graph)).not.toThrow();
    expect(graph.find(({ id }) => id === "marts")?.after).toEqual(["ingest_ga4"]);
  });

  it("with a step before its needs, or twice, is refused", () => {
    expect(() => assertOrdered([step("a", ["b"]), step("b", [])])).toThrow("expected b before a");
    expect(() => assertOrdered([step("a", []), step("a", [])])).toThrow("one step named a");
  });
});
