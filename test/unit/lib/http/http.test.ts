import { constants, createGzip, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../../../functions/lib/clock.ts";
import { createHttp, type HttpOptions } from "../../../../functions/lib/http/http.ts";
import type { HttpError } from "../../../../functions/lib/http/http-error.ts";
import { cachedToken } from "../../../../functions/lib/http/token-source.ts";
import { type LocalServer, localServer } from "./local-server.ts";

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function client(
  url: string,
  more: Partial<HttpOptions> = {},
): { http: ReturnType<typeof createHttp>; waits: number[] } {
  const waits: number[] = [];
  const http = createHttp({
    rules: { hosts: [new URL(url).hostname], allowLoopback: true },
    clock: fixedClock("2026-01-31T00:00:00Z"),
    sleep: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    ...more,
  });
  return { http, waits };
}

async function failureOf(work: Promise<unknown>): Promise<HttpError> {
  try {
    await work;
  } catch (error) {
    return error as HttpError;
  }
  throw new Error("expected a failure, got an answer");
}

describe("retries", () => {
  it("tries a 503 again with half of a doubling limit, then gives the answer", async () => {
    server = await localServer((_request, response, count) =>
      count < 4 ? response.writeHead(503).end("<html>") : response.end("fine"),
    );
    const { http, waits } = client(server.url);
    expect((await http.text({ url: server.url })).text).toBe("fine");
    expect(waits).toEqual([250, 500, 1000]);
  });

  it("waits as long as Retry-After says, in seconds and as a date", async () => {
    server = await localServer((_request, response, count) => {
      if (count === 1) response.writeHead(429, { "retry-after": "7" }).end();
      else if (count === 2) response.writeHead(503, { "retry-after": "Sat, 31 Jan 2026 00:00:09 GMT" }).end();
      else response.end("fine");
    });
    const { http, waits } = client(server.url);
    await http.text({ url: server.url });
    expect(waits).toEqual([7000, 9000]);
  });

  it("takes a long Retry-After of a 429 for a spent quota, given up at once; a server that is down has none", async () => {
    server = await localServer((request, response) =>
      response.writeHead(request.url === "/down" ? 503 : 429, { "retry-after": "3600" }).end(),
    );
    const { http, waits } = client(server.url);
    const spent = await failureOf(http.text({ url: server.url }));
    expect([spent.kind, spent.retryAfterMs]).toEqual(["quota", 3_600_000]);
    expect((await failureOf(http.text({ url: `${server.url}/down` }))).kind).toBe("transient");
    expect([server.requests.length, waits]).toEqual([2, []]);
  });

  it("stops after five tries and never tries again what no time cures", async () => {
    server = await localServer((request, response) => response.writeHead(request.url === "/400" ? 400 : 500).end("{}"));
    const { http } = client(server.url);
    expect((await failureOf(http.text({ url: `${server.url}/500` }))).kind).toBe("transient");
    expect(server.requests).toHaveLength(5);
    expect((await failureOf(http.text({ url: `${server.url}/400` }))).kind).toBe("settings");
    expect(server.requests).toHaveLength(6);
  });

  it("lets the source decide by the body", async () => {
    server = await localServer((_request, response) => response.writeHead(403).end('{"reason":"dailyLimit"}'));
    const { http } = client(server.url, {
      classify: ({ bodyText }) =>
        bodyText?.includes("dailyLimit") ? { kind: "quota", retryAfterMs: 3_600_000 } : undefined,
    });
    const error = await failureOf(http.text({ url: server.url }));
    expect([error.kind, error.retryAfterMs]).toEqual(["quota", 3_600_000]);
  });
});

describe("broken connections", () => {
  it("reads again after a body that was cut, and never takes half for whole", async () => {
    server = await localServer((_request, response, count) => {
      response.writeHead(200, { "content-length": "10" });
      if (count === 1) response.write("half!", () => response.destroy());
      else response.end("whole body");
    });
    const { http } = client(server.url);
    expect((await http.text({ url: server.url })).text).toBe("whole body");
    expect(server.requests).toHaveLength(2);
  });

  it("throws to the reader of a stream where the body is cut", async () => {
    server = await localServer((_request, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      response.write("[1,", () => response.destroy());
    });
    const { http } = client(server.url);
    const { body } = await http.stream({ url: server.url });
    const error = await failureOf(Array.fromAsync(body));
    expect([error.failure, error.kind]).toEqual(["cut", "transient"]);
  });

  it("gives up a server that says nothing, by idle and by total time", async () => {
    server = await localServer(() => {});
    const once = { attempts: 1, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 };
    expect(
      (await failureOf(client(server.url, { idleTimeoutMs: 50, retry: once }).http.text({ url: server.url }))).failure,
    ).toBe("idle");
    expect(
      (await failureOf(client(server.url, { totalTimeoutMs: 50, retry: once }).http.text({ url: server.url }))).failure,
    ).toBe("timeout");
  });

  it("gives up a stream that never ends, plain or compressed, though a byte comes now and then", async () => {
    for (const encoding of ["identity", "gzip"]) {
      const timers: NodeJS.Timeout[] = [];
      server = await localServer((_request, response) => {
        response.writeHead(200, { "content-encoding": encoding });
        const zip = createGzip({ flush: constants.Z_SYNC_FLUSH });
        if (encoding === "gzip") zip.pipe(response);
        timers.push(setInterval(() => (encoding === "gzip" ? zip : response).write("x"), 10));
      });
      const { http } = client(server.url, { totalTimeoutMs: 150 });
      const { body } = await http.stream({ url: server.url });
      expect((await failureOf(Array.fromAsync(body))).failure, encoding).toBe("timeout");
      for (const timer of timers) clearInterval(timer);
      await server.close();
    }
  });

  it("decompresses what the server compressed", async () => {
    server = await localServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("zipped")),
    );
    expect((await client(server.url).http.text({ url: server.url })).text).toBe("zipped");
  });
});

describe("tokens", () => {
  it("renews a refused token once, shared by all who were refused, and gives up on the second 401", async () => {
    let renewals = 0;
    const auth = cachedToken(
      async () => ({ token: `t${++renewals}`, expiresAtMs: Number.POSITIVE_INFINITY }),
      () => 0,
    );
    server = await localServer((request, response) => {
      const isGood = request.headers.authorization === "Bearer t2" && request.url !== "/never";
      response.writeHead(isGood ? 200 : 401).end();
    });
    const { http } = client(server.url, { auth });
    const answers = await Promise.all([1, 2, 3].map(() => http.text({ url: server?.url ?? "" })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(renewals).toBe(2);
    const error = await failureOf(http.text({ url: `${server.url}/never` }));
    expect([error.kind, error.status, renewals]).toEqual(["auth", 401, 3]);
  });

  it("sends no token to another origin after a redirect", async () => {
    const other = await localServer((request, response) => response.end(String(request.headers.authorization)));
    server = await localServer((_request, response) => response.writeHead(302, { location: other.url }).end());
    const auth = cachedToken(
      async () => ({ token: "secret", expiresAtMs: Number.POSITIVE_INFINITY }),
      () => 0,
    );
    expect((await client(server.url, { auth }).http.text({ url: server.url })).text).toBe("undefined");
    await other.close();
  });
});
