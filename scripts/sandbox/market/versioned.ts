/**
 * A thing whose state changes over time: a campaign that is renamed, paused, removed. Instants are milliseconds since 1970, UTC.
 * A thing exists from its first version on; nobody sees a version before its instant.
 */
export interface Versioned<State> {
  readonly id: string;
  /** Ascending by `fromMs`; the first is the creation. */
  readonly versions: readonly Version<State>[];
}

export interface Version<State> {
  readonly fromMs: number;
  readonly state: State;
}

/** The state as seen at an instant; undefined before the thing was created. */
export function stateAt<State>(thing: Versioned<State>, atMs: number): State | undefined {
  return thing.versions.findLast(({ fromMs }) => fromMs <= atMs)?.state;
}

/** When the thing came into being. */
export function createdMs(thing: Versioned<unknown>): number {
  return thing.versions[0]?.fromMs ?? Number.POSITIVE_INFINITY;
}

/** When the state seen at an instant began: "last modified". Undefined before creation. */
export function changedMs(thing: Versioned<unknown>, atMs: number): number | undefined {
  return thing.versions.findLast(({ fromMs }) => fromMs <= atMs)?.fromMs;
}
