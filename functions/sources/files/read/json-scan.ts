/** Where one top-level member of a JSON line stands: its key between the quotes, and its value. */
export interface JsonMember {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** Reused from line to line, so that a scan allocates nothing. */
export interface JsonLine {
  members: number;
  readonly keyStarts: number[];
  readonly keyEnds: number[];
  readonly valueStarts: number[];
  readonly valueEnds: number[];
  /** Some number has more digits than a double keeps (17), or an escape stands in a key. */
  needsExactRead: boolean;
}

export function emptyJsonLine(): JsonLine {
  return { members: 0, keyStarts: [], keyEnds: [], valueStarts: [], valueEnds: [], needsExactRead: false };
}

/** Digits that every decimal keeps through a double. */
const EXACT_DIGITS = 15;

/**
 * Finds the members of the JSON object that stands in `bytes` from `start` to `end`. False where it is no single object. The
 * values are not checked: that is the JSON parser's work.
 */
export function scanJsonLine(bytes: Uint8Array, start: number, end: number, line: JsonLine): boolean {
  line.members = 0;
  line.needsExactRead = false;
  let i = skipBlanks(bytes, start, end);
  if (bytes[i] !== OPEN) return false;
  i = skipBlanks(bytes, i + 1, end);
  if (bytes[i] === CLOSE) return skipBlanks(bytes, i + 1, end) === end;
  for (;;) {
    if (bytes[i] !== QUOTE) return false;
    const keyStart = i + 1;
    i = skipString(bytes, keyStart, end);
    if (i > end) return false;
    const keyEnd = i - 1;
    i = skipBlanks(bytes, i, end);
    if (bytes[i] !== COLON) return false;
    const valueStart = skipBlanks(bytes, i + 1, end);
    i = skipValue(bytes, valueStart, end, line);
    if (i > end || i === valueStart) return false;
    const member = line.members++;
    line.keyStarts[member] = keyStart;
    line.keyEnds[member] = keyEnd;
    line.valueStarts[member] = valueStart;
    line.valueEnds[member] = i;
    i = skipBlanks(bytes, i, end);
    if (bytes[i] === CLOSE && i < end) return skipBlanks(bytes, i + 1, end) === end;
    if (bytes[i] !== COMMA) return false;
    i = skipBlanks(bytes, i + 1, end);
  }
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && (bytes[i] === SPACE || bytes[i] === TAB || bytes[i] === 13)) i++;
  return i;
}

/** From inside a string to behind its closing quote; beyond `end` where it is not closed. */
function skipString(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) return i + 1;
    if (byte === BACKSLASH) i++;
  }
  return end + 1;
}

/** To behind a value: a string, an object or array with all it holds, or a bare word or number. */
function skipValue(bytes: Uint8Array, from: number, end: number, line: JsonLine): number {
  let depth = 0;
  let i = from;
  while (i < end) {
    const byte = bytes[i] ?? 0;
    if (byte === QUOTE) {
      i = skipString(bytes, i + 1, end);
      if (i > end || depth === 0) return i;
    } else if (byte === OPEN || byte === 91) {
      depth++;
      i++;
    } else if (byte === CLOSE || byte === 93) {
      if (depth === 0) return i;
      i++;
      if (--depth === 0) return i;
    } else if (depth === 0 && (byte === COMMA || byte === SPACE || byte === TAB || byte === 13)) return i;
    else if (isDigit(byte)) {
      const after = skipNumber(bytes, i, end);
      if (after - i > EXACT_DIGITS && !isWhole(bytes, i, after)) line.needsExactRead = true;
      i = after;
    } else i++;
  }
  return depth === 0 ? i : end + 1;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function skipNumber(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  for (; i < end; i++) {
    const byte = bytes[i] ?? 0;
    // Digits, '.', 'e', 'E', '+', '-'.
    if (!isDigit(byte) && byte !== 46 && byte !== 101 && byte !== 69 && byte !== 43 && byte !== 45) break;
  }
  return i;
}

/** Digits only: DuckDB keeps whole numbers of any length as they are. */
function isWhole(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isDigit(bytes[i] ?? 0)) return false;
  return true;
}
