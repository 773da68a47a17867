import { parseType, typeToProto } from "./google-types.ts";
import type { LanguageOptions } from "./language.ts";

/** `dataset.table` → column → type text. */
export type Schema = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The engine's catalog. Each table goes in twice: nested, as `raw.t` is read, and as a root table of the name `raw.t`,
 * which is what BigQuery reads in one pair of backticks and the only kind that takes rows.
 */
export function catalogOf(schema: Schema, language: LanguageOptions): unknown {
  const datasets = new Map<string, unknown[]>();
  const roots: unknown[] = [];
  let id = 0;
  for (const [path, columns] of Object.entries(schema)) {
    const parts = path.split(".");
    const table = (name: string) => ({
      name,
      name_in_catalog: name,
      full_name: path,
      serialization_id: ++id,
      column: Object.entries(columns).map(([column, type]) => ({
        name: column,
        type: typeToProto(parseType(type)),
        is_writable_column: true,
      })),
    });
    roots.push(table(path));
    const [dataset, name] = parts;
    if (dataset === undefined || name === undefined) continue;
    datasets.set(dataset, [...(datasets.get(dataset) ?? []), table(name)]);
  }
  return {
    name: "root",
    table: roots,
    catalog: [...datasets].map(([name, table]) => ({ name, table })),
    builtin_function_options: { language_options: language },
  };
}
