/** Texts of a row's cells. Proto3 JSON leaves an empty text out; anything but a text is no cell. */
export function cellsOf(row: unknown): {
  readonly dimensions: readonly (string | undefined)[];
  readonly metrics: readonly (string | undefined)[];
} {
  const { dimensionValues, metricValues } = (row ?? {}) as Readonly<Record<string, unknown>>;
  return { dimensions: textsOf(dimensionValues), metrics: textsOf(metricValues) };
}

function textsOf(cells: unknown): readonly (string | undefined)[] {
  if (!Array.isArray(cells)) return [];
  return cells.map((cell: unknown) => {
    if (cell === null || typeof cell !== "object") return undefined;
    const { value = "" } = cell as { readonly value?: unknown };
    return typeof value === "string" ? value : undefined;
  });
}
