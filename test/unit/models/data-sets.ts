import { existsSync, readFileSync } from "node:fs";

/** Public data sets beside the checkout, never part of it; tests that need one skip where it is missing. */
const FOLDER = new URL("../../../../shared/data/", import.meta.url);

export function dataSetPath(path: string): URL {
  return new URL(path, FOLDER);
}

export function hasDataSets(...paths: string[]): boolean {
  return paths.every((path) => existsSync(dataSetPath(path)));
}

/** Rows of a CSV by header; quoted cells without quotes or line breaks in them, which is enough for these files. */
export function readCsv(path: string, delimiter = ","): Record<string, string>[] {
  const [header = "", ...lines] = readFileSync(dataSetPath(path), "utf8").trimEnd().split(/\r?\n/);
  const cell = new RegExp(`"([^"]*)"(?=${delimiter}|$)|([^${delimiter}]*)(?=${delimiter}|$)`, "g");
  const cells = (line: string): string[] => {
    const found: string[] = [];
    for (let at = 0; at <= line.length; at = cell.lastIndex + 1) {
      cell.lastIndex = at;
      const match = cell.exec(line);
      found.push(match?.[1] ?? match?.[2] ?? "");
    }
    return found;
  };
  const names = cells(header);
  return lines.map((line) => {
    const values = cells(line);
    if (values.length !== names.length)
      throw new Error(`expected ${names.length} cells, got ${values.length}: ${line}`);
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""]));
  });
}
