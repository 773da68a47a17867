import { failure } from "../../lib/http/transport.ts";
import { dayNumber, dayText } from "../../lib/instants.ts";
import type { SourceBatch } from "../source.ts";
import { GoogleAdsError } from "./errors.ts";
import { type ReportCall, readQuery } from "./report.ts";

/** Most days of one query, by account and report, as the API has taught. Lasts as long as the source. */
export type DayLimits = Map<string, number>;

/**
 * Rows of all days from `from` to `to`, in as few queries as the API bears: it refuses ranges that are too much work (EXCESSIVE_…), and
 * those are halved until they pass. One day that is still too much is thrown.
 */
export async function* readDays(
  call: ReportCall,
  range: { readonly from: string; readonly to: string; readonly chunkDays: number },
  limits: DayLimits,
): AsyncGenerator<SourceBatch> {
  const key = `${call.account.accountId}/${call.report.table}`;
  const last = dayNumber(range.to);
  let first = dayNumber(range.from);
  while (first <= last) {
    const end = Math.min(last, first + Math.min(limits.get(key) ?? range.chunkDays, range.chunkDays) - 1);
    let isBegun = false;
    try {
      for await (const batch of readQuery(call, [{ field: "segments.date", from: dayText(first), to: dayText(end) }])) {
        isBegun = true;
        yield batch;
      }
    } catch (error) {
      const days = end - first + 1;
      if (!(error instanceof GoogleAdsError && error.refuses === "range") || days === 1) throw error;
      limits.set(key, Math.ceil(days / 2));
      if (isBegun) throw begunAnew(error);
      continue;
    }
    first = end + 1;
  }
}

/** Rows of the range were already given: only reading from the start, now with shorter ranges, gives each once. */
function begunAnew(error: GoogleAdsError): Error {
  return failure("cut", new URL(error.where ?? ""), `${error.message}; tried again with fewer days a query`, error);
}
