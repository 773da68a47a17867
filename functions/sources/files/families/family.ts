/**
 * How the text of a column is read:
 * `id` and `text` as written; `status` upper case with `_`; `date` a local day; `instant` a moment, stored in UTC;
 * `money` NUMERIC; `integer` INT64; `number` FLOAT64; `rate` FLOAT64 0–1; `boolean`; `currency` an ISO 4217 code;
 * `email` and `phone` are hashed and never written; `private` is personal and left out.
 */
export type ColumnKind =
  | "id"
  | "text"
  | "status"
  | "date"
  | "instant"
  | "money"
  | "integer"
  | "number"
  | "rate"
  | "boolean"
  | "currency"
  | "email"
  | "phone"
  | "private";

/** A column a family knows: what `--map` calls it, how it is read, and the headers it is found under. */
export interface FamilyColumn {
  /** Column of the raw table, or an input of one (`email` gives the hashes). */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Headers of this column, best first; case, spaces and punctuation do not matter. The name itself always counts. */
  readonly aliases: readonly string[];
}

/** A ratio that the file states and that is recomputed from its parts: numerator / denominator × scale. */
export interface StatedRatio {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly numerator: string;
  readonly denominator: string;
  /** 1000 for cost per thousand impressions. */
  readonly scale: number;
  /** Column of the raw table that keeps the stated figure. */
  readonly column?: string;
}

/** What makes two rows the same thing. */
export interface RowKey {
  /** Alternatives, finest first; the first whose columns the file has is the id. Empty: rows have no id. */
  readonly ids: readonly (readonly string[])[];
  /** Columns that belong to the key where the file has them. */
  readonly with: readonly string[];
}

/** The platform that an export's headers give away. */
export interface Make {
  readonly platform: string;
  readonly all: readonly string[];
  readonly anyOf: readonly string[];
}

/** Turns columns into rows: a wide file whose columns are series or facts. */
export type Unpivot = "lead_facts" | "mmm_panel";

export interface AddedColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "DOUBLE" | "BOOLEAN";
}

/** A kind of file: what its columns are called, what it must have, which raw table it fills. */
export interface Family {
  readonly name: string;
  readonly table: `raw.${string}`;
  /** In a marketer's words. */
  readonly title: string;
  readonly columns: readonly FamilyColumn[];
  /** Of each group at least one column must be there. */
  readonly requires: readonly (readonly string[])[];
  readonly key: RowKey;
  /** Texts that mean "nothing" here, beside the general ones. */
  readonly nullTokens?: readonly string[];
  readonly ratios?: readonly StatedRatio[];
  /** Headers that split rows further without a column of their own: kept in properties, part of the row key. */
  readonly breakdowns?: readonly string[];
  readonly makes?: readonly Make[];
  readonly unpivot?: Unpivot;
  /** Columns of the raw table beside those of `columns`: what is made from them. */
  readonly adds?: readonly AddedColumn[];
  /** Of each group a row must have a value, else it is quarantined; `requires` where absent. */
  readonly rowRequires?: readonly (readonly string[])[];
  /** Columns that are inputs of others and stand in no raw table. */
  readonly inputs?: ReadonlySet<string>;
  /** Equal rows are counts of their own, not copies: all are loaded. */
  readonly areEqualRowsCounted?: boolean;
  /** Raw tables without `flags` and `properties_json`. */
  readonly isPlain?: boolean;
  /** Never recognised by its header, only by `--family` or settings. */
  readonly onlyWhenNamed?: boolean;
}

const MEASURES: ReadonlySet<ColumnKind> = new Set(["money", "integer", "number", "rate"]);

/** Columns that are counted or summed; all others describe the row. */
export function isMeasure(kind: ColumnKind): boolean {
  return MEASURES.has(kind);
}

export function added(type: AddedColumn["type"], ...names: readonly string[]): readonly AddedColumn[] {
  return names.map((name) => ({ name, type }));
}

export function column(name: string, kind: ColumnKind, ...aliases: readonly string[]): FamilyColumn {
  return { name, kind, aliases };
}
