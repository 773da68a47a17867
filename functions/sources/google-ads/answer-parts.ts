const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** Rows of a chunk, as JSON texts; `rest` is the chunk without them, once it has ended. */
export interface AnswerPart {
  readonly rows: readonly string[];
  readonly rest: string | null;
}

/**
 * Takes a searchStream answer apart while it arrives: an array of chunks `{"results": [row, …], …}`, each row as soon as it is complete. Memory
 * holds a row, neither a chunk nor the answer. Bytes are looked at once; those of a UTF-8 character beyond ASCII are all above 127, so that
 * none looks like a bracket or a quote. Ends normally only after the closing bracket; else throws what `broken` makes of the reason.
 */
export async function* answerParts(
  body: AsyncIterable<Uint8Array>,
  broken: (reason: string) => Error,
): AsyncGenerator<AnswerPart> {
  let rowBytes: Uint8Array[] = [];
  let restBytes: Uint8Array[] = [];
  // 0 outside, 1 in the array, 2 in a chunk, 3 in its results, 4 in a row; deeper where values are nested.
  let depth = 0;
  let isInResults = false;
  let isInString = false;
  let isEscaped = false;
  let isClosed = false;
  let key = "";
  for await (const bytes of body) {
    let rows: string[] = [];
    let start = depth > (isInResults ? 3 : 1) ? 0 : -1;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i] as number;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        else if (depth === 2) key += String.fromCharCode(byte);
      } else if (depth > 3 || (depth > 1 && !isInResults)) {
        if (byte === QUOTE) {
          isInString = true;
          if (depth === 2) key = "";
        } else if (byte === OPEN_ARRAY && depth === 2 && key === "results") {
          restBytes.push(bytes.subarray(start, i + 1));
          start = -1;
          depth = 3;
          isInResults = true;
        } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
        else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
          depth -= 1;
          if (depth === 3 && isInResults) {
            rows.push(textOf(rowBytes, bytes.subarray(start, i + 1)));
            rowBytes = [];
            start = -1;
          } else if (depth === 1) {
            yield { rows, rest: textOf(restBytes, bytes.subarray(start, i + 1)) };
            rows = [];
            restBytes = [];
            start = -1;
          }
        }
      } else if (byte === OPEN_OBJECT && (depth === 1 || isInResults)) {
        depth += 1;
        start = i;
      } else if (byte === CLOSE_ARRAY && isInResults) {
        depth = 2;
        start = i;
        isInResults = false;
      } else if (byte === CLOSE_ARRAY && depth === 1) {
        depth = 0;
        isClosed = true;
      } else if (byte === OPEN_ARRAY && depth === 0 && !isClosed) {
        depth = 1;
      } else if (byte > 32 && !(byte === COMMA && depth > 0)) {
        throw broken(`expected an array of chunks of rows, got "${String.fromCharCode(byte)}" between them`);
      }
    }
    if (start >= 0) (isInResults ? rowBytes : restBytes).push(bytes.subarray(start));
    if (rows.length > 0) yield { rows, rest: null };
  }
  if (!isClosed) throw broken("expected the array's closing bracket, got the end of the answer");
}

function textOf(before: readonly Uint8Array[], last: Uint8Array): string {
  const bytes = before.length === 0 ? last : Buffer.concat([...before, last]);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}
