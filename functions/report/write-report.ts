import { clientScript } from "./client-script.ts";
import { gatherReport } from "./data/gather.ts";
import type { ReportQuery } from "./data/report-query.ts";
import { manifest } from "./manifest.ts";
import { renderReport } from "./render-report.ts";

export interface ReportInput {
  /** Reads the warehouse; GoogleSQL. */
  readonly query: ReportQuery;
  /** Last day of data, `2026-01-31`; all ranges count back from it. */
  readonly asOf: string;
  readonly runId: string;
  /** When the report is written, an ISO instant; left out, the same data give the same bytes on any day. */
  readonly generatedAt?: string;
  /** Without the script: no tooltips and no controls, a third of the size. */
  readonly isStatic?: boolean;
}

/**
 * The whole report as one HTML text that loads nothing. Same rows and same input, same bytes. Throws the query's error
 * where a view is missing.
 */
export async function buildReport(input: ReportInput): Promise<string> {
  const data = await gatherReport({
    query: input.query,
    charts: manifest,
    asOf: input.asOf,
    runId: input.runId,
    generatedAt: input.generatedAt ?? null,
  });
  return renderReport(data, input.isStatic === true ? null : await clientScript());
}
