import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { csvShape } from "../../../../functions/sources/files/read/csv-shape.ts";

const folder = mkdtempSync(join(tmpdir(), "shape-"));
const shapeOf = (content: string, hasHeader = true) => {
  const path = join(folder, "file.csv");
  writeFileSync(path, content);
  return csvShape({ path, name: path }, { delimiter: ",", width: 2, hasHeader });
};

it.each([
  ["plain rows", "a,b\n1,2\n3,4"],
  ["quotes by RFC 4180", 'a,b\n"1, x","2 ""y"""\n"3\n4",5\n'],
  ["CRLF", 'a,b\r\n"1, x",2\r\n'],
  ["a byte order mark before the header", "\ufeffa,b\n1,2\n"],
])("goes to DuckDB as it is: %s", async (_, content) => {
  expect(await shapeOf(content)).toMatchObject({ isRegular: true });
});

it.each([
  ["a short row", "a,b\n1\n"],
  ["a long row", "a,b\n1,2,3\n"],
  ["a blank line", "a,b\n\n1,2\n"],
  ["a row without values", "a,b\n,\n1,2\n"],
  ["a quote inside text", 'a,b\n5" x,2\n'],
  ["blanks before a quote", 'a,b\n1, "2"\n'],
  ["mixed line breaks", "a,b\r\n1,2\n"],
  ["CR", "a,b\r1,2\r"],
  ["a line break inside quotes beside CRLF", 'a,b\r\n"1\n2",3\r\n'],
  ["a header over two lines", '"a\nx",b\n1,2\n'],
])("is written anew first: %s", async (_, content) => {
  expect(await shapeOf(content)).toMatchObject({ isRegular: false });
});

it("is written anew where a byte order mark would become part of the first value", async () => {
  expect(await shapeOf("\ufeff1,2\n", false)).toMatchObject({ isRegular: false });
  expect(await shapeOf("1,2\n3,4\n", false)).toMatchObject({ isRegular: true, dataRows: 2 });
});
