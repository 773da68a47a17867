import type { ViewFile } from "../project.ts";
import type { TableName } from "../warehouse.ts";
import type { TableListProto } from "./rest.ts";
import type { Session } from "./session.ts";

/** Datasets that hold what view files define, and nothing else. */
const VIEW_DATASETS = ["staging", "marts", "reporting"] as const;

export type Kind = "TABLE" | "VIEW";

/** Tables and views of the view datasets, by name. */
export async function existingKinds(session: Session): Promise<ReadonlyMap<TableName, Kind>> {
  const found = new Map<TableName, Kind>();
  for (const dataset of VIEW_DATASETS) {
    let pageToken: string | undefined;
    do {
      const page: TableListProto = await session.calls.call(
        {
          method: "GET",
          path: `/datasets/${session.names.dataset(dataset)}/tables`,
          query: { maxResults: 1000, ...(pageToken === undefined ? {} : { pageToken }) },
        },
        `tables of ${dataset}`,
      );
      for (const { tableReference, type } of page.tables ?? [])
        found.set(`${dataset}.${tableReference.tableId}`, type === "VIEW" ? "VIEW" : "TABLE");
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
  }
  return found;
}

/** Drops what no view file defines, or defines as the other kind: BigQuery replaces neither by the other. */
export async function dropStrangers(
  session: Session,
  views: readonly ViewFile[],
  existing: ReadonlyMap<TableName, Kind>,
): Promise<void> {
  const wanted = new Map(
    views.map(({ name, isMaterialized }): [TableName, Kind] => [name, isMaterialized ? "TABLE" : "VIEW"]),
  );
  const strangers = [...existing].filter(([name, kind]) => wanted.get(name) !== kind);
  if (strangers.length > 0)
    await session.run(strangers.map(([name, kind]) => `drop ${kind.toLowerCase()} if exists ${name};`).join("\n"));
}
