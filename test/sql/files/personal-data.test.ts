import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../functions/lib/duckdb.ts";
import {
  emailGoogleSql,
  emailMetaSql,
  personKeyMacro,
  personKeySql,
  phoneGoogleSql,
  phoneMetaSql,
} from "../../../functions/sources/files/convert/personal.ts";
import { openParseEngine } from "../../../functions/sources/files/parse-engine.ts";
import { PEPPER_HEX, parseText } from "./parse-text.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ path: ":memory:", threads: 1 });
  await db.run(personKeyMacro(PEPPER_HEX));
});
afterAll(() => db.close());

async function hash(sql: (cell: string) => string, text: string): Promise<unknown> {
  const [row] = await db.rows(`select ${sql("$text")} as hash`, { text: { type: "VARCHAR", value: text } });
  return row?.hash;
}

describe("contact hashes", () => {
  it.each([
    [
      " John.Smith@Gmail.com ",
      "3586de92bb3636d0885a12eff961429a32e4ebd764b96f50d85d016f9338d586",
      "d0c648bc36f12061bec770df216cea2ab95851b9350fd54b658de53b0407767a",
    ],
    [
      "Jane.Doe@Gmail.com",
      "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
      "831f6494ad6be4fcb3a724c3d5fef22d3ceffa3c62ef3a7984e45a0ea177f982",
    ],
    [
      " AlexZ@Example.com ",
      "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
      "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
    ],
  ])("of the e-mail %j are Google's and Meta's", async (text, google, meta) => {
    expect(await hash(emailGoogleSql, text)).toBe(google);
    expect(await hash(emailMetaSql, text)).toBe(meta);
  });

  it.each([
    [
      "+1 (650) 555-1212",
      "1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
      "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
    ],
    [
      "0016505551212",
      "1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
      "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
    ],
    [
      "+1-800-555-0100",
      "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30",
      createHash("sha256").update("18005550100").digest("hex"),
    ],
  ])("of the phone %j are Google's and Meta's", async (text, google, meta) => {
    expect(await hash(phoneGoogleSql, text)).toBe(google);
    expect(await hash(phoneMetaSql, text)).toBe(meta);
  });

  it.each([
    "jane doe@example.com",
    "jane@@example.com",
    "jane",
    "",
  ])("of %j do not exist: it is no e-mail", async (text) => {
    expect([await hash(emailGoogleSql, text), await hash(emailMetaSql, text), await hash(personKeySql, text)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it.each([
    "650 555 1212",
    "+12",
    "call me",
  ])("of %j do not exist: its country is unknown or it is no number", async (text) => {
    expect([await hash(phoneGoogleSql, text), await hash(phoneMetaSql, text)]).toEqual([null, null]);
  });

  it("the person key is HMAC-SHA-256 of the trimmed, lower-cased e-mail under the pepper", async () => {
    const expected = createHmac("sha256", Buffer.from(PEPPER_HEX, "hex")).update("jane.doe@gmail.com").digest("hex");
    expect(await hash(personKeySql, " Jane.Doe@Gmail.com")).toBe(expected);
  });

  it("a pepper longer than a block is hashed first, as HMAC says", async () => {
    const long = "a1".repeat(80);
    await db.run(personKeyMacro(long));
    expect(await hash(personKeySql, "a@b.c")).toBe(
      createHmac("sha256", Buffer.from(long, "hex")).update("a@b.c").digest("hex"),
    );
    await db.run(personKeyMacro(PEPPER_HEX));
  });
});

describe("a file with people in it", () => {
  const text = [
    "id,full name,email,phone,lead_status,added_date,landing page,Contact Name,Notes",
    "1,Zoe Canary,zoe.canary@example.com,+20 100 000 0001,new,2026-01-05,https://x.test/?mail=zoe.canary%40example.com&a=1,Zoe Canary,call +20 100 000 0001 or zoe.canary@example.com",
    "2,Yan Canary,yan.canary@example.com,+20 100 000 0002,new,not a day yan.canary@example.com,https://x.test/,Yan Canary,-",
    ...Array.from({ length: 30 }, (_, i) => `${i + 3},N${i},n${i}@example.com,,new,2026-01-05,,,`),
  ].join("\n");

  it("leaves no name, e-mail or phone in rows, properties, quarantine or findings", async () => {
    const parsed = await parseText(text);
    const written = JSON.stringify([parsed.rows, parsed.quarantined, parsed.file]);
    for (const secret of ["canary", "Canary", "100 000 000", "@example.com", "%40example"])
      expect(written).not.toContain(secret);
    expect(parsed.quarantined).toHaveLength(1);
    expect(
      parsed.file.findings
        .filter(({ detail }) => detail.includes("looks personal"))
        .map(({ columnName }) => columnName),
    ).toEqual(["Contact Name"]);
  });

  it("keeps the hashes that join and match", async () => {
    const parsed = await parseText(text);
    expect(parsed.rows["raw.file_leads"]?.[0]).toMatchObject({
      lead_id: "1",
      status: "NEW",
      person_key: createHmac("sha256", Buffer.from(PEPPER_HEX, "hex")).update("zoe.canary@example.com").digest("hex"),
      email_sha256_meta: createHash("sha256").update("zoe.canary@example.com").digest("hex"),
      phone_sha256_meta: createHash("sha256").update("201000000001").digest("hex"),
      landing_page: "https://x.test/?mail=[redacted]&a=1",
    });
  });

  it("calls a lead without an id by the key of its person, and a user who is an e-mail alike", async () => {
    const key = createHmac("sha256", Buffer.from(PEPPER_HEX, "hex")).update("a@example.com").digest("hex");
    const lead = await parseText("email,created date,source\na@example.com,2026-01-01,ads\n");
    expect(lead.rows["raw.file_leads"]).toMatchObject([{ lead_id: key, person_key: key }]);
    const touch = await parseText("user id,touch time,channel\nA@example.com,2026-01-01T10:00:00Z,Email\n");
    expect(touch.rows["raw.file_touches"]).toMatchObject([{ user_id: key }]);
  });

  it("keeps figures of a channel called e-mail", async () => {
    const parsed = await parseText("day,campaign,cost,Email\n2026-01-01,A,1,250\n");
    expect(parsed.rows["raw.file_ad_daily"]).toMatchObject([{ properties_json: '{"Email":"250"}' }]);
  });
});

describe("what does not fit into memory", () => {
  it("spills encrypted: a planted text is in no temporary file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "spill-"));
    const engine = await openParseEngine({ memoryLimit: "40MB", threads: 1 }, folder);
    try {
      await engine.run(
        "create table t as select 'canary' || i || repeat('x', 60) as cell, hash(i) as h, hash(i + 1) as g from range(600000) as r(i)",
      );
      const spilled = await readdir(join(folder, "engine"));
      expect(spilled.length).toBeGreaterThan(0);
      for (const name of spilled)
        expect((await readFile(join(folder, "engine", name))).includes("canary"), name).toBe(false);
    } finally {
      engine.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
