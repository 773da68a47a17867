import type { Column, Dataset } from "../../../functions/models/features/dataset.ts";
import { zeros } from "../../../functions/models/numeric/matrix.ts";

/** A dataset of text rows: a column is a number where all its filled cells are, else a category; '' is missing. */
export function toDataset(rows: readonly Readonly<Record<string, string>>[], y: readonly number[]): Dataset {
  const names = Object.keys(rows[0] ?? {});
  const x = zeros(rows.length, names.length);
  const columns = names.map((name, j): Column => {
    const texts = rows.map((row) => row[name] ?? "");
    const isNumber = texts.every((text) => text === "" || Number.isFinite(Number(text)));
    const levels = isNumber ? undefined : [...new Set(texts.filter((text) => text !== ""))].sort();
    texts.forEach((text, i) => {
      x.data[i * x.cols + j] = text === "" ? Number.NaN : levels === undefined ? Number(text) : levels.indexOf(text);
    });
    const base = { name, feature: name, group: "other", knownAt: "created" };
    return levels === undefined ? { ...base, kind: "number" } : { ...base, kind: "category", levels };
  });
  return {
    x,
    columns,
    y: Float64Array.from(y),
    time: new Float64Array(rows.length),
    person: Int32Array.from(rows.keys()),
  };
}
