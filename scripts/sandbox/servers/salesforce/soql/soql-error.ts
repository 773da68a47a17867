/** What Salesforce refuses a query with. */
export class SoqlError extends Error {
  readonly errorCode: "MALFORMED_QUERY" | "INVALID_FIELD" | "INVALID_TYPE" | "INVALID_QUERY_FILTER_OPERATOR";

  constructor(errorCode: SoqlError["errorCode"], message: string) {
    super(message);
    this.name = "SoqlError";
    this.errorCode = errorCode;
  }
}

/** The message with the query's text around the place, as Salesforce points at it. */
export function pointAt(query: string, at: number, name: string, message: string): string {
  const from = Math.max(0, at - 30);
  const line = query.slice(from, at + name.length + 30);
  return `\n${line}\n${" ".repeat(at - from)}^\nERROR at Row:1:Column:${at + 1}\n${message}`;
}
