import { literal } from "../read/sql-text.ts";
import type { Bound } from "../recognise/bind.ts";
import { fold, headerReadings } from "../recognise/header.ts";
import type { TypedColumn } from "./typed-column.ts";

/** The platform column that an export's headers give away, where neither a flag nor a column names one. */
export function exportMake({ family, columns }: Bound, headers: readonly string[]): readonly TypedColumn[] {
  if (columns.some(({ column }) => column.name === "platform")) return [];
  const keys = new Set(headers.flatMap((header) => headerReadings(header).map(({ key }) => key)));
  const make = family.makes?.find(
    ({ all, anyOf }) => all.every((name) => keys.has(fold(name))) && anyOf.some((name) => keys.has(fold(name))),
  );
  if (make === undefined) return [];
  return [
    {
      name: "platform",
      kind: "text",
      type: "VARCHAR",
      value: literal(make.platform),
      bad: null,
      cell: null,
      header: "",
      flags: [],
      confidence: null,
      isDayOnly: null,
      cellCurrency: null,
      headerCurrency: null,
    },
  ];
}
