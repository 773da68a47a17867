import { AppError } from "../../lib/errors.ts";
import type { Http, HttpRequest } from "../../lib/http/http.ts";
import { DEFAULT_RETRY, nextDelayMs } from "../../lib/http/retry.ts";
import { failure } from "../../lib/http/transport.ts";
import { jsonOrNull } from "../json-or-null.ts";
import type { SourceDependencies } from "../source.ts";
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

export interface Ga4ApiOptions extends Pick<SourceDependencies, "clock" | "sleep" | "random"> {
  readonly http: Http;
  readonly baseUrl: string;
}

/** `runReport` of the Data API, v1beta. */
export function createGa4Api({ http, baseUrl, clock, sleep, random }: Ga4ApiOptions): Ga4Api {
  const root = `${baseUrl.replace(/\/+$/, "")}/v1beta/properties`;
  const answerTo = async (request: HttpRequest): Promise<unknown> => {
    const { text } = await http.text(request).catch((error: unknown) => {
      throw ga4Error(error, clock.now().getTime());
    });
    return jsonOrNull(text);
  };
  return {
    runReport: async ({ propertyId, signal, ...report }) => {
      if (!/^\d{1,15}$/.test(propertyId))
        throw new AppError(`expected the digits of a property, got "${propertyId.slice(0, 20)}"`, { kind: "bug" });
      const url = `${root}/${propertyId}:runReport`;
      const headers = { "content-type": "application/json" };
      const request = { method: "POST", url, headers, body: bodyOf(report), signal } as const;
      for (let attempt = 1; ; attempt += 1) {
        const parsed = reportSchema.safeParse(await answerTo(request));
        if (parsed.success) return parsed.data;
        const place = parsed.error.issues[0]?.path.join(".") || "the answer";
        // A success in name only, half an answer for one: as passing as a connection that breaks.
        const error = failure("cut", new URL(url), `expected a report, got something else at ${place}`);
        const delayMs = nextDelayMs(error, attempt, DEFAULT_RETRY, random);
        if (delayMs === null) throw error;
        await sleep(delayMs, signal);
      }
    },
  };
}

function bodyOf({ dimensions, metrics, day, limit, offset }: Omit<ReportRequest, "propertyId" | "signal">): string {
  return JSON.stringify({
    dateRanges: [{ startDate: day, endDate: day }],
    dimensions: dimensions.map((name) => ({ name })),
    metrics: metrics.map((name) => ({ name })),
    // Pages of an order that the API chooses could overlap.
    orderBys: dimensions.map((dimensionName) => ({ dimension: { dimensionName } })),
    limit: String(limit),
    offset: String(offset),
    returnPropertyQuota: true,
  });
}
