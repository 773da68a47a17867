import { describe, expect, onTestFinished, test } from "vitest";
import type { Fault, FaultContext } from "../../../../scripts/sandbox/servers/faults.ts";
import { type SandboxServer, serve, type Vendor } from "../../../../scripts/sandbox/servers/serve.ts";

const TEXT = JSON.stringify({ text: "ä".repeat(1000) });
const echo: Vendor = {
  name: "echo",
  describe: ({ url }) => ({ operation: url.pathname.slice(1), accountId: url.searchParams.get("account") }),
  answer: (request, fault) => ({
    status: 200,
    headers: { "x-fault": String(fault) },
    body: request.url.pathname === "/pieces" ? [TEXT.slice(0, 10), TEXT.slice(10)] : TEXT,
  }),
  knownFaults: { read: ["throttle"] },
};

async function serving(
  faults?: (context: FaultContext) => Fault | null,
  vendor: Vendor = echo,
): Promise<SandboxServer> {
  const server = await serve(vendor, { nowMs: () => 0, ...(faults ? { faults } : {}) });
  onTestFinished(() => server.close().catch(() => undefined));
  return server;
}

describe("a sandbox server", () => {
  test("answers text at once and in pieces alike", async () => {
    const { url } = await serving();
    expect(await (await fetch(`${url}/read`)).text()).toBe(TEXT);
    expect(await (await fetch(`${url}/pieces`)).text()).toBe(TEXT);
  });

  test("tells the plan what is asked", async () => {
    const seen: FaultContext[] = [];
    const { url } = await serving((context) => {
      seen.push(context);
      return null;
    });
    await fetch(`${url}/read?account=1`, { method: "POST", body: "x=1" });
    await fetch(`${url}/read`);
    expect(seen).toEqual([
      {
        vendor: "echo",
        operation: "read",
        accountId: "1",
        requestNumber: 0,
        url: `${url}/read?account=1`,
        body: "x=1",
      },
      { vendor: "echo", operation: "read", accountId: null, requestNumber: 1, url: `${url}/read`, body: "" },
    ]);
  });

  test("hands a vendor's own fault to the vendor", async () => {
    const { url, close } = await serving(() => "throttle");
    expect((await fetch(`${url}/read`)).headers.get("x-fault")).toBe("throttle");
    await expect(close()).resolves.toBeUndefined();
  });

  test.each([
    ["server_error_html", 502, "text/html"],
    ["server_error_empty", 503, null],
  ] as const)("breaks with %s", async (fault, status, type) => {
    const { url } = await serving(() => fault);
    const reply = await fetch(`${url}/read`);
    expect([reply.status, reply.headers.get("content-type")]).toEqual([status, type]);
  });

  test("breaks before the answer with reset", async () => {
    const { url } = await serving(() => "reset");
    await expect(fetch(`${url}/read`)).rejects.toThrow("fetch failed");
  });

  test.each(["cut", "reset_body"] as const)("breaks in the middle of the body with %s", async (fault) => {
    const { url } = await serving(() => fault);
    const reply = await fetch(`${url}/read`);
    expect([reply.status, Number(reply.headers.get("content-length"))]).toEqual([200, Buffer.byteLength(TEXT)]);
    await expect(reply.text()).rejects.toThrow();
  });

  test("says nothing at all with hang, and ends when the server is closed", async () => {
    const { url, close } = await serving(() => "hang");
    const reply = fetch(`${url}/read`);
    const settled = reply.then(
      () => "answered",
      () => "failed",
    );
    expect(await Promise.race([settled, new Promise((resolve) => setImmediate(resolve, "silent"))])).toBe("silent");
    await close();
    expect(await settled).toBe("failed");
  });

  test("falls silent after half of the body with stall", async () => {
    const { url, close } = await serving(() => "stall");
    const reader = (await fetch(`${url}/read`)).body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBe(Math.floor(Buffer.byteLength(TEXT) / 2));
    const rest = reader?.read().then(
      () => "answered",
      () => "failed",
    );
    await close();
    expect(await rest).toBe("failed");
  });

  test("does not let a test believe in a fault that the vendor does not know", async () => {
    const { url, close } = await serving(() => "job_failed");
    const reply = await fetch(`${url}/read`);
    expect(reply.status).toBe(500);
    await expect(close()).rejects.toThrow("expected a fault that echo knows for read (server_error_html");
  });

  test("does not hide what breaks inside it: not before the answer, not in the middle", async () => {
    function* pieces(): Iterable<string> {
      yield "[1,";
      throw new Error("broken inside");
    }
    const { url, close } = await serving(undefined, {
      ...echo,
      answer: ({ url: { pathname } }) => {
        if (pathname === "/read") throw new Error("broken before");
        return { status: 200, body: pieces() };
      },
    });
    expect((await fetch(`${url}/read`)).status).toBe(500);
    await expect(fetch(`${url}/pieces`).then((reply) => reply.text())).rejects.toThrow();
    await expect(close()).rejects.toThrow(/broken before[\s\S]*broken inside/);
  });

  test("is not troubled by a client that goes away", async () => {
    const { url, close } = await serving(() => "hang");
    const going = new AbortController();
    const reply = fetch(`${url}/read`, { signal: going.signal });
    going.abort();
    await expect(reply).rejects.toThrow();
    await expect(close()).resolves.toBeUndefined();
  });
});
