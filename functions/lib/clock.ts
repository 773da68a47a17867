/** The only reader of the machine's clock; everything else is handed a Clock, so that tests and replays choose the time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still. */
export function fixedClock(at: string): Clock {
  const instant = new Date(at);
  return { now: () => new Date(instant) };
}

/** A clock that runs as the machine's does, from another instant: a replayed night has hours, leases and durations as a real one. */
export function clockFrom(at: string): Clock {
  const offsetMs = Date.parse(at) - Date.now();
  return { now: () => new Date(Date.now() + offsetMs) };
}
