import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { Fault, FaultContext, FaultPlan } from "./faults.ts";

/** The faults that may be drawn for a vendor, by operation as its server names it. */
export interface VendorFaults {
  readonly vendor: string;
  readonly faults: Readonly<Record<string, readonly Fault[]>>;
}

export interface RandomFaultSettings {
  /** Whole number; the same settings give the same faults. */
  readonly seed: number;
  readonly nights: number;
  readonly vendors: readonly VendorFaults[];
  /** Most requests of the operation that a fault lets pass before it happens; by default 7. */
  readonly maxRequestsBefore?: number;
}

/** One fault of a night: it happens to the request of this operation that comes after so many others of the night. */
export interface PlannedFault {
  readonly night: number;
  readonly vendor: string;
  readonly operation: string;
  readonly fault: Fault;
  readonly requestsBefore: number;
}

export interface RandomFaults {
  /** Every fault of every night, in the order drawn. */
  readonly planned: readonly PlannedFault[];
  /** The faults of a night, from 0, for all vendors; a night may be begun again and then meets them again. */
  night(index: number): NightFaults;
}

export interface NightFaults {
  readonly plan: FaultPlan;
  /** Those that have happened: a night that asks little does not meet all. */
  happened(): readonly PlannedFault[];
}

const MOST_A_NIGHT = 5;
const DEFAULT_MAX_BEFORE = 7;

/**
 * Draws one to five faults a night, each of a vendor and an operation that know it. Drawing depends on seed and settings alone, never on what is asked.
 * @throws RangeError without nights, or where no vendor knows a fault
 */
export function createRandomFaults(settings: RandomFaultSettings): RandomFaults {
  const { seed, nights, vendors, maxRequestsBefore = DEFAULT_MAX_BEFORE } = settings;
  const choices = vendors
    .map(({ vendor, faults }) => ({
      vendor,
      operations: Object.entries(faults).filter(([, known]) => known.length > 0),
    }))
    .filter(({ operations }) => operations.length > 0);
  if (!Number.isInteger(nights) || nights < 1) throw new RangeError(`expected at least one night, got ${nights}`);
  if (choices.length === 0) throw new RangeError("expected a vendor that knows a fault, got none");
  const random = createRandom(seed, "faults of nights");
  const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)] as T;
  const planned = Array.from({ length: nights }, (_, night) =>
    Array.from({ length: 1 + random.integer(MOST_A_NIGHT) }, (): PlannedFault => {
      const { vendor, operations } = pick(choices);
      const [operation, faults] = pick(operations);
      return { night, vendor, operation, fault: pick(faults), requestsBefore: random.integer(maxRequestsBefore + 1) };
    }),
  ).flat();
  return {
    planned,
    night: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= nights)
        throw new RangeError(`expected a night of 0 … ${nights - 1}, got ${index}`);
      return nightOf(planned.filter(({ night }) => night === index));
    },
  };
}

/** Counts requests by vendor and operation; of two faults that are due at once the second waits for the next request. */
function nightOf(planned: readonly PlannedFault[]): NightFaults {
  const seen = new Map<string, number>();
  const happened: PlannedFault[] = [];
  return {
    plan: ({ vendor, operation }: FaultContext) => {
      const key = `${vendor} ${operation}`;
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      const due = planned.find(
        (one) =>
          one.vendor === vendor &&
          one.operation === operation &&
          one.requestsBefore <= before &&
          !happened.includes(one),
      );
      if (!due) return null;
      happened.push(due);
      return due.fault;
    },
    happened: () => [...happened],
  };
}
