import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../../functions/lib/duckdb.ts";
import { readTable } from "../../../../functions/sources/files/read/read-table.ts";
import { checks, fileOf, read } from "./cells.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ path: ":memory:" });
});
afterAll(() => db.close());

const TABLE = {
  headers: ["Day", "Name", "Cost"],
  rows: [
    ["2026-01-01", "Brand", "1.5"],
    ["2026-01-02", "Müller", "2"],
  ],
};
const text = (delimiter: string, ending = "\n"): string =>
  [TABLE.headers, ...TABLE.rows].map((cells) => cells.join(delimiter) + ending).join("");
const utf16le = (content: string): Buffer => Buffer.from(content, "utf16le");

describe("formats and encodings", () => {
  it.each([
    ["comma", text(","), ",", "utf-8"],
    ["tab", text("\t"), "\t", "utf-8"],
    ["semicolon", text(";"), ";", "utf-8"],
    ["bar", text("|"), "|", "utf-8"],
    ["CRLF", text(",", "\r\n"), ",", "utf-8"],
    ["CR", text(",", "\r"), ",", "utf-8"],
    ["mixed line ends", text(",").replace("\n", "\r\n"), ",", "utf-8"],
    ["no last line end", text(",").trimEnd(), ",", "utf-8"],
    ["BOM", `\ufeff${text(",")}`, ",", "utf-8"],
    ["gzip", gzipSync(text(";")), ";", "utf-8"],
    ["UTF-16 LE with BOM", utf16le(`\ufeff${text("\t")}`), "\t", "utf-16le"],
    ["UTF-16 LE without BOM", utf16le(text("\t")), "\t", "utf-16le"],
    ["UTF-16 BE with BOM", utf16le(`\ufeff${text("\t")}`).swap16(), "\t", "utf-16be"],
    ["UTF-16 BE without BOM", utf16le(text(",")).swap16(), ",", "utf-16be"],
    ["Windows-1252", Buffer.from(text(","), "latin1"), ",", "windows-1252"],
    ["gzip of Windows-1252", gzipSync(Buffer.from(text(";"), "latin1")), ";", "windows-1252"],
  ])("reads the same table from %s", async (_, content, delimiter, encoding) => {
    const table = await read(db, content);
    expect(table).toMatchObject({ headers: TABLE.headers, rows: TABLE.rows, rowNumbers: [1, 2], delimiter, encoding });
    expect(table).toMatchObject({ format: "csv", rowsRead: 2, heldRows: 0, preamble: [] });
    expect(checks(table)).toEqual(encoding === "windows-1252" ? ["encoding_fallback: 0"] : []);
  });

  it("keys a file by the SHA-256 of its bytes on disk", async () => {
    const table = await read(db, "a,b\nx,1\n");
    expect(table.fileSha256).toBe("2661769fdda7208208355a48b395369341709e88b067792ba8fff73cae47ad86");
    expect(table.fileKey).toBe("2661769fdda72082");
  });

  it.each([
    ["an empty file", "", /empty file/],
    ["an empty gzip", gzipSync(""), /empty file/],
    ["blank lines only", "\n \n\n", /header/],
    ["a workbook", Buffer.from("PK\u0003\u0004\u0014\u0000\u0006\u0000[Content_Types].xml", "latin1"), /XLSX/],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /XLS workbook/],
    ["a ZIP", Buffer.from("PK\u0003\u0004\u0014\u0000data.csv", "latin1"), /ZIP/],
    ["a PDF", "%PDF-1.7\n", /PDF/],
    ["a web page", "<!DOCTYPE html><html><table>", /web page/],
    ["a JSON array", '[\n{"a": 1}\n]', /one JSON document/],
    ["an object over several lines", '{\n "a": 1\n}', /one JSON document/],
    ["binary bytes", Buffer.from([97, 44, 98, 10, 0, 1, 2, 3, 0, 0]), /binary/],
    ["a damaged gzip", gzipSync("a,b\n1,2\n".repeat(1000)).subarray(0, 40), /do not unpack/],
  ])("refuses %s with a reason and a way out", async (_, content, message) => {
    const failure = await readTable(db, fileOf(content), {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "AppError", kind: "data", message: expect.stringMatching(message) });
    expect(failure).toMatchObject({ fix: expect.any(String), where: expect.stringContaining("export.csv") });
  });

  it("says to save a workbook as CSV UTF-8", async () => {
    const workbook = Buffer.from("PK\u0003\u0004xl/workbook.xml", "latin1");
    await expect(readTable(db, fileOf(workbook), {})).rejects.toMatchObject({
      fix: expect.stringContaining("save as CSV UTF-8"),
    });
  });
});

describe("quotes", () => {
  it("keeps delimiters, doubled quotes and line breaks of quoted cells, and quoted delimiters in the header", async () => {
    const table = await read(db, 'Name,"Cost, total","He ""said"""\n"a, b",1,"line 1\nline 2"\n"x ""y""",2,"\r\n"\n');
    expect(table.headers).toEqual(["Name", "Cost, total", 'He "said"']);
    expect(table.rows).toEqual([
      ["a, b", "1", "line 1\nline 2"],
      ['x "y"', "2", "\r\n"],
    ]);
  });

  it("reads quotes inside unquoted text as written, and says so", async () => {
    const table = await read(db, 'Name,Cost\n5" screen,1\n"abc"def,2\n');
    expect(table.rows).toEqual([
      ['5" screen', "1"],
      ["abcdef", "2"],
    ]);
    expect(checks(table)).toEqual(["odd_quotes: 2"]);
  });

  it("skips blanks between a delimiter and a quote", async () => {
    const table = await read(db, 'Name,Cost\n"a", "1,5"\n"b" , "2"\n');
    expect(table.rows).toEqual([
      ["a", "1,5"],
      ["b", "2"],
    ]);
  });

  it.each([
    ["at the end of the file", 'a,b\nx,1\n"y,2\nz,3\n', 3],
    ["that a later quote seems to close", 'a,b\nx,1\n"y,2\nz,3\n"w",4\n', 3],
  ])("refuses a quote that is never closed %s, with its line", async (_, content, line) => {
    await expect(readTable(db, fileOf(content), {})).rejects.toMatchObject({
      message: expect.stringContaining("closing quote"),
      where: expect.stringMatching(new RegExp(`, line ${line}$`)),
    });
  });
});

describe("delimiter", () => {
  it("is the semicolon where commas are decimal marks", async () => {
    const table = await read(db, "Kampagne;Kosten;CTR\nA;1,50;0,5\nB;12,00;0,7\nC;3,25;1,5\n");
    expect(table).toMatchObject({
      delimiter: ";",
      rows: [
        ["A", "1,50", "0,5"],
        ["B", "12,00", "0,7"],
        ["C", "3,25", "1,5"],
      ],
    });
  });

  it("is the semicolon where commas are decimal marks, rows are short and a title holds a comma", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? `A;1,5${i}` : `A;1,5${i};0,7${i}`));
    const table = await read(db, ["Report, all accounts", "Kampagne;Kosten;CTR", ...rows].join("\n"));
    expect(table).toMatchObject({
      delimiter: ";",
      headers: ["Kampagne", "Kosten", "CTR"],
      preamble: ["Report, all accounts"],
    });
    expect(checks(table)).toEqual(["preamble: 1", "ragged_short: 4"]);
  });

  it("is the semicolon where every text holds commas, the header too", async () => {
    const table = await read(db, "Land, Region, Stadt;Kosten\nDE, BY, Ulm;5\nDE, NW, Bonn;6\n");
    expect(table).toMatchObject({ delimiter: ";", headers: ["Land, Region, Stadt", "Kosten"] });
  });

  it("is the comma where texts hold semicolons and bars", async () => {
    const table = await read(db, "Ad,Text,Clicks\n1,a; b; c,5\n2,x | y,6\n3,p;q|r,7\n");
    expect(table).toMatchObject({ delimiter: ",", headers: ["Ad", "Text", "Clicks"] });
  });

  it.each([
    ["a^b^c\n1^2^3\n"],
    ["Day~Cost\n2026-01-01~5\n"],
    ["a;b;c\nx\ny\nz\n"],
  ])("is missed with an error where a header of one column holds one: %j", async (content) => {
    await expect(readTable(db, fileOf(content), {})).rejects.toThrow(/one column/);
  });

  it("is none in a file of one column", async () => {
    const table = await read(db, "Email hash\nabc\ndef\n");
    expect(table).toMatchObject({ delimiter: null, headers: ["Email hash"], rows: [["abc"], ["def"]] });
  });
});

describe("header", () => {
  it("stands below a title, a period with commas and blank lines", async () => {
    const table = await read(
      db,
      'Campaign report\n"September 1, 2026 - September 2, 2026"\n\nDay,Campaign,Cost\n2026-09-01,A,1\n\n2026-09-02,B,2\n',
    );
    expect(table).toMatchObject({ headers: ["Day", "Campaign", "Cost"], rowsRead: 4, rowNumbers: [1, 2] });
    expect(table.preamble).toEqual(["Campaign report", "September 1, 2026 - September 2, 2026"]);
    expect(checks(table)).toEqual(["preamble: 2"]);
  });

  it("stands below a preamble that is wider than the table", async () => {
    const table = await read(
      db,
      "Report for Smith, Jones, Miller, Brown, and Co\nDay,Cost\n2026-09-01,1\n2026-09-02,2\n",
    );
    expect(table).toMatchObject({
      headers: ["Day", "Cost"],
      rowsRead: 3,
      preamble: ["Report for Smith, Jones, Miller, Brown, and Co"],
    });
  });

  it("stands below a preamble that a spreadsheet padded to the table's width", async () => {
    const table = await read(
      db,
      "Report,,,\nFrom,2026-09-01,,\nDay,Campaign,Clicks,Cost\n2026-09-01,A,3,1\n2026-09-02,B,4,2\n",
    );
    expect(table).toMatchObject({
      headers: ["Day", "Campaign", "Clicks", "Cost"],
      preamble: ["Report", "From,2026-09-01"],
    });
  });

  it("loses a column that has neither name nor values, and names one that has values", async () => {
    const table = await read(db, ",Name,,Cost,\n1,a,,5,\n2,b,,6,\n");
    expect(table.headers).toEqual(["column_1", "Name", "Cost"]);
    expect(await db.rows(`select c0, c1, c2 from ${table.relation} where row_number = 1`)).toEqual([
      { c0: "1", c1: "a", c2: "5" },
    ]);
    expect(table.rows).toEqual([
      ["1", "a", "5"],
      ["2", "b", "6"],
    ]);
    expect(checks(table)).toEqual(["unnamed_column: 2", "unnamed_column: 0", "unnamed_column: 0"]);
  });

  it("gives equal names a number, in any case of letters", async () => {
    const table = await read(db, "Day,Clicks,clicks,Clicks_2,Clicks\n2026-01-01,1,2,3,4\n");
    expect(table.headers).toEqual(["Day", "Clicks", "clicks_3", "Clicks_2", "Clicks_4"]);
    expect(checks(table)).toEqual(["duplicate_column: 0", "duplicate_column: 0"]);
  });

  it("must be there, or the columns named", async () => {
    const content = "2026-01-01,Brand,5\n2026-01-02,Brand,6\n";
    await expect(readTable(db, fileOf(content), {})).rejects.toMatchObject({
      fix: expect.stringContaining("columns:"),
    });
    const table = await read(db, content, { columns: ["Day", "Campaign", "Cost"] });
    expect(table).toMatchObject({ headers: ["Day", "Campaign", "Cost"], rowsRead: 2, rowNumbers: [1, 2] });
    expect(table.rows).toEqual([
      ["2026-01-01", "Brand", "5"],
      ["2026-01-02", "Brand", "6"],
    ]);
  });

  it("is kept out of the rows where it stands again between parts of a file", async () => {
    const table = await read(db, "Day,Cost\n2026-01-01,1\nDay,Cost\n2026-01-02,2\n");
    expect(table).toMatchObject({ rowsRead: 3, heldRows: 1, rowNumbers: [1, 3] });
    expect(checks(table)).toEqual(["repeated_header: 1"]);
  });

  it("alone is a table without rows", async () => {
    const table = await read(db, "Day,Campaign,Cost\n");
    expect(table).toMatchObject({ headers: ["Day", "Campaign", "Cost"], rowsRead: 0, rows: [] });
  });
});

describe("ragged rows", () => {
  const content =
    "Day,Name,Cost\n2026-01-01,a,1\n2026-01-02,b\n2026-01-03,c,3,4\n\n2026-01-04,d,4,,\n,,\n2026-01-05,,5\n";

  it("are padded when short, held when long, cut when the surplus is empty; nothing is lost", async () => {
    const table = await read(db, content);
    expect(table.rowNumbers).toEqual([1, 2, 4, 5]);
    expect(table.rows).toEqual([
      ["2026-01-01", "a", "1"],
      ["2026-01-02", "b", null],
      ["2026-01-04", "d", "4"],
      ["2026-01-05", null, "5"],
    ]);
    expect(table).toMatchObject({ rowsRead: 5, heldRows: 1 });
    expect(checks(table)).toEqual(["ragged_short: 1", "ragged_long: 1", "empty_row: 1"]);
    expect(await db.rows(`select * from ${table.heldRelation}`)).toEqual([
      {
        row_number: 3,
        reason: "ragged_long",
        expected: "3 cells",
        got: "4 cells in line 4",
        payload: "2026-01-03,c,3,4",
      },
    ]);
  });

  it("are short rows of the header's table even where every row is short", async () => {
    const table = await read(
      db,
      "Session,Started,Source,Medium,Campaign\n1,2020-02-01,fb,paid\n2,2020-02-02,fb\n3,2020-02-03\n",
    );
    expect(table.headers).toHaveLength(5);
    expect(table.rows[2]).toEqual(["3", "2020-02-03", null, null, null]);
    expect(checks(table)).toEqual(["ragged_short: 3"]);
  });

  it("are short rows below their header even where nothing but texts stands in them", async () => {
    const table = await read(db, "Name,City,Team,Role,Note\nAnn,Ulm,A,lead\nBob,Bonn,B,sales\n");
    expect(table).toMatchObject({ headers: ["Name", "City", "Team", "Role", "Note"], rowsRead: 2, preamble: [] });
  });

  it("are not short where only unnamed columns are missing", async () => {
    const table = await read(db, "Day,Cost,,\n2026-01-01,1\n2026-01-02,2\n");
    expect(table).toMatchObject({ headers: ["Day", "Cost"], heldRows: 0 });
    expect(checks(table)).toEqual(["unnamed_column: 0", "unnamed_column: 0"]);
  });

  it("put no text of a row into a finding: it may name a person", async () => {
    const table = await read(db, "Email,Name,Cost\nann@example.com,Ann\nbob@example.com,Bob,1,2\n");
    expect(JSON.stringify(table.findings)).not.toContain("@");
  });
});
