import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../../../../functions/lib/clock.ts";
import { googleProject } from "../../../../functions/sources/google-auth/project.ts";
import { createGoogleToken } from "../../../../functions/sources/google-auth/token.ts";

const NOW = "2026-11-25T12:00:00Z";
const SECRETS: Readonly<Record<string, string>> = { S: "GOCSPX-planted", R: "1//0planted-refresh-token-of-a-test" };
const CLIENT = { client_id: "77-a.apps.googleusercontent.com", client_secret: "env:S", refresh_token: "env:R" };
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = {
  type: "service_account",
  project_id: "velo-project",
  client_email: "reader@velo-project.iam.gserviceaccount.com",
  private_key_id: "k1",
  private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "google-auth-"));
});
afterAll(() => rm(folder, { recursive: true }));

let close = async (): Promise<void> => {};
afterEach(() => close());

async function signIn(
  settings: object,
  answer: (response: ServerResponse, count: number) => void = (response, count) =>
    response.end(JSON.stringify({ access_token: `token-${count}`, expires_in: 3600 })),
) {
  const forms: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      forms.push(new URLSearchParams(body));
      answer(response, forms.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => new Promise((resolve) => server.close(() => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  let clock = fixedClock(NOW);
  const tokens = createGoogleToken({ token_url: url, ...settings }, "scope-a", {
    clock: { now: () => clock.now() },
    sleep: async () => {},
    random: () => 0.5,
    secret: (reference) => SECRETS[reference.slice("env:".length)] ?? "",
    pepperHex: "",
  });
  const token = () => tokens.token(new AbortController().signal);
  return {
    token,
    forms,
    url,
    setNow: (at: string) => {
      clock = fixedClock(at);
    },
  };
}

async function keyFile(content: object | string): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

describe("a refresh token", () => {
  it("buys an access token, kept until a minute before it runs out", async () => {
    const { token, forms, setNow } = await signIn(CLIENT);
    expect(await token()).toBe("token-1");
    setNow("2026-11-25T12:58:59Z");
    expect(await token()).toBe("token-1");
    setNow("2026-11-25T12:59:00Z");
    expect(await token()).toBe("token-2");
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: "refresh_token",
      client_id: "77-a.apps.googleusercontent.com",
      client_secret: SECRETS.S,
      refresh_token: SECRETS.R,
    });
  });

  it.each([
    [
      400,
      '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}',
      "auth",
      "refresh_token",
    ],
    [401, '{"error":"invalid_client"}', "auth", "client_secret"],
    [403, '{"error":"access_denied"}', "auth", "client_id"],
    [403, "<html></html>", "auth", "client_id"],
    [429, "", "transient", ""],
    [503, "", "transient", ""],
  ])("that is answered %i %s is an error of kind %s", async (status, body, kind, fix) => {
    const { token, forms } = await signIn(CLIENT, (response) => response.writeHead(status).end(body));
    const error = await token().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, status });
    expect((error as { readonly fix?: string }).fix ?? "").toContain(fix);
    expect(forms).toHaveLength(1);
  });

  it.each([
    "",
    "<html>",
    "{}",
    '{"access_token":"planted-access-token"}',
    '{"access_token":5,"expires_in":"x"}',
  ])("that is answered 200 with %j is tried again later", async (body) => {
    const { token } = await signIn(CLIENT, (response) => response.end(body));
    const error = await token().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "transient" });
    expect(inspect(error, { depth: 9 })).not.toContain("planted-access-token");
  });

  it("is repeated by no error, even where the endpoint repeats it", async () => {
    const echo = { error: "invalid_grant", error_description: `${SECRETS.S} ${SECRETS.R}` };
    const { token } = await signIn(CLIENT, (response) => response.writeHead(400).end(JSON.stringify(echo)));
    const text = inspect(await token().catch((thrown: unknown) => thrown), { depth: 9, showHidden: true });
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  });
});

describe("a service account", () => {
  it("signs a statement for the scope, good for an hour, that its public key proves", async () => {
    const { token, forms, url } = await signIn({ service_account_file: await keyFile(KEY) });
    expect(await token()).toBe("token-1");
    const assertion = forms[0]?.get("assertion") ?? "";
    const [head = "", claims = "", signature = ""] = assertion.split(".");
    const decode = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    expect(forms[0]?.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    expect(decode(head)).toEqual({ alg: "RS256", typ: "JWT", kid: "k1" });
    const issuedAt = Date.parse(NOW) / 1000;
    expect(decode(claims)).toEqual({
      iss: KEY.client_email,
      scope: "scope-a",
      aud: url,
      iat: issuedAt,
      exp: issuedAt + 3600,
    });
    const isProven = verify(
      "RSA-SHA256",
      Buffer.from(`${head}.${claims}`),
      createPublicKey(publicKey.export({ type: "spki", format: "pem" })),
      Buffer.from(signature, "base64url"),
    );
    expect(isProven).toBe(true);
  });

  it.each([
    ["that is no JSON", `{"private_key": "${"planted-key"}`],
    ["of another kind", { ...KEY, type: "authorized_user" }],
    ["without a key", { ...KEY, private_key: undefined }],
    ["with a key that signs nothing", { ...KEY, private_key: "-----BEGIN PRIVATE KEY-----\nplanted-key\n" }],
  ])("with a file %s is an error of settings without its content", async (_, content) => {
    const { token } = await signIn({ service_account_file: await keyFile(content) });
    const error = await token().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "settings", fix: expect.stringContaining("service_account_file") });
    const text = inspect(error, { depth: 9 });
    expect(text).not.toContain("planted-key");
    expect(text).not.toContain("BEGIN");
  });

  it("without its file is an error of settings that names the file", async () => {
    const { token } = await signIn({ service_account_file: join(folder, "missing.json") });
    await expect(token()).rejects.toMatchObject({ kind: "settings", where: expect.stringContaining("missing.json") });
  });
});

describe("the Cloud project", () => {
  const secret = (): string => "88-b.apps.googleusercontent.com";

  it("is the number that a client id begins with, or the project of the key", async () => {
    expect(await googleProject(CLIENT, secret)).toBe("77");
    expect(await googleProject({ ...CLIENT, client_id: "env:ID" }, secret)).toBe("88");
    expect(await googleProject({ service_account_file: await keyFile(KEY) }, secret)).toBe("velo-project");
  });
});
