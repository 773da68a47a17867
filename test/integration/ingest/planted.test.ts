import { afterEach, describe, expect, it } from "vitest";
import type { Log } from "../../../functions/lib/log.ts";
import { API_SOURCES } from "../../../functions/sources/source.ts";
import { snapshotAt } from "../../../scripts/sandbox/market/crm.ts";
import type { Market } from "../../../scripts/sandbox/market/market.ts";
import type { Fault } from "../../../scripts/sandbox/servers/faults.ts";
import { VENDOR_FAULTS } from "../../../scripts/sandbox/servers/vendor-faults.ts";
import { type SandboxWorld, sandboxWorld } from "../../support/ingest/sandbox-world.ts";

let open: SandboxWorld | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** E-mail addresses and phone numbers of everybody in the market, phone numbers also as bare digits. */
function contactsOf({ hubspot, salesforce }: Market, atMs: number): readonly string[] {
  const people = [hubspot, salesforce].flatMap((crm) => [...crm.records("contact"), ...crm.records("lead")]);
  return people.flatMap((record) => {
    const { email, phone } = snapshotAt(record, atMs)?.properties ?? {};
    return [email, phone, phone?.replace(/\D/g, "")].filter(
      (text) => text !== null && text !== undefined && text !== "",
    );
  }) as readonly string[];
}

function collectingLog(lines: string[]): Log {
  const add = (event: string, fields: object = {}): void => void lines.push(JSON.stringify([event, fields]));
  return { debug: add, info: add, warn: add, error: add };
}

/** Everything a warehouse holds of sources and their runs, as text. */
async function everyRow({ context, rows }: SandboxWorld): Promise<string> {
  const names = context.project.tables.flatMap(
    ({ name }) => /^\d+_(raw|ops)_(.+)$/.exec(name)?.slice(1).join(".") ?? [],
  );
  const parts: string[] = [];
  for (const name of names) parts.push(JSON.stringify(await rows(`select * from ${name} as t`)));
  return parts.join("\n");
}

/** Each vendor answers so, wherever it knows how. */
function everywhere(fault: Fault): Parameters<SandboxWorld["setFaults"]>[0] {
  return ({ vendor, operation }) =>
    VENDOR_FAULTS.find((one) => one.vendor === vendor)?.faults[operation]?.includes(fault) === true ? fault : null;
}

describe("planted tokens, e-mail addresses and phone numbers", () => {
  it("are in no table, log line or error, whether sources are read, refuse or break", async () => {
    const world = await sandboxWorld({ firstDay: "2025-10-20", days: 20, contacts: 150 }, "2025-11-01T05:00:00Z");
    open = world;
    const told: string[] = [];
    const changes = { log: collectingLog(told) };
    const faults: readonly (Fault | null)[] = [
      null,
      "embedded_error",
      "server_error_json",
      "forbidden_account",
      "revoked_token",
    ];
    for (const [i, fault] of faults.entries()) {
      world.setNow(`2025-11-0${i + 1}T05:00:00Z`);
      world.setFaults(fault === null ? () => null : everywhere(fault));
      for (const source of API_SOURCES) told.push(JSON.stringify(await world.night(source, changes)));
    }
    const tables = await everyRow(world);
    const contacts = contactsOf(world.market, Date.parse("2025-11-05T05:00:00Z"));
    expect(contacts.length).toBeGreaterThan(100);
    expect(told.join("\n")).toMatch(/auth.*fix: /);
    expect(tables).toContain("email_sha256_google");
    for (const secret of [...world.secrets, ...contacts]) {
      expect(
        told.some((line) => line.includes(secret)),
        `${secret.slice(0, 4)}… in a log or result`,
      ).toBe(false);
      expect(tables.includes(secret), `${secret.slice(0, 4)}… in a table`).toBe(false);
    }
  });
});
