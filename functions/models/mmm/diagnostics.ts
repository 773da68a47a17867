import { sum } from "../numeric/columns.ts";
import type { ClassicModel } from "./classic.ts";
import type { TableRow } from "./table-rows.ts";

/** Rows of `models.mmm_diagnostics`: what was checked, and what was assumed because these data cannot check it. */
export function diagnosticRows(model: ClassicModel): TableRow[] {
  return [
    ...checks(model),
    ...model.warnings.map(({ reason, detail }) => row(reason, "warn", detail)),
    ...assumptions(model),
  ];
}

function checks({ panel, baseline, fit, adviceWithheld, performance, usesReportedPrior }: ClassicModel): TableRow[] {
  const share = sum(baseline) / sum(panel.kpi);
  const durbinWatson = performance.find(({ split }) => split === "all")?.metrics.durbinWatson ?? null;
  return [
    row(
      "optimum_reached",
      fit.kktResidual <= 1e-8 ? "ok" : "fail",
      "largest violation of the optimality conditions",
      fit.kktResidual,
      1e-8,
    ),
    row(
      "baseline_share",
      share > 1e-6 ? "ok" : "warn",
      "KPI share without advertising; 0 means the bound on media holds it up: advertising is credited with all there is",
      share,
      0,
    ),
    row(
      "held_out",
      adviceWithheld ? "fail" : "ok",
      adviceWithheld?.detail ?? "forecasts the held-out periods better than last season and than the calendar alone",
    ),
    row(
      "missing_media_rows",
      panel.missingMediaRows > 0 ? "warn" : "ok",
      "channel periods without a row, taken as no spend",
      panel.missingMediaRows,
      0,
    ),
    row(
      "related_errors",
      durbinWatson !== null && durbinWatson < 1 ? "warn" : "ok",
      "Durbin–Watson of the fit: towards 0 something lasting is missing",
      durbinWatson,
      1,
    ),
    row(
      "reported_prior",
      usesReportedPrior ? "warn" : "ok",
      usesReportedPrior
        ? "the KPI is the sum of the platforms' claims; the penalty pulls towards their split"
        : "the penalty pulls towards no effect",
    ),
  ];
}

function assumptions({ design }: ClassicModel): TableRow[] {
  const shapes = design.shapes.map(
    ({ channel, decay, scale }) => `${channel.name}: decay ${decay}, q ${scale?.toPrecision(4) ?? "none"}`,
  );
  return [
    row("decay_shape", "assumed", `carry-over and saturation are given, not estimated; ${shapes.join("; ")}`),
    row("stable_effects", "assumed", "a channel works the same over the whole window"),
    row(
      "no_other_shocks",
      "assumed",
      "nothing outside the listed controls and holidays moved the KPI together with spend; a lift test would tell",
    ),
    row("channels_act_apart", "assumed", "no channel makes another work better or worse"),
    row("penalty_bias", "assumed", "intervals show the noise, not what the penalty shrinks"),
  ];
}

function row(
  check: string,
  status: string,
  detail: string,
  value: number | null = null,
  threshold: number | null = null,
): TableRow {
  return { check_name: check, value, threshold, status, detail };
}
