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
