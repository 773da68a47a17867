/** A text as a SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `c0, c1, …`: the columns of a text table. */
export function cellColumns(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `c${i}`);
}
