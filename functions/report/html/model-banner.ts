import type { ModelStatus } from "../data/report-data.ts";
import { escapeHtml } from "./escape.ts";
import { reasonText } from "./reason-text.ts";

/** What a model's last run said, where it was not simply done: the reason in words, and what is used instead. */
export function modelBanner({ model, status, reason, estimator }: ModelStatus): string {
  if (status === "done" && reason === null && estimator !== "heuristic") return "";
  const name = escapeHtml(model.replaceAll("_", " "));
  const why = reason === null ? "" : ` ${escapeHtml(reasonText(reason))}`;
  if (status === "done")
    return `<div class="banner"><p><strong>The ${name} uses the estimator “${escapeHtml(estimator ?? "unknown")}”.</strong>${why}</p></div>`;
  const instead =
    estimator === "heuristic"
      ? "The documented heuristic is in use; its rows say so."
      : "Nothing is estimated in its place. Figures below, if any, are from the last run that was done.";
  return `<div class="banner refused"><p><strong>The ${name} was ${escapeHtml(status)}.</strong>${why}</p><p>${instead}</p></div>`;
}
