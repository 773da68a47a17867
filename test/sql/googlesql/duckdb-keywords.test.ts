import { describe, expect, it } from "vitest";
import { openDuckDb } from "../../../functions/lib/duckdb.ts";
import { DUCKDB_KEYWORDS } from "../../../functions/warehouse/googlesql/duckdb-keywords.ts";

describe("the list of DuckDB's keywords", () => {
  it("is the engine's own", async () => {
    const duck = await openDuckDb({ path: ":memory:" });
    const rows = await duck.rows("SELECT DISTINCT keyword_name AS name FROM duckdb_keywords() ORDER BY name");
    duck.close();
    expect([...DUCKDB_KEYWORDS].sort()).toEqual(rows.map(({ name }) => String(name)).sort());
  });
});
