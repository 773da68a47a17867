/** A model's answer where the data do not allow a number: a constant to act on and a sentence with the counts. */
export interface Refusal {
  readonly kind: "refusal";
  readonly reason: string;
  readonly detail: string;
}

export function refuse(reason: string, detail: string): Refusal {
  return { kind: "refusal", reason, detail };
}

export function isRefusal(value: object): value is Refusal {
  return "kind" in value && value.kind === "refusal";
}
