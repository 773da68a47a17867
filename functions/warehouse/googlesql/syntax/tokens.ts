import type { SourcePosition } from "../not-portable.ts";

export type TokenKind = "name" | "quotedName" | "string" | "bytes" | "number" | "parameter" | "operator";

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** A name without quotes, a string unescaped, bytes as hex, a parameter without `@`; else as written. */
  readonly value: string;
  readonly at: SourcePosition;
  /** Index of the first character in the statement. */
  readonly offset: number;
  /** A line ended between this token and the one before: kept, so that lines of both texts agree. */
  readonly onNewLine: boolean;
}

/** What stands in one pair of brackets. */
export interface Group {
  readonly kind: "group";
  readonly open: "(" | "[";
  readonly nodes: readonly Node[];
  readonly at: SourcePosition;
  readonly onNewLine: boolean;
}

export type Node = Token | Group;
export type Word = Token & { readonly kind: "name" };
export type Name = Token & { readonly kind: "name" | "quotedName" };
export type Operator = Token & { readonly kind: "operator" };
export type Nodes = readonly Node[];
