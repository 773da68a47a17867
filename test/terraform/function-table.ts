export interface FunctionRow {
  readonly memory_mib: number;
  readonly max_instances: number;
  readonly viewer: readonly string[];
  readonly editor: readonly string[];
  readonly reads_secrets: boolean;
}

/** What each function may do; whoever loads rows stages them in scratch. */
export const FUNCTION_TABLE: Readonly<Record<string, FunctionRow>> = {
  ingest: row(1024, 5, [], ["raw", "scratch", "ops"], true),
  transform: row(512, 1, ["raw", "models"], ["staging", "marts", "reporting", "ops", "scratch"], false),
  model: row(2048, 1, ["marts"], ["models", "ops", "scratch"], false),
};

function row(
  memory_mib: number,
  max_instances: number,
  viewer: readonly string[],
  editor: readonly string[],
  reads_secrets: boolean,
): FunctionRow {
  return { memory_mib, max_instances, viewer, editor, reads_secrets };
}
