import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const DAY = { run_id: "nightly:2026-02-10", logical_date: "2026-02-10", execution_id: "e1" };
const TRACE = "0af7651916cd43dd8448eb211c80319c";
/** Invented secrets that no line may hold. */
const CANARIES = ["canary-token-5d1f", "canary-pepper-77aa"];

const line = z.looseObject({
  severity: z.enum(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
  message: z.string().min(1),
  time: z.iso.datetime(),
  event: z.string().regex(/^[a-z_]+(\.[a-z_]+)*$/),
});

let child: ChildProcess | undefined;
afterEach(() => void child?.kill("SIGKILL"));

/** A CRM that refuses every token, and is careless enough to repeat it. */
let crm: Server;
let crmUrl: string;
beforeAll(async () => {
  crm = createHttpServer((request, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    const message = `The token ${request.headers.authorization} is not valid`;
    response.end(JSON.stringify({ status: "error", category: "INVALID_AUTHENTICATION", message }));
  });
  await new Promise<void>((resolve) => crm.listen(0, "127.0.0.1", resolve));
  crmUrl = `http://127.0.0.1:${portOf(crm)}`;
});
afterAll(() => void crm.close());

/** A function as a container runs it: the framework's own command, told by its environment what to be. */
async function start(target: string, folder: string) {
  const index = pathToFileURL(join(process.cwd(), "functions/index.ts")).href;
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", main: "index.js" }));
  await writeFile(join(folder, "index.js"), `import "${index}";\n`);
  await writeFile(
    join(folder, "settings.yaml"),
    `sources:\n  hubspot:\n    access_token: env:HUBSPOT\n    base_url: ${crmUrl}\nprivacy:\n  pepper: env:PEPPER\n`,
  );
  const port = await freePort();
  const framework = join(process.cwd(), "node_modules/@google-cloud/functions-framework/build/src/main.js");
  const started = spawn(process.execPath, [framework, "--source", folder, "--port", String(port)], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      FUNCTION_TARGET: target,
      GOOGLE_CLOUD_PROJECT: "acme-marketing",
      MARKETING_WAREHOUSE_SETTINGS: join(folder, "settings.yaml"),
      MARKETING_WAREHOUSE_DATA_DIR: join(folder, "data"),
      HUBSPOT: CANARIES[0],
      PEPPER: CANARIES[1],
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child = started;
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  started.stdout.on("data", (part: Buffer) => out.push(part));
  started.stderr.on("data", (part: Buffer) => errors.push(part));
  const url = `http://127.0.0.1:${port}/`;
  await expect
    .poll(
      () =>
        fetch(url).then(
          ({ status }) => status,
          () => `not yet ${Buffer.concat(errors)}`,
        ),
      { timeout: 30_000 },
    )
    .toBe(405);
  return { url, lines: () => Buffer.concat(out).toString("utf8").trimEnd().split("\n") };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a server that listens");
  return address.port;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "function-"));
}

function post(url: string, step: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
    body: JSON.stringify({ ...DAY, step }),
  });
}

describe("a deployed function", () => {
  it("is the same source told by FUNCTION_TARGET, and logs one JSON line an event under the request's trace", async () => {
    const { url, lines } = await start("transform", await newFolder());
    expect([(await post(url, "mmm")).status, (await post(url, "open")).status]).toEqual([400, 200]);
    await expect.poll(() => lines().at(-1)).toContain('"step.ended"');
    const [ended] = lines().map((text) => line.parse(JSON.parse(text)));
    expect(ended).toMatchObject({
      event: "step.ended",
      step: "open",
      status: "done",
      "logging.googleapis.com/trace": `projects/acme-marketing/traces/${TRACE}`,
    });
    for (const text of lines()) for (const canary of CANARIES) expect(text).not.toContain(canary);
  });

  it("whose source refuses the token answers 422, and neither logs nor tells the token, whatever the source repeats", async () => {
    const folder = await newFolder();
    const opener = await start("transform", folder);
    expect((await post(opener.url, "open")).status).toBe(200);
    const gone = new Promise((resolve) => child?.once("exit", resolve));
    child?.kill("SIGKILL");
    await gone;
    const { url, lines } = await start("ingest", folder);
    const reply = await post(url, "ingest_hubspot");
    const body = await reply.text();
    expect([reply.status, JSON.parse(body)]).toMatchObject([422, { status: "failed", error_kind: "auth" }]);
    await expect.poll(() => lines().at(-1)).toContain('"step.ended"');
    for (const text of lines()) line.parse(JSON.parse(text));
    for (const text of [...lines(), body]) for (const canary of CANARIES) expect(text).not.toContain(canary);
  });
});
