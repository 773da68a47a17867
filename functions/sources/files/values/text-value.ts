import { finding } from "../finding.ts";
import type { ColumnSpec, ColumnValue } from "./column-value.ts";
import { hasBlanksAround, isNullToken, presentText, trimmed } from "./null-tokens.ts";
import { type Probe, wholeColumn } from "./probe.ts";

/** What a spreadsheet makes of a long id: its last digits are gone (`1.23457E+17`). */
const DAMAGED_ID = String.raw`'\d(\.\d+)?[eE]\+\d+'`;

/** Counts the cells that are more than their own text (blanks around, "no value" tokens), and damaged ids. */
export function textProbe(spec: ColumnSpec): Probe {
  const { column, nullTokens } = spec;
  return {
    dressed: `count(*) filter (${isNullToken(column, nullTokens)} or ${hasBlanksAround(column)})`,
    damaged: spec.kind === "id" ? `count(*) filter (${isDamaged(column)})` : "0",
  };
}

/** Text and ids: trimmed, never a number. A damaged id stays, flagged: two of them may be one by mistake. */
export function textValue(spec: ColumnSpec, probed: Readonly<Record<string, number>>): ColumnValue {
  const damaged = probed.damaged ?? 0;
  return {
    ...wholeColumn(spec),
    type: "VARCHAR",
    value: probed.dressed === 0 ? spec.column : presentText(spec.column, spec.nullTokens),
    flags: damaged === 0 ? [] : [{ flag: "damaged_id", when: isDamaged(spec.column) }],
    findings:
      damaged === 0
        ? []
        : [
            finding(
              "damaged_id",
              "warning",
              "ids that a spreadsheet turned into rounded numbers (1.23457E+17); export them as text",
              {
                columnName: spec.name,
                rowCount: damaged,
              },
            ),
          ],
  };
}

function isDamaged(column: string): string {
  return `case when contains(${column}, '+') then regexp_full_match(${trimmed(column)}, ${DAMAGED_ID}) else false end`;
}
