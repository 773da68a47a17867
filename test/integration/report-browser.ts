import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's browser, else the one that CHROMIUM_PATH names; undefined where there is none, and the tests are skipped. */
export const CHROMIUM = ["/usr/bin/chromium", process.env.CHROMIUM_PATH ?? ""].find(
  (path) => path !== "" && existsSync(path),
);

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
}

export interface OpenReport {
  readonly page: Page;
  /** Requests other than for the file itself. */
  readonly requests: readonly string[];
  /** What the page wrote to the console, and errors it threw. */
  readonly complaints: readonly string[];
}

/** Opens a report by file://, as a double click does. */
export async function openReport(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenReport> {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  const url = pathToFileURL(join(folder, "report.html")).href;
  await writeFile(join(folder, "report.html"), html);
  const page = await (await browser.newContext(options)).newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  if (html.includes('id="data"') && options.javaScriptEnabled !== false) await page.locator("html.live").waitFor();
  return { page, requests, complaints };
}

/** Opens a page of the report by its link in the navigation. */
export async function goTo(page: Page, id: string): Promise<void> {
  await page.locator(`.nav a[href="#${id}"]`).click();
  await page.locator(`section#${id}.current`).waitFor();
}
