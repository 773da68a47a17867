import { z } from "zod";
import { AppError } from "../lib/errors.ts";
import { attribution } from "./manifest/attribution.ts";
import { budget } from "./manifest/budget.ts";
import { channels } from "./manifest/channels.ts";
import { type Chart, type ChartInput, chartSchema } from "./manifest/chart.ts";
import { explore } from "./manifest/explore.ts";
import { funnel } from "./manifest/funnel.ts";
import { health } from "./manifest/health.ts";
import { leads } from "./manifest/leads.ts";
import { mmm } from "./manifest/mmm.ts";
import { overview } from "./manifest/overview.ts";

/** Checks entries; throws AppError `bug` naming every fault, and every id that stands twice. */
export function parseManifest(entries: readonly ChartInput[]): readonly Chart[] {
  const parsed = z.array(chartSchema).safeParse(entries);
  if (!parsed.success) {
    throw new AppError(`the manifest of charts is wrong:\n${z.prettifyError(parsed.error)}`, {
      kind: "bug",
      where: "functions/report/manifest",
    });
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined)
    throw new AppError(`expected every chart id once, got "${twice}" twice`, {
      kind: "bug",
      where: "functions/report/manifest",
    });
  return parsed.data;
}

/** Every chart of the dashboards, page by page. */
export const manifest: readonly Chart[] = parseManifest([
  ...overview,
  ...channels,
  ...funnel,
  ...attribution,
  ...mmm,
  ...budget,
  ...explore,
  ...leads,
  ...health,
]);
