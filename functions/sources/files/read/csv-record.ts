/** How a cell stands in the file. */
export type CellForm = 0 | 1 | 2 | 3;
const PLAIN = 0;
/** Between quotes; start and end lie inside them. */
const QUOTED = 1;
/** Between quotes, with doubled quotes inside. */
const QUOTED_DOUBLED = 2;
/** Quotes that are not RFC 4180: text after the closing quote, or a quote inside unquoted text. */
const ODD = 3;

/** Where one record and its cells stand in a buffer; reused from record to record, so that a scan allocates nothing. */
export interface CsvRecord {
  start: number;
  /** End of the record's text, before its line break. */
  end: number;
  /** Start of the next record. */
  next: number;
  fields: number;
  /** Line breaks of the record, its own and those inside quotes. */
  lines: number;
  /** No cell holds anything; a line of blanks is empty too. */
  isEmpty: boolean;
  hasOddQuotes: boolean;
  /** Blanks between a delimiter and a quote. */
  hasPaddedQuotes: boolean;
  /** A quote closed on a later line by a quote that no delimiter follows: the sign of a quote that was never closed. */
  hasBrokenQuotes: boolean;
  isUnclosed: boolean;
  ending: "lf" | "crlf" | "cr" | "none";
  readonly cellStarts: number[];
  readonly cellEnds: number[];
  readonly cellForms: CellForm[];
}

export function emptyRecord(): CsvRecord {
  return {
    start: 0,
    end: 0,
    next: 0,
    fields: 0,
    lines: 0,
    isEmpty: true,
    hasOddQuotes: false,
    hasPaddedQuotes: false,
    hasBrokenQuotes: false,
    isUnclosed: false,
    ending: "none",
    cellStarts: [],
    cellEnds: [],
    cellForms: [],
  };
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

/**
 * Reads the record that starts at `from` into `record`. False where it does not end inside the buffer (more bytes are needed,
 * unless `isLast`). Quoting: `"` opens a cell at its start (blanks before it are skipped), `""` is a quote, delimiters and
 * line breaks inside are text. A record ends with LF, CRLF or CR.
 */
export function nextRecord(
  bytes: Uint8Array,
  from: number,
  isLast: boolean,
  delimiter: number,
  record: CsvRecord,
): boolean {
  const length = bytes.length;
  record.start = from;
  record.fields = 0;
  record.lines = 1;
  record.isEmpty = true;
  record.hasOddQuotes = false;
  record.hasPaddedQuotes = false;
  record.hasBrokenQuotes = false;
  record.isUnclosed = false;
  let i = from;
  for (;;) {
    let start = i;
    let end = -1;
    let form: CellForm = PLAIN;
    while (i < length && bytes[i] === SPACE) i++;
    if (bytes[i] === QUOTE) {
      const linesBefore = record.lines;
      if (i > start) record.hasPaddedQuotes = true;
      form = QUOTED;
      start = i + 1;
      for (i = start; ; i++) {
        if (i >= length) {
          if (!isLast) return false;
          record.isUnclosed = true;
          end = length;
          break;
        }
        const byte = bytes[i];
        if (byte === QUOTE) {
          if (i + 1 >= length && !isLast) return false;
          if (bytes[i + 1] !== QUOTE) {
            end = i++;
            break;
          }
          form = QUOTED_DOUBLED;
          i++;
        } else if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) record.lines++;
      }
      while (i < length && bytes[i] === SPACE) {
        record.hasPaddedQuotes = true;
        i++;
      }
      const after = bytes[i];
      if (i < length && after !== delimiter && after !== LF && after !== CR) {
        form = ODD;
        start--;
        if (record.lines > linesBefore) record.hasBrokenQuotes = true;
      }
      if (end > start) record.isEmpty = false;
    }
    if (form === PLAIN || form === ODD) {
      let isBlank = form === PLAIN;
      for (; i < length; i++) {
        const byte = bytes[i];
        if (byte === delimiter || byte === LF || byte === CR) break;
        if (byte === QUOTE) form = ODD;
        if (byte !== SPACE) isBlank = false;
      }
      end = i;
      if (!isBlank) record.isEmpty = false;
      if (form === ODD) record.hasOddQuotes = true;
    }
    const field = record.fields++;
    record.cellStarts[field] = start;
    record.cellEnds[field] = end;
    record.cellForms[field] = form;
    if (i >= length) {
      if (!isLast) return false;
      return endRecord(record, i, i, "none");
    }
    const byte = bytes[i];
    if (byte === LF) return endRecord(record, i, i + 1, "lf");
    if (byte === CR) {
      if (i + 1 >= length && !isLast) return false;
      return bytes[i + 1] === LF ? endRecord(record, i, i + 2, "crlf") : endRecord(record, i, i + 1, "cr");
    }
    i++;
  }
}

function endRecord(record: CsvRecord, end: number, next: number, ending: CsvRecord["ending"]): true {
  record.end = end;
  record.next = next;
  record.ending = ending;
  return true;
}

/** Text of a cell, unquoted; blanks around unquoted text stay as written. */
export function cellText(bytes: Buffer, record: CsvRecord, field: number): string {
  const text = bytes.toString("utf8", record.cellStarts[field], record.cellEnds[field]);
  switch (record.cellForms[field]) {
    case QUOTED_DOUBLED:
      return text.replaceAll('""', '"');
    case ODD:
      return text.startsWith('"')
        ? text.replace(/^"((?:[^"]|"")*)"/, (_, inner: string) => inner.replaceAll('""', '"'))
        : text;
    default:
      return text;
  }
}

/** All cells of a record. */
export function cellTexts(bytes: Buffer, record: CsvRecord): string[] {
  return Array.from({ length: record.fields }, (_, field) => cellText(bytes, record, field));
}

export function isQuoted(record: CsvRecord, field: number): boolean {
  return record.cellForms[field] === QUOTED || record.cellForms[field] === QUOTED_DOUBLED;
}
