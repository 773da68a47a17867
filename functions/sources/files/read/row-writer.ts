import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** Writes numbered rows of text cells as regular CSV (comma, RFC 4180, LF), for DuckDB to read without a question. */
export interface RowWriter {
  row(rowNumber: number, cells: readonly string[]): void;
  /** Hands what was collected to the disk; wait for it, so that memory stays bounded. */
  flush(): Promise<void>;
  end(): Promise<void>;
  /** Length of the longest row, in characters. */
  longest(): number;
}

const NEEDS_QUOTES = /[",\r\n]/;

export function openRowWriter(path: string): RowWriter {
  const stream = createWriteStream(path);
  let lines: string[] = [];
  let longest = 0;
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    const text = lines.join("");
    lines = [];
    if (!stream.write(text)) await once(stream, "drain");
  };
  return {
    row(rowNumber, cells) {
      let line = String(rowNumber);
      for (const cell of cells) line += NEEDS_QUOTES.test(cell) ? `,"${cell.replaceAll('"', '""')}"` : `,${cell}`;
      if (line.length > longest) longest = line.length;
      lines.push(`${line}\n`);
    },
    flush,
    async end() {
      await flush();
      stream.end();
      await finished(stream);
    },
    longest: () => longest,
  };
}
