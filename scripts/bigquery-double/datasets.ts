import { ApiError } from "./api-error.ts";
import type { Engine } from "./run-statement.ts";

export async function createDataset(
  { catalog, store, project, location }: Engine,
  name: string,
  defaultTableExpirationMs: number | null,
  mayExist = false,
): Promise<void> {
  if (catalog.datasets.has(name)) {
    if (mayExist) return;
    throw new ApiError("duplicate", `Already Exists: Dataset ${project}:${name}`);
  }
  await store.duck.run(`CREATE SCHEMA ${store.schemaOf(name)}`);
  catalog.datasets.set(name, { location, defaultTableExpirationMs });
}

export async function dropDataset(
  { catalog, store, project }: Engine,
  name: string,
  { ifExists, cascade }: { readonly ifExists: boolean; readonly cascade: boolean },
): Promise<void> {
  if (!catalog.datasets.has(name)) {
    if (ifExists) return;
    throw new ApiError("notFound", `Not found: Dataset ${project}:${name}`);
  }
  const tables = [...catalog.tables.keys()].filter((table) => table.startsWith(`${name}.`));
  if (tables.length > 0 && !cascade)
    throw new ApiError("invalidQuery", `Dataset ${project}:${name} is still in use: drop its tables, or say CASCADE`);
  await store.duck.run(`DROP SCHEMA ${store.schemaOf(name)} CASCADE`);
  for (const table of tables) catalog.tables.delete(table);
  catalog.datasets.delete(name);
}
