import { describe, expect, it } from "vitest";
import { readColumnDescriptions } from "../../../../functions/warehouse/bigquery/column-descriptions.ts";
import { scriptOf } from "../../../../functions/warehouse/bigquery/script.ts";
import { storageOf } from "../../../../functions/warehouse/bigquery/storage.ts";

describe("a script of statements", () => {
  it("keeps the parameters of its statements apart, and text that looks like one as it is", () => {
    const parameters = { id: { type: "STRING", value: "a" } };
    expect(
      scriptOf([
        { sql: "select @id, '@id' -- @id", parameters },
        { sql: "select @id; -- the end", parameters: { id: { type: "INT64", value: 1 } } },
      ]),
    ).toEqual({
      sql: "select @s0_id, '@id' -- @id\n;\nselect @s1_id\n;",
      parameters: { s0_id: { type: "STRING", value: "a" }, s1_id: { type: "INT64", value: 1 } },
    });
  });
});

describe("the storage of a view", () => {
  it("is by month of date_day where that is a day, clustered by at most four known keys", () => {
    const text = (name: string) => ({ name, type: "STRING" });
    const keys = ["lead_id", "campaign_id", "account_id", "platform", "ad_id"].map(text);
    expect(storageOf([{ name: "date_day", type: "DATE" }, ...keys])).toEqual({
      partitionColumn: "date_day",
      clusterColumns: ["platform", "account_id", "campaign_id", "ad_id"],
    });
    expect(storageOf([text("date_day"), { name: "lead_id", type: "INT64" }])).toEqual({
      partitionColumn: null,
      clusterColumns: [],
    });
  });
});

describe("descriptions of columns", () => {
  it("prefer the line that names the table, say the unit, and read quoted commas and quotes", () => {
    const said = readColumnDescriptions(
      'column,table,type,unit,additive,description\nspend,,NUMERIC,currency,yes,Spend\nspend,fct_a,NUMERIC,,yes,"Spend, ""net"""\n',
    );
    expect(said.textOf("marts.fct_b", "spend")).toBe("Spend (currency)");
    expect(said.textOf("marts.fct_a", "spend")).toBe('Spend, "net"');
    expect(said.textOf("marts.fct_a", "clicks")).toBeNull();
  });
});
