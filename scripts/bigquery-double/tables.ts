import type { z } from "zod";
import { ApiError } from "./api-error.ts";
import { requireTable } from "./catalog.ts";
import { columnOf, fieldOf } from "./cells.ts";
import type { tablePatchBody } from "./requests.ts";
import type { Engine } from "./run-statement.ts";

const PAGE_TABLES = 50;

export function datasetProto({ catalog, project, location }: Engine, datasetId: string): unknown {
  const dataset = catalog.datasets.get(datasetId);
  if (dataset === undefined) throw new ApiError("notFound", `Not found: Dataset ${project}:${datasetId}`);
  return {
    kind: "bigquery#dataset",
    datasetReference: { projectId: project, datasetId },
    location,
    ...(dataset.defaultTableExpirationMs === null
      ? {}
      : { defaultTableExpirationMs: String(dataset.defaultTableExpirationMs) }),
  };
}

export function tableProto({ catalog, project, location }: Engine, name: string): unknown {
  const table = requireTable(catalog, project, location, name);
  const [datasetId, tableId] = name.split(".");
  return {
    kind: "bigquery#table",
    tableReference: { projectId: project, datasetId, tableId },
    type: table.kind,
    location,
    schema: { fields: table.columns.map(fieldOf) },
    ...(table.partition === null ? {} : { timePartitioning: table.partition }),
    ...(table.clusterColumns.length === 0 ? {} : { clustering: { fields: table.clusterColumns } }),
    ...(table.description === null ? {} : { description: table.description }),
    ...(Object.keys(table.labels).length === 0 ? {} : { labels: table.labels }),
    ...(table.expirationMs === null ? {} : { expirationTime: String(table.expirationMs) }),
    ...(table.viewQuery === null ? {} : { view: { query: table.viewQuery, useLegacySql: false } }),
  };
}

export function tableList({ catalog, project }: Engine, datasetId: string, url: URL): unknown {
  if (!catalog.datasets.has(datasetId)) throw new ApiError("notFound", `Not found: Dataset ${project}:${datasetId}`);
  const names = [...catalog.tables.keys()].filter((name) => name.startsWith(`${datasetId}.`)).sort();
  const start = Number(url.searchParams.get("pageToken") ?? 0);
  const end = start + Math.min(PAGE_TABLES, Number(url.searchParams.get("maxResults") ?? PAGE_TABLES));
  return {
    kind: "bigquery#tableList",
    tables: names.slice(start, end).map((name) => ({
      tableReference: { projectId: project, datasetId, tableId: name.split(".")[1] },
      type: catalog.tables.get(name)?.kind,
    })),
    ...(end < names.length ? { nextPageToken: String(end) } : {}),
  };
}

/** Descriptions may change; a type may not, and no column may go. */
export function patchTable(engine: Engine, name: string, { schema }: z.output<typeof tablePatchBody>): unknown {
  const table = requireTable(engine.catalog, engine.project, engine.location, name);
  const columns = schema.fields.map(columnOf);
  const changed = table.columns.find(
    (column, index) => columns[index]?.name !== column.name || columns[index]?.type !== column.type,
  );
  if (changed !== undefined || columns.length !== table.columns.length)
    throw new ApiError(
      "invalid",
      `Provided Schema does not match Table ${engine.project}:${name}. Field ${changed?.name}`,
    );
  engine.catalog.tables.set(name, { ...table, columns });
  return tableProto(engine, name);
}
