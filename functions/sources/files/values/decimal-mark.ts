import type { DuckDb } from "../../../lib/duckdb.ts";
import type { ColumnSpec, ValueOptions } from "./column-value.ts";
import { presentText } from "./null-tokens.ts";
import type { DecimalMark } from "./number-grammar.ts";

/** What a column's numbers prove about their decimal mark, counted in cells. */
export interface MarkEvidence {
  readonly point: number;
  readonly comma: number;
  /** `1.234`: a decimal or one group of thousands. */
  readonly ambiguousPoint: number;
  /** `1,234`. */
  readonly ambiguousComma: number;
}

export interface MarkDecision {
  readonly mark: DecimalMark;
  /** Proven by the column, by the file's other columns, or taken by rule. */
  readonly by: "column" | "file" | "rule";
}

/** The number's digits and marks alone, without blanks and apostrophes, which only ever group. */
function body(text: string): string {
  return String.raw`regexp_replace(regexp_extract(${text}, '[0-9.,][0-9.,''’ \x{a0}\x{202f}\x{2009}]*'), '[''’ \x{a0}\x{202f}\x{2009}]', '', 'g')`;
}

/** Boolean SQL: one mark, one to three digits before it that do not begin with 0, three behind, no other sign of a group. */
export function isAmbiguousNumber(text: string): string {
  return String.raw`coalesce(regexp_matches(${text}, '^[^0-9.,]*[1-9][0-9]{0,2}[.,][0-9]{3}([^0-9.,''’ \x{a0}\x{202f}\x{2009}]|[ \x{a0}\x{202f}\x{2009}][^0-9]|$)'), false)`;
}

/**
 * Counts a column's proofs. The last of two marks is the decimal one; a mark that stands twice groups; a single mark is decimal
 * unless exactly three digits follow a number of one to three that does not begin with 0.
 */
export async function markEvidence(db: DuckDb, relation: string, spec: ColumnSpec): Promise<MarkEvidence> {
  const point = String.raw`regexp_matches(b, '^[0-9]*\.[0-9]*$|^[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}\.[0-9]*$|^[0-9]{1,3}(,[0-9]{2,3})+,[0-9]{3}$')`;
  const comma = String.raw`regexp_matches(b, '^[0-9]*,[0-9]*$|^[0-9]{1,3}(\.[0-9]{3})+,[0-9]*$|^[0-9]{1,3}(\.[0-9]{3}){2,}$')`;
  const [counts] = await db.rows(
    `with bodies as (
       select ${body("x")} as b, ${isAmbiguousNumber("x")} as is_ambiguous
       from (select ${presentText(spec.column, spec.nullTokens)} as x from ${relation}))
     select count(*) filter (not is_ambiguous and ${point}) as point, count(*) filter (not is_ambiguous and ${comma}) as comma,
       count(*) filter (is_ambiguous and contains(b, '.')) as ambiguous_point,
       count(*) filter (is_ambiguous and contains(b, ',')) as ambiguous_comma
     from bodies`,
  );
  return {
    point: Number(counts?.point),
    comma: Number(counts?.comma),
    ambiguousPoint: Number(counts?.ambiguous_point),
    ambiguousComma: Number(counts?.ambiguous_comma),
  };
}

/**
 * The decimal mark of a column: what more of its cells prove; else, where it holds whole numbers only, the mark that does not
 * stand in it (`1.234` impressions are 1,234); else what the file's other columns prove without contradiction; else by rule the
 * comma in a `;` file whose numbers have commas, and the point everywhere else.
 */
export function decideMark(
  kind: ColumnSpec["kind"],
  own: MarkEvidence,
  file: { readonly point: number; readonly comma: number },
  options: Pick<ValueOptions, "delimiter">,
): MarkDecision {
  if (own.point !== own.comma) return { mark: own.point > own.comma ? "." : ",", by: "column" };
  const isSilent = own.point === 0 && own.ambiguousPoint + own.ambiguousComma === 0;
  if (isSilent) return { mark: ".", by: "column" };
  if (kind === "integer" && own.point === 0 && own.ambiguousComma === 0) return { mark: ",", by: "column" };
  if (kind === "integer" && own.point === 0 && own.ambiguousPoint === 0) return { mark: ".", by: "column" };
  if (own.point === 0 && file.point > 0 !== file.comma > 0) return { mark: file.point > 0 ? "." : ",", by: "file" };
  const isCommaFile = options.delimiter === ";" && own.ambiguousComma > 0 && own.ambiguousPoint === 0;
  return { mark: isCommaFile ? "," : ".", by: "rule" };
}
