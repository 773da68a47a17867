/** The trace that a request belongs to, as its headers name it. */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly isSampled: boolean;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/;
const CLOUD_TRACE = /^([0-9a-f]{32})\/(\d{1,20})(?:;o=([01]))?/;

/** Reads `traceparent` (W3C), else `X-Cloud-Trace-Context`; null where neither names a trace. */
export function readTrace(header: (name: string) => string | undefined): Trace | null {
  const [, w3cTrace, w3cSpan, flags] = TRACEPARENT.exec(header("traceparent") ?? "") ?? [];
  if (w3cTrace !== undefined && w3cSpan !== undefined && flags !== undefined) {
    return { traceId: w3cTrace, spanId: w3cSpan, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
  }
  const [, traceId, span, sampled] = CLOUD_TRACE.exec(header("x-cloud-trace-context") ?? "") ?? [];
  if (traceId === undefined || span === undefined) return null;
  // The older header counts spans in decimal, logs want 16 hex digits.
  return {
    traceId,
    spanId: BigInt.asUintN(64, BigInt(span)).toString(16).padStart(16, "0"),
    isSampled: sampled === "1",
  };
}

/** The fields by which Cloud Logging shows a line under its trace. */
export function traceFields(trace: Trace, projectId: string): Readonly<Record<string, unknown>> {
  return {
    "logging.googleapis.com/trace": `projects/${projectId}/traces/${trace.traceId}`,
    "logging.googleapis.com/spanId": trace.spanId,
    "logging.googleapis.com/trace_sampled": trace.isSampled,
  };
}
