/** Folds of estimates that must not see a row's own outcome. */
export const PERSON_FOLDS = 5;

/** Fold 0 … 4 of a person: a hash, since codes are given in order of arrival and outcomes may follow a rhythm. */
export function personFold(person: number): number {
  return (Math.imul(person + 1, 0x9e3779b1) >>> 16) % PERSON_FOLDS;
}
