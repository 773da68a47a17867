import { AppError } from "../../lib/errors.ts";
import type { Http } from "../../lib/http/http.ts";
import { failure } from "../../lib/http/transport.ts";
import { jsonOrNull } from "../json-or-null.ts";
import { ga4Error } from "./errors.ts";
import { type ReportAnswer, reportSchema } from "./schema.ts";

export interface ReportRequest {
  readonly propertyId: string;
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  readonly day: string;
  readonly limit: number;
  readonly offset: number;
  readonly signal: AbortSignal;
}

export interface Ga4Api {
  /** One page of a report of one day. */
  runReport(request: ReportRequest): Promise<ReportAnswer>;
}

/** `runReport` of the Data API, v1beta. */
export function createGa4Api(http: Http, baseUrl: string, nowMs: () => number): Ga4Api {
  return {
    runReport: async ({ propertyId, dimensions, metrics, day, limit, offset, signal }) => {
      if (!/^\d{1,15}$/.test(propertyId))
        throw new AppError(`expected the digits of a property, got "${propertyId.slice(0, 20)}"`, { kind: "bug" });
      const url = `${baseUrl.replace(/\/+$/, "")}/v1beta/properties/${propertyId}:runReport`;
      const body = JSON.stringify({
        dateRanges: [{ startDate: day, endDate: day }],
        dimensions: dimensions.map((name) => ({ name })),
        metrics: metrics.map((name) => ({ name })),
        // Pages of an order that the API chooses could overlap.
        orderBys: dimensions.map((dimensionName) => ({ dimension: { dimensionName } })),
        limit: String(limit),
        offset: String(offset),
        returnPropertyQuota: true,
      });
      const headers = { "content-type": "application/json" };
      const { text } = await http.text({ method: "POST", url, headers, body, signal }).catch((error: unknown) => {
        throw ga4Error(error, nowMs());
      });
      const parsed = reportSchema.safeParse(jsonOrNull(text));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      const place = issue?.path.join(".") || "the answer";
      throw failure("cut", new URL(url), `expected a report, got another answer at ${place}`);
    },
  };
}
