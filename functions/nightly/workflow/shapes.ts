/** The few shapes of Google Workflows that are rendered; a program in them is a plain value, written as YAML. */
export interface Workflow {
  readonly main: { readonly params: readonly string[]; readonly steps: Steps };
  readonly ask: { readonly params: readonly string[]; readonly steps: Steps };
}

/** Steps in order, each a map of its name to what it does. */
export type Steps = readonly Readonly<Record<string, WorkflowStep>>[];

export type WorkflowStep =
  | { readonly assign: readonly Readonly<Record<string, Expression>>[]; readonly next?: string }
  | CallStep
  | { readonly switch: readonly Choice[]; readonly next: string }
  | { readonly parallel: { readonly shared: readonly string[]; readonly branches: readonly Branch[] } }
  | { readonly try: { readonly steps: Steps }; readonly except: { readonly as: string; readonly steps: Steps } }
  | { readonly return: Expression | Readonly<Record<string, Expression>> }
  | { readonly raise: Readonly<Record<string, Expression>> };

export interface CallStep {
  readonly call: "ask" | "http.post" | "sys.sleep";
  readonly args: Readonly<Record<string, Expression | Readonly<Record<string, Expression>>>>;
  readonly result?: string;
  readonly next?: string;
}

export interface Choice {
  readonly condition: string;
  readonly next: string;
}

export type Branch = Readonly<Record<string, { readonly steps: Steps }>>;

/** A constant, or text with an expression in `${}`. */
export type Expression = string | number | boolean | null;

/** An expression as Workflows marks one. */
export function expr(text: string): string {
  return `\${${text}}`;
}
