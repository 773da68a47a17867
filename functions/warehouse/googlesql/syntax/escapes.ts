const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "`": "`",
  "?": "?",
};
const ESCAPE = /\\(x[0-9a-fA-F]{2}|X[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}|[\s\S]|$)/g;

function codePoint(sequence: string): number | undefined {
  if (/^[xXuU]./.test(sequence)) return Number.parseInt(sequence.slice(1), 16);
  if (/^[0-3][0-7]{2}$/.test(sequence)) return Number.parseInt(sequence, 8);
  return undefined;
}

/** The text that the body of a string literal stands for; undefined where an escape is not GoogleSQL's. */
export function unescapeText(body: string): string | undefined {
  let known = true;
  const text = body.replace(ESCAPE, (_match, sequence: string) => {
    const code = codePoint(sequence);
    const isCharacter = code === undefined || (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff));
    const replacement = code !== undefined && isCharacter ? String.fromCodePoint(code) : SIMPLE[sequence];
    if (replacement === undefined) known = false;
    return replacement ?? "";
  });
  return known ? text : undefined;
}

/** The bytes of a bytes literal as hex: `\xff` and octal escapes are one byte, other characters their UTF-8. */
export function unescapeBytes(body: string): string | undefined {
  let hex = "";
  let at = 0;
  for (const match of body.matchAll(ESCAPE)) {
    hex += Buffer.from(body.slice(at, match.index), "utf8").toString("hex");
    at = match.index + match[0].length;
    const sequence = match[1] ?? "";
    const code = /^[uU]./.test(sequence) ? undefined : codePoint(sequence);
    const simple = SIMPLE[sequence];
    if (code !== undefined) hex += code.toString(16).padStart(2, "0");
    else if (simple !== undefined) hex += Buffer.from(simple, "utf8").toString("hex");
    else return undefined;
  }
  return hex + Buffer.from(body.slice(at), "utf8").toString("hex");
}
