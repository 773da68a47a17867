import type { Column, Dataset } from "../features/dataset.ts";
import { zeros } from "../numeric/matrix.ts";
import { LEAD_FEATURES } from "./feature-catalogue.ts";
import type { LeadInstant } from "./instants.ts";
import type { FeatureRow, InstantRow } from "./rows.ts";

type Cell = string | number | null;

/** Instants as read, in their order. */
export function toInstants(rows: readonly InstantRow[]): readonly LeadInstant[] {
  return rows.map((row) => ({
    leadId: row.lead_id,
    personId: row.person_id,
    scoreAt: row.score_at,
    kind: row.kind,
    ageDays: row.age_days,
    stage: row.stage,
    wonAt: row.won_at,
    isUnknown: row.is_unknown,
  }));
}

/**
 * One row of features per instant, in the order of the instants; y is unknown (NaN). A category's levels are sorted, so that the same
 * data give the same codes; a file's fact is a category as soon as one value is text. Columns without any value are left out.
 */
export function buildFeatures(instants: readonly LeadInstant[], features: readonly FeatureRow[]): Dataset {
  const byInstant = new Map(features.map((row) => [instantKey(row.lead_id, row.score_at), row]));
  const rows = instants.map(({ leadId, scoreAt }) => byInstant.get(instantKey(leadId, scoreAt)));
  const known = [...LEAD_FEATURES.map(cataloguedCells(rows)), ...factCells(rows)].filter(({ cells }) =>
    cells.some((cell) => cell !== null),
  );
  const x = zeros(instants.length, known.length);
  const columns = known.map(({ column, cells }, j): Column => {
    const levels = column.kind === "category" ? sortedLevels(cells) : null;
    const codes = new Map(levels?.map((level, code) => [level, code]));
    cells.forEach((cell, row) => {
      const value = cell === null ? Number.NaN : levels === null ? Number(cell) : (codes.get(String(cell)) as number);
      x.data[row * known.length + j] = value;
    });
    return { ...column, feature: column.name, ...(levels === null ? {} : { levels }) };
  });
  return {
    x,
    columns,
    y: new Float64Array(instants.length).fill(Number.NaN),
    time: Float64Array.from(instants, ({ scoreAt }) => scoreAt),
    person: personCodes(instants),
  };
}

interface Cells {
  readonly column: Omit<Column, "feature">;
  readonly cells: readonly Cell[];
}

function cataloguedCells(rows: readonly (FeatureRow | undefined)[]) {
  return (column: Omit<Column, "feature">): Cells => ({
    column,
    cells: rows.map((row) => {
      const cell = row?.[column.name];
      return typeof cell === "string" || typeof cell === "number" ? cell : null;
    }),
  });
}

function factCells(rows: readonly (FeatureRow | undefined)[]): Cells[] {
  const byFact = new Map<string, Cell[]>();
  const texts = new Set<string>();
  rows.forEach((row, i) => {
    for (const { fact, value_number: number, value_text: text } of row?.other_facts ?? []) {
      const cells = byFact.get(fact) ?? new Array<Cell>(rows.length).fill(null);
      byFact.set(fact, cells);
      if (text !== null) texts.add(fact);
      cells[i] = text ?? number;
    }
  });
  return [...byFact]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, cells]) => ({
      column: { name, group: "lead", kind: texts.has(name) ? "category" : "number", knownAt: "history" },
      cells,
    }));
}

function sortedLevels(cells: readonly Cell[]): string[] {
  return [...new Set(cells.filter((cell) => cell !== null).map(String))].sort();
}

function personCodes(instants: readonly LeadInstant[]): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from(instants, ({ personId }) => {
    const code = codes.get(personId) ?? codes.size;
    codes.set(personId, code);
    return code;
  });
}

function instantKey(leadId: string, scoreAt: number): string {
  return `${scoreAt}/${leadId}`;
}
