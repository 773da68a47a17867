import { afterEach, describe, expect, it } from "vitest";
import { type AdsServer, adsServer, refusal, stream } from "./ads-server.ts";
import { testSource } from "./reading.ts";

let server: AdsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Client {
  readonly id: string;
  readonly level?: string;
  readonly manager?: boolean;
  readonly status?: string;
  readonly descriptiveName?: string;
}

/** Trees by root; a root without a tree is refused. */
async function discover(trees: Readonly<Record<string, readonly Client[] | object>>, settings: object = {}) {
  server = await adsServer((request, response) => {
    if (request.path === "/v25/customers:listAccessibleCustomers") {
      response.end(JSON.stringify({ resourceNames: Object.keys(trees).map((id) => `customers/${id}`) }));
      return;
    }
    const tree = trees[/customers\/(\d+)/.exec(request.path)?.[1] ?? ""] ?? [];
    if (!Array.isArray(tree)) {
      response.writeHead(403).end(JSON.stringify([tree]));
      return;
    }
    const rows = (tree as readonly Client[]).map((client) => ({
      customerClient: { level: "1", status: "ENABLED", currencyCode: "EUR", timeZone: "Europe/Berlin", ...client },
    }));
    response.end(stream(request.query, rows));
  });
  return testSource(server.url, settings).source.discover(new AbortController().signal);
}

const MANAGER = { id: "9876543210", level: "0", manager: true };
const DENIED = refusal(403, { authorizationError: "USER_PERMISSION_DENIED" });

describe("accounts", () => {
  it("are the clients below each root, managers left out, each once", async () => {
    const accounts = await discover({
      "9876543210": [
        MANAGER,
        { id: "1111111111", descriptiveName: "One" },
        { id: "8888888888", manager: true },
        { id: "2222222222", level: "2" },
      ],
      "2222222222": [{ id: "2222222222", level: "0" }],
    });
    const common = { currencyCode: "EUR", timeZone: "Europe/Berlin", problem: null };
    expect(accounts).toEqual([
      { ...common, accountId: "2222222222", name: null, via: null },
      { ...common, accountId: "1111111111", name: "One", via: "9876543210" },
    ]);
    expect(server?.requests.map(({ headers }) => headers["login-customer-id"])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("that the credential reaches itself go through no manager", async () => {
    expect(await discover({ "1111111111": [{ id: "1111111111", level: "0" }] })).toMatchObject([{ via: null }]);
  });

  it("that are not enabled are listed with what to do", async () => {
    const [account] = await discover({ "9876543210": [MANAGER, { id: "1111111111", status: "SUSPENDED" }] });
    expect(account?.problem).toMatchObject({ kind: "auth", message: expect.stringContaining("SUSPENDED") });
    expect(account?.problem?.fix).toContain("sources.google_ads.customer_ids");
  });

  it("that are refused are listed with their problem, the others are read", async () => {
    const accounts = await discover({ "3333333333": DENIED, "9876543210": [MANAGER, { id: "1111111111" }] });
    expect(accounts.map(({ accountId, problem }) => [accountId, problem?.kind ?? null])).toEqual([
      ["3333333333", "auth"],
      ["1111111111", null],
    ]);
    expect(accounts[0]?.problem?.fix).toContain("Access and security");
  });

  it("that are refused themselves but reached through a manager are read through it", async () => {
    const accounts = await discover({ "1111111111": DENIED, "9876543210": [MANAGER, { id: "1111111111" }] });
    expect(accounts).toMatchObject([{ accountId: "1111111111", via: "9876543210", problem: null }]);
  });

  it("are only those that settings name, in that order; one that is not reached is listed as such", async () => {
    const accounts = await discover(
      { "9876543210": [MANAGER, { id: "1111111111" }, { id: "2222222222" }] },
      { customer_ids: ["4444444444", "2222222222", "9876543210", "2222222222"] },
    );
    expect(accounts.map(({ accountId, problem }) => [accountId, problem?.kind ?? null])).toEqual([
      ["4444444444", "settings"],
      ["2222222222", null],
      ["9876543210", "settings"],
    ]);
  });

  it("are looked for below the manager that settings name, and nowhere else", async () => {
    const accounts = await discover(
      { "9876543210": [MANAGER, { id: "1111111111" }], "7777777777": [{ id: "7777777777", level: "0" }] },
      { login_customer_id: "9876543210" },
    );
    expect(accounts).toMatchObject([{ accountId: "1111111111", via: "9876543210" }]);
    expect(server?.requests.map(({ headers }) => headers["login-customer-id"])).toEqual(["9876543210"]);
  });

  it("of a manager that is refused are an error of settings, not an empty list", async () => {
    await expect(discover({ "9876543210": DENIED }, { login_customer_id: "9876543210" })).rejects.toMatchObject({
      kind: "auth",
    });
  });

  it("of a project without access are no accounts with a problem: the credential is refused", async () => {
    const project = refusal(403, { authorizationError: "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION" });
    await expect(discover({ "9876543210": project })).rejects.toMatchObject({
      kind: "auth",
      fix: expect.stringContaining("API Center"),
    });
  });

  it("of an answer that is none are an error", async () => {
    await expect(discover({ "9876543210": [{ id: "x" }] })).rejects.toMatchObject({ kind: "data" });
  });
});
