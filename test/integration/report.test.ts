import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chartSql } from "../../functions/report/chart-sql.ts";
import { decimal } from "../../functions/report/figures/format.ts";
import { addDays } from "../../functions/report/figures/period.ts";
import { pages } from "../../functions/report/manifest/pages.ts";
import { manifest } from "../../functions/report/manifest.ts";
import { buildReport } from "../../functions/report/write-report.ts";
import type { Warehouse } from "../../functions/warehouse/warehouse.ts";
import { openReportFixture } from "../support/report/fixture.ts";
import { market } from "../support/report/market.ts";
import { CHROMIUM, goTo, launchChromium, openReport } from "./report-browser.ts";

const AS_OF = "2026-06-30";
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let warehouse: Warehouse;
let browser: Browser;
let html: string;

async function textOf(
  page: Awaited<ReturnType<typeof openReport>>["page"],
  selector: string,
): Promise<readonly string[]> {
  return (await page.locator(selector).allTextContents()).map((text) => text.replace(/\s+/g, " ").trim());
}

/** Totals of the key figures by SQL over the same warehouse. */
async function keyFigures(from: string, to: string, where = ""): Promise<Readonly<Record<string, number>>> {
  const { rows } = await warehouse.query(
    `select sum(spend) as spend, sum(revenue) as revenue, sum(leads) as leads from reporting.rpt_performance_daily where date_day between date '${from}' and date '${to}'${where}`,
  );
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
}

describe.skipIf(CHROMIUM === undefined)(
  "the report in a browser (skipped without /usr/bin/chromium or CHROMIUM_PATH)",
  () => {
    beforeAll(async () => {
      warehouse = await openReportFixture(market({ asOf: AS_OF, dayCount: 120 }));
      html = await buildReport({ query: (sql) => warehouse.query(sql), asOf: AS_OF, runId: "nightly:2026-07-01" });
      browser = await launchChromium();
    });

    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });

    afterAll(async () => {
      await browser?.close();
      await warehouse?.close();
    });

    it("asks for nothing from the network and complains about nothing, on every page", async () => {
      const { page, requests, complaints } = await openReport(browser, html);
      for (const { id, title } of pages) {
        await goTo(page, id);
        expect(await page.locator("section.current h2").textContent()).toBe(title);
        expect(await page.locator("section.current .plot:not(:has(svg))").count()).toBe(0);
      }
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    });

    it.each(["light", "dark"] as const)("has no violation of WCAG 2.2 AA in %s", async (colorScheme) => {
      const { page } = await openReport(browser, html, { colorScheme, bypassCSP: true });
      await page.addScriptTag({ content: await readFile(AXE, "utf8") });
      for (const { id } of pages) {
        await goTo(page, id);
        const violations = await page.evaluate(async () => {
          const axe = Reflect.get(globalThis, "axe") as {
            run: (
              context: unknown,
              options: unknown,
            ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const result = await axe.run(document, { runOnly: { type: "tag", values: tags } });
          return result.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
        });
        expect(violations, id).toEqual([]);
      }
    });

    it("shows the numbers that SQL gives, by default for 28 days", async () => {
      const { page } = await openReport(browser, html);
      const truth = await keyFigures(addDays(AS_OF, -27), AS_OF);
      const shown = await textOf(page, "#chart-overview_kpis .value");
      expect(shown.slice(0, 2)).toEqual([
        `${decimal(truth.spend ?? 0, 0)} EUR`,
        `${decimal(truth.revenue ?? 0, 0)} EUR`,
      ]);
      expect(shown[3]).toBe(decimal(truth.leads ?? 0, 0));
    });

    it.each([
      7, 28, 90,
    ])("answers the preset of %i days with the totals and the change that SQL gives", async (days) => {
      const { page } = await openReport(browser, html);
      await page.locator(`input[name=preset][value="${days}"]`).check();
      const from = addDays(AS_OF, 1 - days);
      const now = await keyFigures(from, AS_OF);
      const before = await keyFigures(addDays(from, -days), addDays(from, -1));
      const spend = (await textOf(page, "#chart-overview_kpis .card"))[0] ?? "";
      expect(spend).toContain(decimal(now.spend ?? 0, (now.spend ?? 0) >= 10_000 ? 0 : 2));
      const hasBefore = days * 2 <= 120;
      const change = (100 * ((now.spend ?? 0) - (before.spend ?? 0))) / (before.spend ?? 1);
      expect(spend).toContain(
        hasBefore
          ? `${change > 0 ? "▲ up" : "▼ down"} ${decimal(Math.abs(change), 1)} %`
          : "no full range before: data begin on 3 Mar 2026",
      );
    });

    it("answers a range of one's own, a channel, and compare switched off", async () => {
      const { page } = await openReport(browser, html);
      await page.locator("#from").fill("2026-05-10");
      await page.locator("#to").fill("2026-05-20");
      await page.locator("#channel").selectOption("Social");
      await page.locator("#compare").uncheck();
      const truth = await keyFigures("2026-05-10", "2026-05-20", " and channel = 'Social'");
      expect((await textOf(page, "#chart-overview_kpis .value"))[0]).toBe(`${decimal(truth.spend ?? 0, 2)} EUR`);
      expect(await page.locator("#chart-overview_kpis .delta").count()).toBe(0);
      expect(await page.locator('input[name=preset][value="custom"]').isChecked()).toBe(true);
      expect(await page.locator("#said").textContent()).toBe("Showing 11 days, 10 May 2026 to 20 May 2026");
    });

    it("shows every number with scripts off, on all pages at once", async () => {
      const { page } = await openReport(browser, html, { javaScriptEnabled: false });
      expect(await page.locator("section.page:visible").count()).toBe(pages.length);
      expect(await page.locator("form.controls:visible").count()).toBe(0);
      for (const chart of manifest) expect(await page.locator(`#chart-${chart.id}:visible`).count(), chart.id).toBe(1);
      const { rows } = await warehouse.query(
        chartSql(manifest.find(({ id }) => id === "channels_compare") ?? failed(), {
          from: addDays(AS_OF, -27),
          to: AS_OF,
        }),
      );
      const cells = await textOf(page, "#chart-channels_compare tbody tr");
      for (const row of rows)
        expect(
          cells.some((text) => text.startsWith(`${row.channel}${decimal(Number(row.spend), 0)}`)),
          String(row.channel),
        ).toBe(true);
    });

    it("lets the keyboard reach every control and every table that scrolls", async () => {
      const { page } = await openReport(browser, html, { viewport: { width: 390, height: 800 } });
      const wanted = await page
        .locator(
          "form.controls :is(select, input[type=date], input[type=checkbox], input:checked), .nav a, section.current .scroll:visible, section.current summary",
        )
        .count();
      const reached = new Set<string>();
      await page.locator("body").press("Tab");
      for (let presses = 0; presses < 200; presses += 1) {
        const [name, inside] = await page.evaluate(() => {
          const element = document.activeElement;
          const all = [...document.querySelectorAll("*")];
          return [
            String(element === null ? -1 : all.indexOf(element)),
            element?.matches("form.controls *, .nav a, .scroll, summary") ?? false,
          ] as const;
        });
        if (inside) reached.add(name);
        await page.keyboard.press("Tab");
      }
      expect(reached.size).toBe(wanted);
    });

    it("never scrolls sideways as a whole, at 1280 and at 390 pixels", async () => {
      for (const width of [1280, 390]) {
        const { page } = await openReport(browser, html, { viewport: { width, height: 900 } });
        for (const { id } of pages) {
          await goTo(page, id);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
            `${id} at ${width}`,
          ).toBeLessThanOrEqual(0);
        }
      }
    });

    it("prints every page and leaves the controls out", async () => {
      const { page } = await openReport(browser, html);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("section.page:visible").count()).toBe(pages.length);
      expect(await page.locator("form.controls:visible, nav:visible").count()).toBe(0);
    });

    it("keeps two currencies apart: one at a time with the script, each under its name without", async () => {
      const both = await openReportFixture(market({ asOf: AS_OF, dayCount: 60, currencies: ["EUR", "USD"] }));
      const twice = await buildReport({ query: (sql) => both.query(sql), asOf: AS_OF, runId: "r" });
      const truth = (
        await both.query(
          `select currency_code, sum(spend) as spend from reporting.rpt_performance_daily where date_day > date '${addDays(AS_OF, -28)}' group by currency_code order by currency_code`,
        )
      ).rows.map((row) => `${decimal(Number(row.spend), 0)} ${row.currency_code}`);
      await both.close();
      const { page } = await openReport(browser, twice);
      expect((await textOf(page, "#chart-overview_kpis .value"))[0]).toBe(truth[0]);
      await page.locator("#currency").selectOption({ label: "USD" });
      expect((await textOf(page, "#chart-overview_kpis .value"))[0]).toBe(truth[1]);
      const still = await openReport(browser, twice, { javaScriptEnabled: false });
      expect(await textOf(still.page, "[data-chart=overview_kpis] .card:first-child .value")).toEqual(truth);
    });
  },
);

function failed(): never {
  throw new Error("expected the chart in the manifest, got none");
}
