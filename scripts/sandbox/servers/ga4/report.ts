import type { WebMarket } from "../../market/web.ts";
import { addDays } from "../local-time.ts";
import type { DateRange } from "./date-ranges.ts";
import { METRICS } from "./metrics.ts";
import type { ReportRequest } from "./report-request.ts";
import { dimensionNames, type ReportRow } from "./report-rows.ts";

/** Why figures of a day are not exact, as the metadata say. The figures themselves stay as they are. */
export type Inexactness = "sampled" | "thresholded" | "other_row";

const SAMPLES_READ = 500_000;
const SAMPLING_SPACE = 1_200_000;

export interface ReportParts {
  readonly request: ReportRequest;
  readonly rows: readonly ReportRow[];
  readonly web: WebMarket;
  readonly inexact: (day: string) => readonly Inexactness[];
  readonly quota: object;
}

/** The answer as the API writes it: every value a text, and nothing that is false, empty or nought. */
export function reportBody({ request, rows, web, inexact, quota }: ReportParts): object {
  const page = rows.slice(request.offset, request.offset + request.limit);
  const dimensions = dimensionNames(request);
  return {
    ...(dimensions.length > 0 ? { dimensionHeaders: dimensions.map((name) => ({ name })) } : {}),
    ...(request.metrics.length > 0
      ? { metricHeaders: request.metrics.map((name) => ({ name, type: METRICS[name]?.type })) }
      : {}),
    ...(page.length > 0 ? { rows: page.map(rowBody) } : {}),
    ...(rows.length > 0 ? { rowCount: rows.length } : {}),
    metadata: { currencyCode: web.currencyCode, timeZone: web.timeZone, ...flags(request.ranges, inexact) },
    ...(request.returnsQuota ? { propertyQuota: quota } : {}),
    kind: "analyticsData#runReport",
  };
}

/** Tokens that a report costs: more days and fields, more tokens. */
export function tokensOf({ dimensions, metrics, ranges }: ReportRequest): number {
  const days = ranges.reduce((sum, range) => sum + daysOf(range).length, 0);
  return Math.max(1, Math.ceil((days * (dimensions.length + metrics.length)) / 30));
}

function rowBody({ dimensions, metrics }: ReportRow): object {
  return {
    ...(dimensions.length > 0 ? { dimensionValues: dimensions.map((value) => ({ value })) } : {}),
    ...(metrics.length > 0 ? { metricValues: metrics.map((value) => ({ value: String(value) })) } : {}),
  };
}

/** A flag holds for the whole answer if it holds for one of its days; sampling is told for each range. */
function flags(ranges: readonly DateRange[], inexact: ReportParts["inexact"]): object {
  const ofRanges = ranges.map((range) => new Set(daysOf(range).flatMap(inexact)));
  const isAny = (why: Inexactness): boolean => ofRanges.some((set) => set.has(why));
  return {
    ...(isAny("other_row") ? { dataLossFromOtherRow: true } : {}),
    ...(isAny("thresholded") ? { subjectToThresholding: true } : {}),
    ...(isAny("sampled")
      ? {
          samplingMetadatas: ofRanges.map((set) =>
            set.has("sampled")
              ? { samplesReadCount: String(SAMPLES_READ), samplingSpaceSize: String(SAMPLING_SPACE) }
              : {},
          ),
        }
      : {}),
  };
}

function daysOf({ from, to }: DateRange): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
