/** What a text says as JSON; null where it is none. The parser's own error would repeat part of the text. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
