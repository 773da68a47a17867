import { open } from "node:fs/promises";

/** Collects numbered rows of text cells; `flush` hands them to the disk, so that memory stays bounded. */
export interface RowWriter {
  row(rowNumber: number, cells: readonly string[]): void;
  flush(): Promise<void>;
}

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Writes rows as regular CSV (comma, RFC 4180, LF), for DuckDB to read without a question. Gives what the work gives, and the
 * length of the longest row in characters; the file is closed whether the work ends well or badly.
 */
export async function writeRows<T>(
  path: string,
  work: (writer: RowWriter) => Promise<T>,
): Promise<{ readonly result: T; readonly longestRowCharacters: number }> {
  const file = await open(path, "w");
  let lines: string[] = [];
  let longestRowCharacters = 0;
  const flush = async (): Promise<void> => {
    const text = lines.join("");
    lines = [];
    await file.appendFile(text);
  };
  try {
    const result = await work({
      row(rowNumber, cells) {
        let line = String(rowNumber);
        for (const cell of cells) line += NEEDS_QUOTES.test(cell) ? `,"${cell.replaceAll('"', '""')}"` : `,${cell}`;
        longestRowCharacters = Math.max(longestRowCharacters, line.length);
        lines.push(`${line}\n`);
      },
      flush,
    });
    await flush();
    return { result, longestRowCharacters };
  } finally {
    await file.close();
  }
}
