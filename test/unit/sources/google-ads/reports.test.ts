import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { ColumnType } from "../../../../functions/sources/google-ads/columns.ts";
import { GOOGLE_ADS_REPORTS } from "../../../../functions/sources/google-ads/reports/index.ts";

interface ProtoNode {
  readonly nested?: Readonly<Record<string, ProtoNode>>;
  readonly fields?: Readonly<Record<string, { readonly type: string; readonly rule?: string }>>;
  readonly values?: Readonly<Record<string, number>>;
}

const require = createRequire(import.meta.url);
const nodeAt = (root: ProtoNode, path: string): ProtoNode | undefined =>
  path.split(".").reduce<ProtoNode | undefined>((node, name) => node?.nested?.[name], root);
const protos = JSON.parse(await readFile(require.resolve("google-ads-node/build/protos/protos.json"), "utf8"));
const v25 = nodeAt(protos, "google.ads.googleads.v25") as ProtoNode;

/** Type of a GAQL field by the vendor's own definitions; undefined where there is none. */
function protoType(field: string): string | undefined {
  const [first = "", ...rest] = field.split(".");
  let message = nodeAt(v25, "services")?.nested?.GoogleAdsRow;
  let type = message?.fields?.[first]?.type;
  for (const step of rest) {
    message = messageOf(type ?? "", message);
    const found = message?.fields?.[step];
    type = found === undefined ? undefined : `${found.rule === "repeated" ? "repeated " : ""}${found.type}`;
  }
  return type;
}

function messageOf(type: string, owner: ProtoNode | undefined): ProtoNode | undefined {
  if (type.startsWith("google.ads.googleads.v25.")) return nodeAt(v25, type.slice("google.ads.googleads.v25.".length));
  return owner?.nested?.[type] ?? v25.nested?.resources?.nested?.[type] ?? v25.nested?.common?.nested?.[type];
}

/** Proto types of a column type. */
const WIRE: Readonly<Record<ColumnType, RegExp>> = {
  id: /^int64$/,
  last_id: /^string$/,
  text: /^string$|Enum\./,
  int64: /^int64$/,
  double: /^double$/,
  bool: /^bool$/,
  date: /^string$/,
  local_time: /^string$/,
  list: /^repeated (string|CustomParameter|.*\.CustomParameter)$/,
  texts: /^repeated (.*\.)?AdTextAsset$/,
};

const SQL_TYPES: Readonly<Record<string, string>> = {
  int64: "int64",
  double: "float64",
  bool: "bool",
  date: "date",
  local_time: "datetime",
};

async function ddlColumns(table: string): Promise<ReadonlyMap<string, string>> {
  const name = (await readdir("sql/tables")).find((file) => file.endsWith(`_${table.replace(".", "_")}.sql`));
  const text = await readFile(`sql/tables/${name}`, "utf8");
  return new Map([...text.matchAll(/^ {4}(\w+) (\w+),?$/gm)].map(([, column = "", type = ""]) => [column, type]));
}

describe.each(GOOGLE_ADS_REPORTS.map((report) => [report.definition.report, report] as const))("%s", (_, report) => {
  const { definition, columns, table } = report;

  it("asks for fields that the vendor's definitions have, with the type they have there", () => {
    for (const { field, type } of columns) expect(protoType(field) ?? "no such field", field).toMatch(WIRE[type]);
  });

  it("fills exactly the columns of its raw table", async () => {
    const stamps = [
      "load_id",
      "run_id",
      "loaded_at",
      ...(definition.grain === "listing" ? ["observed_at", "deleted_at"] : []),
    ];
    const added = columns.some(({ column }) => column === "customer_id") ? [] : [["customer_id", "string"] as const];
    const filled = new Map([
      ...added,
      ...columns.map(({ column, type }) => [column, SQL_TYPES[type] ?? "string"] as const),
    ]);
    const ddl = new Map([...(await ddlColumns(table))].filter(([column]) => !stamps.includes(column)));
    expect(Object.fromEntries(filled)).toEqual(Object.fromEntries(ddl));
  });

  it("names its slice by columns that every row has", () => {
    const required = columns.filter(({ absent }) => absent === "refused").map(({ column }) => column);
    for (const { sliceColumns } of definition.tables) {
      for (const column of sliceColumns) expect([...required, "customer_id"]).toContain(column);
    }
  });
});

describe("what is read again", () => {
  const of = (report: string) => GOOGLE_ADS_REPORTS.find(({ definition }) => definition.report === report)?.definition;

  it("campaigns a week each night, a month each week, 90 days each month; finer levels not that far", () => {
    expect(of("campaign_daily")?.lookBackDays).toEqual({ nightly: 7, weekly: 30, monthly: 90 });
    expect(of("ad_daily")?.lookBackDays).toEqual({ nightly: 7, weekly: 30, monthly: null });
  });

  it("no day that is older than 37 months, however short they are", () => {
    const oldest = new Date(Date.UTC(2026, 2, 1) - ((of("campaign_daily")?.retentionDays ?? 0) - 1) * 86_400_000);
    expect(oldest >= new Date(Date.UTC(2023, 1, 1))).toBe(true);
  });

  it("clicks once a day that has ended, one day a query, 90 days back", () => {
    expect(of("clicks")).toMatchObject({ isReadOnce: true, chunkDays: 1, retentionDays: 90 });
  });

  it("spend first, then conversions, then the rest", () => {
    const priorities = Object.fromEntries(GOOGLE_ADS_REPORTS.map(({ definition: d }) => [d.report, d.priority]));
    expect(priorities).toMatchObject({ campaign_daily: 1, campaigns: 1, conversion_action_daily: 2, ad_daily: 4 });
  });
});
