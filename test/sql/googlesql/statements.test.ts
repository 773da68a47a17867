import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NotPortable } from "../../../functions/warehouse/googlesql/not-portable.ts";
import { translate } from "../../../functions/warehouse/googlesql/translate.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";

const COLUMNS = { id: "INT64", s: "STRING", d: "DATE", v: "NUMERIC", ts: "TIMESTAMP" };
const schema = { "raw.t": COLUMNS, "raw.s": COLUMNS };
const ROWS = "SELECT id, s, v FROM raw.t ORDER BY id";
const tables = {
  "raw.t": {
    columns: COLUMNS,
    rows: [
      { id: 1, s: "a", d: "2026-01-01", v: "1", ts: "2026-01-01T00:00:00Z" },
      { id: 2, s: "b", d: "2026-01-02", v: "2", ts: "2026-01-02T00:00:00Z" },
    ],
  },
  "raw.s": {
    columns: COLUMNS,
    rows: [
      { id: 2, s: "B", d: "2026-01-02", v: "22", ts: "2026-01-03T00:00:00Z" },
      { id: 3, s: "C", d: "2026-01-03", v: "33", ts: "2026-01-03T00:00:00Z" },
    ],
  },
};

type Rows = readonly (readonly [id: number, s: string | null, v: string | null])[];

/** Statements that change `raw.t`, and its rows afterwards. */
const CHANGES: readonly (readonly [row: string, sql: string, rows: Rows])[] = [
  [
    "K7",
    "MERGE INTO raw.t AS t USING raw.s AS s ON t.id = s.id WHEN MATCHED AND s.ts > t.ts THEN UPDATE SET s = s.s, v = s.v WHEN NOT MATCHED THEN INSERT (id, s, v) VALUES (s.id, s.s, s.v)",
    [
      [1, "a", "1"],
      [2, "B", "22"],
      [3, "C", "33"],
    ],
  ],
  [
    "K8",
    "MERGE raw.t T USING raw.s S ON T.id = S.id WHEN MATCHED THEN UPDATE SET v = S.v WHEN NOT MATCHED BY TARGET THEN INSERT (id, v) VALUES (id, v)",
    [
      [1, "a", "1"],
      [2, "b", "22"],
      [3, null, "33"],
    ],
  ],
  [
    "K9",
    "MERGE INTO raw.t T USING raw.s S ON T.id = S.id WHEN NOT MATCHED THEN INSERT ROW",
    [
      [1, "a", "1"],
      [2, "b", "2"],
      [3, "C", "33"],
    ],
  ],
  [
    "K10",
    "MERGE INTO raw.t T USING raw.s S ON T.id = S.id WHEN MATCHED THEN UPDATE SET v = CASE WHEN S.v > 1 THEN S.v ELSE 0 END WHEN NOT MATCHED BY SOURCE AND T.d >= DATE '2026-01-01' THEN DELETE",
    [[2, "b", "22"]],
  ],
  [
    "K11",
    "MERGE INTO raw.t AS t USING (SELECT * FROM raw.s QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) = 1) AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (id, s, v) VALUES (s.id, s.s, s.v)",
    [
      [1, "a", "1"],
      [2, "b", "22"],
      [3, "C", "33"],
    ],
  ],
  [
    "K12",
    "INSERT INTO raw.t (id, s) SELECT x.id + 10, x.s FROM raw.s AS x",
    [
      [1, "a", "1"],
      [2, "b", "2"],
      [12, "B", null],
      [13, "C", null],
    ],
  ],
  [
    "K13",
    "INSERT INTO raw.t (id, s, d, v, ts) VALUES (9, 'z', DATE '2026-02-01', NUMERIC '9.5', TIMESTAMP '2026-02-01 00:00:00+00'), (10, NULL, NULL, NULL, NULL)",
    [
      [1, "a", "1"],
      [2, "b", "2"],
      [9, "z", "9.5"],
      [10, null, null],
    ],
  ],
  [
    "K15",
    "UPDATE raw.t SET s = CONCAT(s, '!'), v = v + 1 WHERE id = 1",
    [
      [1, "a!", "2"],
      [2, "b", "2"],
    ],
  ],
  [
    "K16",
    "UPDATE raw.t SET s = s.s FROM raw.s AS s WHERE t.id = s.id",
    [
      [1, "a", "1"],
      [2, "B", "2"],
    ],
  ],
  ["K17", "DELETE FROM raw.t WHERE d < DATE '2026-01-02'", [[2, "b", "2"]]],
  ["K18", "DELETE FROM raw.t WHERE DATE(ts) = '2026-01-01'", [[2, "b", "2"]]],
  ["K19", "TRUNCATE TABLE raw.t", []],
];

/** Statements that define something, and a query that shows it. */
const DEFINITIONS: readonly (readonly [row: string, sql: string, show: string, rows: readonly unknown[]])[] = [
  [
    "K1",
    'CREATE TABLE IF NOT EXISTS raw.x (d DATE NOT NULL OPTIONS(description="day"), s STRING(50), v NUMERIC(10,2) DEFAULT 0, j JSON, a ARRAY<STRUCT<k STRING, v INT64>>, PRIMARY KEY (d, s) NOT ENFORCED) PARTITION BY d CLUSTER BY s OPTIONS(description="spend", labels=[("a","b")])',
    "SELECT column_name AS n, data_type AS t, is_nullable AS e FROM duckdb_columns() WHERE table_name = 'x' ORDER BY column_index",
    [
      ["d", "DATE", false],
      ["s", "VARCHAR", true],
      ["v", "DECIMAL(10,2)", true],
      ["j", "JSON", true],
      ["a", "STRUCT(k VARCHAR, v BIGINT)[]", true],
    ],
  ],
  [
    "K2",
    "CREATE TABLE raw.y (ts TIMESTAMP, id INT64) PARTITION BY TIMESTAMP_TRUNC(ts, MONTH) CLUSTER BY id",
    "SELECT column_name AS n FROM duckdb_columns() WHERE table_name = 'y' ORDER BY column_index",
    [["ts"], ["id"]],
  ],
  [
    "K3",
    "CREATE OR REPLACE TABLE marts.m PARTITION BY d CLUSTER BY s AS SELECT d, s, SUM(v) AS v FROM raw.t GROUP BY d, s",
    "SELECT s, v::VARCHAR FROM marts.m ORDER BY s",
    [
      ["a", "1.000000000"],
      ["b", "2.000000000"],
    ],
  ],
  [
    "K4",
    "CREATE OR REPLACE VIEW marts.v OPTIONS(description='x') AS SELECT id, v * 2 AS w FROM raw.t",
    "SELECT id FROM marts.v ORDER BY id",
    [[1], [2]],
  ],
  [
    "K5",
    "CREATE OR REPLACE VIEW marts.v (id OPTIONS(description='the id'), w) AS SELECT id, v * 2 FROM raw.t",
    "SELECT w::VARCHAR FROM marts.v ORDER BY id",
    [["2.000000000"], ["4.000000000"]],
  ],
  ["K20", "ALTER TABLE raw.t ADD COLUMN IF NOT EXISTS c STRING", "SELECT c FROM raw.t LIMIT 1", [[null]]],
  ["K21", "ALTER TABLE raw.t ADD COLUMN c STRING OPTIONS(description='x')", "SELECT c FROM raw.t LIMIT 1", [[null]]],
  [
    "K22",
    "ALTER TABLE raw.t DROP COLUMN IF EXISTS s",
    "SELECT count(*) FROM duckdb_columns() WHERE table_name = 't' AND column_name = 's'",
    [[0]],
  ],
  ["K23", "DROP VIEW IF EXISTS marts.v", "SELECT count(*) FROM duckdb_views() WHERE view_name = 'v'", [[0]]],
  [
    "K24",
    "CREATE SCHEMA IF NOT EXISTS scratch OPTIONS(location='EU')",
    "SELECT count(*) FROM duckdb_schemas() WHERE schema_name = 'scratch'",
    [[1]],
  ],
];

const REFUSED: readonly (readonly [row: string, sql: string, fix: RegExp])[] = [
  ["K6", "CREATE MATERIALIZED VIEW marts.mv AS SELECT s FROM raw.t", /materialize: table/],
  ["K14", "INSERT raw.t (id) VALUES (9)", /INSERT INTO/],
  ["K25", "CREATE TEMP FUNCTION f(x FLOAT64) AS (x * 2)", /common table expression/],
  ["K26", "CREATE OR REPLACE FUNCTION marts.f(x FLOAT64) AS (x * 2)", /write the expression out/],
  ["K27", "CREATE OR REPLACE TABLE FUNCTION marts.f(n INT64) AS SELECT * FROM raw.t", /write the query out/],
  ["K28", "DECLARE x INT64 DEFAULT 3", /one statement/],
  ["K30", "ASSERT (SELECT COUNT(*) FROM raw.t) > 0 AS 'empty'", /sql\/assertions/],
  [
    "K31",
    "CREATE OR REPLACE MODEL marts.m OPTIONS(model_type='linear_reg') AS SELECT v AS label, id FROM raw.t",
    /sql\/bigquery/,
  ],
  ["K32", "EXPORT DATA OPTIONS(uri='gs://b/*.parquet', format='PARQUET') AS SELECT * FROM raw.t", /sql\/bigquery/],
  ["K33", "SELECT 1 AS a; SELECT 2 AS b", /own file/],
];

describeWithGoogle("GoogleSQL statements", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await startEngines();
    await engines.duck.duck.run("CREATE SCHEMA marts");
  });
  beforeEach(() => engines.duck.load(tables));
  afterAll(() => engines.stop());

  it.each(CHANGES)("%s changes the rows that it should", async (_row, sql, rows) => {
    await engines.google.analyze(sql, schema);
    await engines.duck.duck.run(translate(sql));
    const after = await engines.duck.evaluate(ROWS);
    expect(after.rows.map(({ id, s, v }) => [id, s, v])).toEqual(rows);
  });

  it.each(DEFINITIONS)("%s defines what it should", async (_row, sql, show, rows) => {
    await engines.google.analyze(sql, schema);
    await engines.duck.duck.run(translate(sql));
    expect((await engines.duck.duck.query(show)).rows).toEqual(rows);
  });

  it("K29 opens and ends transactions, one statement at a time", async () => {
    const { duck } = engines.duck;
    await duck.run(translate("BEGIN TRANSACTION"));
    await duck.run(translate("DELETE FROM raw.t WHERE TRUE"));
    await duck.run(translate("ROLLBACK TRANSACTION"));
    await duck.run(translate("BEGIN TRANSACTION"));
    await duck.run(translate("DELETE FROM raw.t WHERE id = 1"));
    await duck.run(translate("COMMIT TRANSACTION"));
    expect((await engines.duck.evaluate(ROWS)).rows.map(({ id }) => id)).toEqual([2]);
  });

  it("J40 takes one of two source rows silently, so sources of MERGE are deduplicated", async () => {
    const source = "(SELECT 1 AS id, NUMERIC '7' AS v UNION ALL SELECT 1, NUMERIC '8')";
    const sql = `MERGE INTO raw.t AS t USING ${source} AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v`;
    await engines.google.analyze(sql, schema);
    await engines.duck.duck.run(translate(sql));
    const [first] = (await engines.duck.evaluate(ROWS)).rows;
    expect(["7", "8"]).toContain(first?.v);
  });

  it("enforces a primary key of the ledger's dataset only", async () => {
    const { duck } = engines.duck;
    await duck.run("CREATE SCHEMA IF NOT EXISTS ops");
    const insert = (table: string) => translate(`INSERT INTO ${table} (id) VALUES (1), (1)`);
    await duck.run(translate("CREATE OR REPLACE TABLE raw.keyed (id INT64, PRIMARY KEY (id) NOT ENFORCED)"));
    await duck.run(translate("CREATE OR REPLACE TABLE ops.keyed (id INT64, PRIMARY KEY (id) NOT ENFORCED)"));
    await duck.run(insert("raw.keyed"));
    await expect(duck.run(insert("ops.keyed"))).rejects.toThrow(/[Dd]uplicate key/);
  });
});

describe("GoogleSQL statements without an equal", () => {
  it.each(REFUSED)("%s is refused with a portable form", (_row, sql, fix) => {
    expect(() => translate(sql)).toThrow(NotPortable);
    expect(() => translate(sql)).toThrow(expect.objectContaining({ fix: expect.stringMatching(fix) }));
  });

  it("refuses a fifth cluster column", () => {
    expect(() => translate("CREATE TABLE raw.x (a INT64) CLUSTER BY a, b, c, d, e")).toThrow(/4 columns at most/);
  });
});
