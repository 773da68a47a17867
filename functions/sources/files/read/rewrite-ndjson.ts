import { eachLine } from "./each-line.ts";
import type { NamedFile } from "./each-record.ts";
import { keyText } from "./json-keys.ts";
import { emptyJsonLine, type JsonLine, scanJsonLine } from "./json-scan.ts";
import { notAnObject } from "./not-an-object.ts";
import { writeRows } from "./row-writer.ts";

/** Writes a file of JSON objects as numbered rows, numbers and nested values exactly as they stand; gives the longest row's length. */
export async function rewriteNdjson(file: NamedFile, target: string, keys: readonly string[]): Promise<number> {
  const places = new Map(keys.map((key, i) => [key, i]));
  const line = emptyJsonLine();
  let rowNumber = 0;
  const { longestRowCharacters } = await writeRows(target, (writer) =>
    eachLine(file, {
      line(bytes, start, end, lineNumber) {
        if (!scanJsonLine(bytes, start, end, line) || !isJson(bytes.toString("utf8", start, end))) {
          throw notAnObject(file, lineNumber);
        }
        const cells = new Array<string>(keys.length).fill("");
        for (let member = 0; member < line.members; member++) {
          const place = places.get(keyText(bytes, line.keyStarts[member] ?? 0, line.keyEnds[member] ?? 0));
          if (place !== undefined) cells[place] = valueText(bytes, line, member);
        }
        writer.row(++rowNumber, cells);
      },
      afterChunk: () => writer.flush(),
    }),
  );
  return longestRowCharacters;
}

/** Text that the JSON parser accepts. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function valueText(bytes: Buffer, line: JsonLine, member: number): string {
  const text = bytes.toString("utf8", line.valueStarts[member], line.valueEnds[member]);
  if (text === "null") return "";
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}
