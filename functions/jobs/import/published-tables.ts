import type { TableName, Warehouse } from "../../warehouse/warehouse.ts";

export interface PublishedFile {
  /** Raw tables that hold or held rows of the file. */
  readonly tables: readonly TableName[];
  /** `import:<file sha256>`. */
  readonly runId: string;
  readonly fileName: string;
  readonly family: string | null;
}

/** Where an earlier import put a file's rows; null for a file that was never loaded. */
export async function publishedFile(warehouse: Warehouse, fileKey: string): Promise<PublishedFile | null> {
  if ((await warehouse.describe("ops.loads")) === null) return null;
  const { rows } = await warehouse.query(
    `select distinct loads.table_name as table_name, files.file_name as file_name, files.family as family, files.run_id as run_id
from ops.loads as loads
join ops.files as files on files.file_key = loads.slice_key
where loads.slice_key = @file_key and loads.source = 'file'
order by table_name, file_name, family, run_id`,
    { parameters: { file_key: { type: "STRING", value: fileKey } } },
  );
  const [first] = rows;
  if (first === undefined) return null;
  return {
    tables: [...new Set(rows.map(({ table_name: name }) => String(name) as TableName))],
    runId: String(first.run_id),
    fileName: String(first.file_name),
    family: first.family === null || first.family === undefined ? null : String(first.family),
  };
}
