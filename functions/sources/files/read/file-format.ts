import { AppError } from "../../../lib/errors.ts";

/** What the first bytes of a file (unpacked) say it is. */
export type FileFormat = "csv" | "ndjson" | "parquet";

interface Refusal {
  readonly name: string;
  readonly matches: (head: Buffer) => boolean;
  readonly fix: string;
}

const startsWith =
  (...bytes: readonly number[]) =>
  (head: Buffer): boolean =>
    bytes.every((byte, i) => head[i] === byte);

const textStart = (pattern: RegExp) => (head: Buffer) => pattern.test(head.toString("latin1"));

const SAVE_AS_CSV = "open it in the spreadsheet program and save as CSV UTF-8";
const USE_GZIP = "unpack it, or pack the one file with gzip";
const REFUSED: readonly Refusal[] = [
  {
    name: "an XLSX workbook",
    matches: (head) =>
      startsWith(0x50, 0x4b, 3, 4)(head) && /\[Content_Types\]\.xml|xl\/|_rels\//.test(head.toString("latin1")),
    fix: SAVE_AS_CSV,
  },
  { name: "a ZIP archive", matches: startsWith(0x50, 0x4b, 3, 4), fix: USE_GZIP },
  { name: "an XLS workbook", matches: startsWith(0xd0, 0xcf, 0x11, 0xe0), fix: SAVE_AS_CSV },
  { name: "a PDF", matches: startsWith(0x25, 0x50, 0x44, 0x46), fix: "export the report as CSV" },
  { name: "a Zstandard archive", matches: startsWith(0x28, 0xb5, 0x2f, 0xfd), fix: USE_GZIP },
  { name: "a bzip2 archive", matches: textStart(/^BZh[1-9]1AY&SY/), fix: USE_GZIP },
  { name: "an xz archive", matches: startsWith(0xfd, 0x37, 0x7a, 0x58), fix: USE_GZIP },
  {
    name: "a web page or XML",
    matches: textStart(/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|html|head|table|\?xml|script|meta)\b/i),
    fix: "export the report as CSV (a sign-in page saved as a file looks like this, too)",
  },
  {
    name: "one JSON document",
    matches: textStart(/^(?:\u00ef\u00bb\u00bf)?\s*(?:\[\s*(?:\{|\[|$|\])|\{\s*(?:[\r\n]|$))/),
    fix: "write one JSON object a line (NDJSON), for example with jq -c '.[]'",
  },
];

/** The format of a file by its first bytes, never by its name. Throws where it is a known format that is not read here. */
export function fileFormat(head: Buffer, path: string): FileFormat {
  const refused = REFUSED.find(({ matches }) => matches(head));
  if (refused) {
    throw new AppError(`expected CSV, NDJSON or Parquet, got ${refused.name}`, {
      kind: "data",
      where: path,
      fix: refused.fix,
    });
  }
  if (startsWith(0x50, 0x41, 0x52, 0x31)(head)) return "parquet";
  return textStart(/^(?:\u00ef\u00bb\u00bf)?\s*\{\s*["}]/)(head) ? "ndjson" : "csv";
}

export function isGzip(head: Buffer): boolean {
  return startsWith(0x1f, 0x8b)(head);
}
