const KEYS =
  /^(authorization|access_token|refresh_token|client_secret|developer[-_]token|app_?secret(_proof)?|appsecret_proof|password|cookie|set-cookie|api[-_]?key|hapikey|assertion|email|phone|firstname|lastname|name)$/i;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[\w.~+/=-]+/gi, "Bearer [redacted]"],
  [/\b(access_token|refresh_token|client_secret|appsecret_proof|assertion|code)=[^&\s"']+/gi, "$1=[redacted]"],
  [/\bEAA[A-Za-z0-9]{20,}/g, "[redacted token]"],
  [/\b1\/\/0[\w-]{20,}/g, "[redacted token]"],
  [/\bya29\.[\w-]{20,}/g, "[redacted token]"],
  [/\bGOCSPX-[\w-]+/g, "[redacted secret]"],
  [/\bpat-[a-z]{2,3}\d?-[\w-]{20,}/g, "[redacted token]"],
  [/\b00D[A-Za-z0-9]{12,15}![\w.]{20,}/g, "[redacted token]"],
  [/[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g, "[redacted e-mail]"],
  [/(?<![\w.-])\+\d[\d ()./-]{7,17}\d(?![\w-])/g, "[redacted phone]"],
];

/** Text without tokens, secrets, e-mail addresses and international phone numbers. */
export function redactText(text: string): string {
  return PATTERNS.reduce((clean, [pattern, word]) => clean.replace(pattern, word), text);
}

/** A value for a log: text redacted by pattern, fields by key, at any depth. */
export function redact(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (value instanceof Error) return { name: value.name, message: redactText(value.message) };
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, KEYS.test(key) ? "[redacted]" : redact(part)]),
  );
}

/** Scheme, host and path of a URL: query strings hold tokens and cursors. */
export function safeUrl(url: URL): string {
  return redactText(`${url.protocol}//${url.host}${url.pathname}`);
}
