import type { ModelStatus } from "../data/report-data.ts";
import { escapeHtml } from "./escape.ts";
import { reasonText } from "./reason-text.ts";

const NAMES: Readonly<Record<string, string>> = {
  lead_score: "lead score",
  mmm: "media-mix model",
  budget: "budget recommendation",
};

/** What stands in the place of a refused model's numbers. */
const INSTEAD: Readonly<Record<string, string>> = {
  heuristic: "A documented heuristic is in use instead; its rows say so.",
  base_rate: "Nothing is ranked: every lead has the average rate.",
};

/** What a model's last run said, where it was not simply done: the reason in words, and what is used instead. */
export function modelBanner({ model, status, reason, detail, estimator }: ModelStatus): string {
  const isDone = status === "done";
  if (isDone && reason === null) return "";
  const name = escapeHtml(NAMES[model] ?? model.replaceAll("_", " "));
  const instead =
    INSTEAD[estimator ?? ""] ??
    "Nothing is estimated in its place; figures below, if any, are from the last run that was done.";
  return [
    `<div class="banner${isDone ? "" : " refused"}">`,
    `<p><strong>The ${name} was ${escapeHtml(isDone ? "done, with a reservation" : status)}.</strong> ${escapeHtml(reason === null ? "" : reasonText(reason))}</p>`,
    detail === null ? "" : `<p>${escapeHtml(detail)}</p>`,
    isDone ? "" : `<p>${instead}</p>`,
    "</div>",
  ].join("");
}
