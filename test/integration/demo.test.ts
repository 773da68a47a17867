import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDbWarehouse } from "../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../functions/warehouse/project.ts";
import type { Row, Warehouse } from "../../functions/warehouse/warehouse.ts";
import { createMarket } from "../../scripts/sandbox/market/market.ts";

const CLI = new URL("../../scripts/cli.ts", import.meta.url).pathname;
const market = createMarket();
const SEEN_MS = market.endMs + 6 * 3_600_000;

let folder = "";
let demo = "";
let ended: { readonly code: number | null; readonly out: string; readonly err: string };

/** `npm start`, in a folder of its own. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo-"));
  demo = join(folder, "demo");
  ended = await new Promise((settle, reject) => {
    const child = spawn(process.execPath, [CLI, "demo", "--data-dir", folder], { cwd: folder });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part) => {
      out += part;
    });
    child.stderr.on("data", (part) => {
      err += part;
    });
    child.on("error", reject);
    child.on("close", (code) => settle({ code, out, err }));
  });
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8", cwd: folder });
  return { code: status, out: stdout, err: stderr };
}

async function open<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  const warehouse = await openDuckDbWarehouse({ path: join(demo, "warehouse.duckdb") });
  return work(warehouse).finally(() => warehouse.close());
}

async function rowsOf(sql: string): Promise<readonly Row[]> {
  return (await open((warehouse) => warehouse.query(sql))).rows;
}

/** Decimal text to whole micros, exactly. */
function micros(amount: unknown): number {
  const [whole = "0", fraction = ""] = String(amount).split(".");
  return Number(`${whole}${fraction.padEnd(6, "0")}`);
}

describe("npm start", () => {
  it("reads the sandbox's platforms and runs the whole loop on them", () => {
    expect([ended.code, ended.err]).toEqual([0, expect.not.stringMatching(/failed|blocked/)]);
    expect(ended.out).toMatch(/nightly:2026-11-01: done, data as of 2026-10-31/);
    expect(existsSync(join(demo, "report.html"))).toBe(true);
  });

  it("has the spend of the simulator's ledger, to the micro, by account, day and currency", async () => {
    const rows = await rowsOf(
      `select platform, account_id, date_day, currency_code, sum(spend) as total
      from marts.fct_campaign_daily as f where platform in ('google_ads', 'facebook_ads')
      group by platform, account_id, date_day, currency_code having sum(spend) != 0`,
    );
    const key = (...parts: readonly unknown[]): string => parts.join(" ");
    const got = new Map(
      rows.map((row) => [key(row.platform, row.account_id, row.date_day, row.currency_code), micros(row.total)]),
    );
    const expected = new Map(
      market
        .ledger(SEEN_MS)
        .filter(({ spendMicros }) => spendMicros !== 0)
        .map((row) => [key(row.platform, row.accountId, row.day, row.currencyCode), row.spendMicros]),
    );
    expect(expected.size).toBeGreaterThan(2000);
    expect(got).toEqual(expected);
  });

  it("has every finer level sum to the campaign's spend", async () => {
    const wrong = await rowsOf(
      `select c.platform, c.account_id, c.date_day, c.campaign_id, c.spend, a.spend as finer
      from (
        select platform, account_id, date_day, campaign_id, sum(spend) as spend
        from marts.fct_campaign_daily as f group by platform, account_id, date_day, campaign_id
      ) as c
      inner join (
        select platform, account_id, date_day, campaign_id, sum(spend) as spend
        from marts.fct_ad_daily as f group by platform, account_id, date_day, campaign_id
      ) as a
        on c.platform = a.platform and c.account_id = a.account_id
        and c.date_day = a.date_day and c.campaign_id = a.campaign_id
      where c.spend != a.spend`,
    );
    expect(wrong).toEqual([]);
    expect(Number((await rowsOf("select count(*) as n from marts.fct_ad_daily as f"))[0]?.n)).toBeGreaterThan(10_000);
  });

  it("keeps no token, address or telephone number in any table or log", async () => {
    const secrets = [
      ...["ya29.sandbox", "1//sandbox", "sandbox-client-secret", "EAAsandbox", "pat-eu1-sandbox", "sandbox-secret"],
      ...["@", "+49 30 23125", "555-01"],
    ];
    const { tables } = await readSqlProject("sql");
    const found = await open(async (warehouse) => {
      const hits: string[] = [];
      for (const { file, sql } of tables) {
        const name = /create table if not exists (\S+)/.exec(sql)?.[1] ?? file;
        const { rows } = await warehouse.query(`select * from ${name} as one`);
        const text = rows.map((row) => Object.values(row).join("\n")).join("\n");
        for (const secret of secrets) if (text.includes(secret)) hits.push(`${name}: ${secret}`);
      }
      return hits;
    });
    expect(found).toEqual([]);
    const logs = await readdir(join(demo, "logs"));
    const text = (await Promise.all(logs.map((name) => readFile(join(demo, "logs", name), "utf8")))).join("\n");
    expect(secrets.filter((secret) => `${text}${ended.out}${ended.err}`.includes(secret))).toEqual([]);
  }, 120_000);

  it("never lets simulated and own data meet: exit 7", async () => {
    const ads = join(folder, "ads.csv");
    await writeFile(ads, "date,campaign_name,spend\n2026-01-01,Brand,10.50\n");
    const { code, err } = run("import", ads, "--data-dir", demo);
    expect([code, err]).toEqual([7, expect.stringMatching(/demo/)]);
  });

  it("says how fresh each report of each account is", () => {
    const { sources, last_run: lastRun } = JSON.parse(
      run("status", "--json", "--source", "google_ads", "--data-dir", demo).out,
    );
    expect(lastRun).toMatchObject({ event: "closed", status: "done" });
    const campaigns = sources.filter(({ report }: { report: string }) => report === "campaign_daily");
    expect(campaigns.map((row: Record<string, unknown>) => [row.account_id, row.date_day, row.missing_slices])).toEqual(
      [
        ["1234567890", "2026-10-31", 0],
        ["2345678901", "2026-10-31", 0],
      ],
    );
  });

  it("exports what the report shows, and writes the same report twice for a given day", async () => {
    const to = join(folder, "out");
    expect(run("export", "--format", "csv", "--view", "rpt_budget_plan", "--to", to, "--data-dir", demo).code).toBe(0);
    expect(existsSync(join(to, "data_summary.txt"))).toBe(true);
    const write = (name: string) =>
      run("report", "--as-of", "2026-09-10", "--static", "--to", join(folder, name), "--data-dir", demo).code;
    expect([write("a.html"), write("b.html")]).toEqual([0, 0]);
    expect(await readFile(join(folder, "a.html"), "utf8")).toBe(await readFile(join(folder, "b.html"), "utf8"));
  }, 120_000);
});
