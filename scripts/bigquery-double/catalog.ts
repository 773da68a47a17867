import { ApiError } from "./api-error.ts";

export interface StoredColumn {
  readonly name: string;
  /** GoogleSQL type text. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string | null;
}

export interface StoredTable {
  readonly kind: "TABLE" | "VIEW";
  readonly columns: readonly StoredColumn[];
  readonly partition: { readonly type: "DAY" | "MONTH"; readonly field: string } | null;
  readonly clusterColumns: readonly string[];
  readonly description: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly expirationMs: number | null;
  /** Tables and views that a view reads. */
  readonly reads: readonly string[];
  readonly viewQuery: string | null;
}

export interface Dataset {
  readonly location: string;
  readonly defaultTableExpirationMs: number | null;
}

/** What exists, by `dataset` and `dataset.table`. */
export interface Catalog {
  readonly datasets: Map<string, Dataset>;
  readonly tables: Map<string, StoredTable>;
}

export function emptyCatalog(): Catalog {
  return { datasets: new Map(), tables: new Map() };
}

export function requireTable(catalog: Catalog, project: string, location: string, name: string): StoredTable {
  const found = catalog.tables.get(name);
  if (found !== undefined) return found;
  const [dataset = ""] = name.split(".");
  if (!name.includes("."))
    throw new ApiError("invalidQuery", `Table "${name}" must be qualified with a dataset (e.g. dataset.table).`);
  if (!catalog.datasets.has(dataset))
    throw new ApiError("notFound", `Not found: Dataset ${project}:${dataset} was not found in location ${location}`);
  throw new ApiError("notFound", `Not found: Table ${project}:${name} was not found in location ${location}`);
}
