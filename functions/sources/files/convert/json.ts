import { literal } from "../read/sql-text.ts";

/** SQL of a JSON object of texts, by header; blank cells are left out. NULL where all are. */
export function jsonOf(cells: readonly { readonly header: string; readonly sql: string }[]): string {
  const fields = cells.map(({ header, sql }) => {
    const key = literal(`${JSON.stringify(header)}:`);
    return `case when nullif(trim(${sql}), '') is not null then ${key} || cast(to_json(${sql}) as VARCHAR) end`;
  });
  return `'{' || nullif(concat_ws(',', ${fields.join(", ")}), '') || '}'`;
}
