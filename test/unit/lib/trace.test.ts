import { describe, expect, it } from "vitest";
import { readTrace, traceFields } from "../../../functions/lib/trace.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";

function read(headers: Readonly<Record<string, string>>) {
  return readTrace((name) => headers[name]);
}

describe("the trace of a request", () => {
  it("is read from traceparent, with its flag for sampling", () => {
    expect(read({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` })).toEqual({
      traceId: TRACE,
      spanId: "b7ad6b7169203331",
      isSampled: true,
    });
    expect(read({ traceparent: `00-${TRACE}-b7ad6b7169203331-00` })?.isSampled).toBe(false);
  });

  it("is read from X-Cloud-Trace-Context otherwise, whose span is decimal", () => {
    expect(read({ "x-cloud-trace-context": `${TRACE}/255;o=1` })).toEqual({
      traceId: TRACE,
      spanId: "00000000000000ff",
      isSampled: true,
    });
    expect(read({ "x-cloud-trace-context": `${TRACE}/18446744073709551615` })).toMatchObject({
      spanId: "ffffffffffffffff",
      isSampled: false,
    });
  });

  it("is that of traceparent where both are there", () => {
    const other = TRACE.replaceAll("0", "1");
    const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, "x-cloud-trace-context": `${other}/1` };
    expect(read(headers)?.traceId).toBe(TRACE);
  });

  it.each([{}, { traceparent: "00-xyz" }, { "x-cloud-trace-context": "a/b" }])("is unknown in %j", (headers) => {
    expect(read(headers as Readonly<Record<string, string>>)).toBeNull();
  });

  it("is named in the fields by which Cloud Logging groups lines", () => {
    expect(traceFields({ traceId: TRACE, spanId: "00000000000000ff", isSampled: true }, "p1")).toEqual({
      "logging.googleapis.com/trace": `projects/p1/traces/${TRACE}`,
      "logging.googleapis.com/spanId": "00000000000000ff",
      "logging.googleapis.com/trace_sampled": true,
    });
  });
});
