import { describe, expect, it } from "vitest";
import { references, withDatasetPrefix } from "../../../../functions/warehouse/googlesql/references.ts";

const DATASETS = ["raw", "marts", "ops"];

describe("the tables that a statement names", () => {
  it("come once each, in the order of the text, whatever the quotes", () => {
    const sql =
      "create or replace view marts.v as select t.raw from raw.t as t join `raw`.`u` using (id) join `raw.w` using (id) join raw.t as again using (id)";
    expect(references(sql, DATASETS)).toEqual(["marts.v", "raw.t", "raw.u", "raw.w"]);
  });

  it("are not found in texts, comments and fields", () => {
    expect(references("select 'raw.a' as b, x.raw.c -- raw.d\nfrom raw.t as x /* raw.e */ # raw.f", DATASETS)).toEqual([
      "raw.t",
    ]);
  });

  it("are those of the project's datasets only", () => {
    expect(references("select c.id from other.t as c", DATASETS)).toEqual([]);
  });
});

describe("a dataset prefix", () => {
  it("renames datasets and leaves every other character", () => {
    expect(
      withDatasetPrefix(
        "select 'raw.t' as a from raw.t join `ops`.`u` using (id) join `marts.v` using (id)",
        DATASETS,
        "acme",
      ),
    ).toBe("select 'raw.t' as a from acme_raw.t join `acme_ops`.`u` using (id) join `acme_marts.v` using (id)");
  });

  it("reaches the statement that creates a dataset", () => {
    expect(withDatasetPrefix("create schema if not exists raw", DATASETS, "acme")).toBe(
      "create schema if not exists acme_raw",
    );
  });
});
