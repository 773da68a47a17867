import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";

/**
 * Names of a table's columns from its header cells: trimmed, unique in any case (`Clicks`, `Clicks_2`). A column without a name
 * is called after its place (`column_3`); whether it holds anything is known only when the rows are read.
 */
export function headerNames(cells: readonly string[]): {
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
} {
  const given = cells.map((cell) => cell.replaceAll(/\s+/g, " ").trim());
  const written = new Set(given.map((name) => name.toLowerCase()));
  const taken = new Set<string>();
  const findings: Finding[] = [];
  const names = given.map((name, i) => {
    const base = name === "" ? `column_${i + 1}` : name;
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()) || (unique !== name && written.has(unique.toLowerCase())); n++) {
      unique = `${base}_${n}`;
    }
    taken.add(unique.toLowerCase());
    if (name !== "" && unique !== name) {
      findings.push(
        finding(
          "duplicate_column",
          "warning",
          `the header names "${name}" more than once; this one is read as "${unique}"`,
          {
            columnName: unique,
          },
        ),
      );
    }
    return unique;
  });
  return { names, findings };
}
