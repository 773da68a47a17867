import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CLI = new URL("../../scripts/cli.ts", import.meta.url).pathname;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8", cwd: folder });
  return { code: status, out: stdout, err: stderr };
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const ADS = `date,campaign_name,spend,impressions,clicks,conversions,revenue
2026-01-01,Brand,10.50,1000,50,2,40
2026-01-02,Brand,0,0,0,0,0
2026-01-02,Video,20.25,3000,30,,
`;

describe("one person's session", () => {
  const own = () => ["--data-dir", join(folder, "own")];

  it("refuses to query before anything was imported, exit 2, naming import", () => {
    const { code, err } = run("query", "select 1 as a", ...own());
    expect([code, err]).toEqual([2, expect.stringMatching(/import/)]);
    expect(existsSync(join(folder, "own"))).toBe(false);
  });

  it("shows the account of a file without loading it, then loads it, then changes nothing", async () => {
    const path = await file("ads.csv", ADS);
    const dry = JSON.parse(run("import", path, "--currency", "EUR", "--dry-run", "--json", ...own()).out);
    expect(dry.files[0]).toMatchObject({
      family: "ad_daily",
      rows_read: 3,
      rows_loaded: 3,
      spend_loaded: "30.75",
      currency_code: "EUR",
    });
    const count = () =>
      JSON.parse(run("query", "select count(*) as n from raw.file_ad_daily as a", "--json", ...own()).out);
    expect(count()).toEqual([{ n: 0 }]);
    expect(run("import", path, "--currency", "EUR", ...own()).code).toBe(0);
    const again = JSON.parse(run("import", path, "--currency", "EUR", "--json", ...own()).out);
    expect([again.files[0].status, count()]).toEqual(["skipped", [{ n: 3 }]]);
  });

  it("runs the night, then has nothing to do, and answers from the reporting views", () => {
    const night = JSON.parse(run("nightly", "--json", ...own()).out);
    expect([night.status, night.as_of]).toEqual(["done", "2026-01-02"]);
    expect(night.refusals.map(({ model }: { model: string }) => model)).toContain("mmm");
    expect(existsSync(join(folder, "own", "report.html"))).toBe(true);
    const second = run("nightly", "--json", ...own());
    expect([second.code, JSON.parse(second.out).status]).toEqual([0, "skipped"]);
    const sql =
      "select p.campaign, sum(p.spend) as spend, sum(p.clicks) as clicks, sum(p.conversion_value) as value from reporting.rpt_performance_daily as p where p.date_day <= @day group by p.campaign order by p.campaign";
    expect(JSON.parse(run("query", sql, "--param", "day:DATE=2026-01-02", "--json", ...own()).out)).toEqual([
      { campaign: "Brand", spend: "10.5", clicks: 50, value: "40" },
      { campaign: "Video", spend: "20.25", clicks: 30, value: null },
    ]);
  }, 120_000);

  it("prints a table for people, CSV for others, and what a view holds", () => {
    const sql = "select 'a,b' as text, [1, 2] as list, 0.1 as f, cast(null as string) as nothing";
    expect(run("query", sql, "--csv", ...own()).out).toBe('text,list,f,nothing\r\n"a,b","[1,2]",0.1,\n');
    expect(run("query", sql, ...own()).out).toMatch(/text\s+list\s+f\s+nothing\n.*\na,b\s+\[1,2\]\s+0\.1\s+–\n1 row/s);
    expect(run("query", "--describe", "reporting.rpt_funnel_daily", ...own()).out).toMatch(/Grain/);
    expect(run("query", "--tables", "marts", ...own()).out).toMatch(/marts\.fct_campaign_daily/);
  });

  it("tells a user's mistake from a bug: exit 2 with place and fix, in words and as one JSON document", () => {
    for (const sql of [
      "select nothing_here from ops.meta as m",
      "delete from raw.file_ad_daily where true",
      "select from",
      "select * from raw.no_table as n",
      "",
    ]) {
      expect(run("query", sql, ...own()).code, sql).toBe(2);
    }
    const { code, out } = run("query", "select * from raw.no_table as n", "--json", ...own());
    expect([code, JSON.parse(out)]).toEqual([
      2,
      {
        status: "failed",
        error: expect.objectContaining({ kind: "settings", message: expect.stringMatching(/no_table/) }),
      },
    ]);
    expect(run("nightly", "--only", "dance", ...own()).code).toBe(2);
    expect(run("import", join(folder, "missing.csv"), ...own()).code).toBe(2);
    expect(run("import", join(folder, "ads.csv"), join(folder, "missing.csv"), ...own()).code).toBe(2);
    expect(run("import", "--undo", "0123456789abcdef", "--dry-run", ...own()).code).toBe(2);
    expect(run("report", "--to", join(folder, "no", "such", "folder.html"), ...own()).code).toBe(2);
    expect(run("nightly", "--data-dir", join(folder, "mistyped")).code).toBe(2);
    expect(run("frobnicate").code).toBe(2);
    const usage = run("status", "--bogus", "--json", ...own());
    expect([usage.code, JSON.parse(usage.out)]).toEqual([
      2,
      {
        status: "failed",
        error: expect.objectContaining({ kind: "settings", message: expect.stringMatching(/bogus/) }),
      },
    ]);
    expect(run("import", "--max-bad-share", "7", ...own()).code).toBe(2);
    expect(run("query", "select 1 as a", "--settings", "none.yaml", ...own()).code).toBe(2);
  });

  it("takes a file back", async () => {
    const { files } = JSON.parse(run("import", join(folder, "ads.csv"), "--currency", "EUR", "--json", ...own()).out);
    expect(run("import", "--undo", files[0].file_key, ...own()).code).toBe(0);
    expect(
      JSON.parse(run("query", "select count(*) as n from raw.file_ad_daily as a", "--json", ...own()).out),
    ).toEqual([{ n: 0 }]);
  });

  it("loads the good file and says 8, refuses the only file and says 6", async () => {
    const good = await file("good.csv", ADS.replaceAll("2026-01", "2026-02"));
    const empty = await file("empty.csv", "");
    expect(run("import", good, empty, "--currency", "EUR", ...own()).code).toBe(8);
    const alone = run("import", empty, "--json", ...own());
    expect([alone.code, JSON.parse(alone.out).status]).toEqual([6, "refused"]);
  });
});
