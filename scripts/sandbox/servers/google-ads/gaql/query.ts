/** A GAQL query as parsed. Names are as written: the catalogue judges them. */
export interface GaqlQuery {
  readonly select: readonly string[];
  readonly from: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly { readonly field: string; readonly isDescending: boolean }[];
  readonly limit: number | null;
  readonly parameters: Readonly<Record<string, string>>;
}

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type ListOperator = "IN" | "NOT IN" | "CONTAINS ANY" | "CONTAINS ALL" | "CONTAINS NONE";
export type PatternOperator = "LIKE" | "NOT LIKE" | "REGEXP_MATCH" | "NOT REGEXP_MATCH";

export type Condition =
  | { readonly kind: "comparison"; readonly field: string; readonly operator: Comparison; readonly value: Literal }
  | { readonly kind: "between"; readonly field: string; readonly low: Literal; readonly high: Literal }
  | {
      readonly kind: "list";
      readonly field: string;
      readonly operator: ListOperator;
      readonly values: readonly Literal[];
    }
  | { readonly kind: "pattern"; readonly field: string; readonly operator: PatternOperator; readonly pattern: string }
  | { readonly kind: "during"; readonly field: string; readonly period: string }
  | { readonly kind: "null"; readonly field: string; readonly isNull: boolean };

/** Quoted text, a number, or a bare word: an enum constant, TRUE, FALSE. */
export interface Literal {
  readonly kind: "string" | "number" | "word";
  readonly text: string;
}
