import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ReportData } from "../data/report-data.ts";
import { readableDay } from "../figures/period.ts";
import type { Page } from "../manifest/pages.ts";
import { controlsHtml } from "./controls-html.ts";
import { escapeHtml } from "./escape.ts";
import { dark, light, variables } from "./palette.ts";

const STYLE = ["base", "layout", "figures", "tables", "controls", "narrow", "print"]
  .map((name) => readFileSync(new URL(`./style/${name}.css`, import.meta.url), "utf8"))
  .join("")
  .replace(/\n\s*/g, "");

export interface DocumentParts {
  readonly data: ReportData;
  readonly pages: readonly Page[];
  readonly pagesHtml: readonly string[];
  /** The script and the data it reads, base64; null for a static report. */
  readonly live: { readonly script: string; readonly data: string } | null;
}

/** The whole file. Nothing is loaded: the policy allows the inline style and, by hash, the one script. */
export function documentHtml({ data, pages, pagesHtml, live }: DocumentParts): string {
  const hash =
    live === null ? "" : ` script-src 'sha256-${createHash("sha256").update(live.script).digest("base64")}';`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';${hash} base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>Marketing report, data through ${escapeHtml(readableDay(data.asOf))}</title>`,
    `<style>:root{${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}@media print{:root{${variables(light)}}}\n${STYLE}</style></head>`,
    '<body><a class="skip" href="#main">Skip to the report</a><div class="shell">',
    sideHtml(data, pages),
    `<main id="main" tabindex="-1">${live === null ? "" : controlsHtml(data.range)}${pagesHtml.join("\n")}`,
    "<footer>Unknown numbers are shown as –, never as 0. Amounts in different currencies are never added up.</footer></main></div>",
    live === null
      ? ""
      : `<script type="application/octet-stream" id="data">${live.data}</script><script>${live.script}</script>`,
    "</body></html>\n",
  ].join("\n");
}

function sideHtml(data: ReportData, pages: readonly Page[]): string {
  const facts = [
    ["Data through", readableDay(data.asOf)],
    ["Run", data.runId],
    ...(data.generatedAt === null
      ? []
      : [["Written", `${readableDay(data.generatedAt)}, ${data.generatedAt.slice(11, 16)} UTC`]]),
  ];
  return [
    `<header class="side"><h1 class="brand">Marketing report<span>through ${escapeHtml(readableDay(data.asOf))}</span></h1>`,
    `<nav aria-label="Pages"><ul class="nav">${pages.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join("")}</ul></nav>`,
    `<dl class="facts">${facts.map(([term = "", value = ""]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>`,
    "</header>",
  ].join("");
}
