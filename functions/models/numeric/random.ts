import { nextUint32 } from "./xoshiro128.ts";

/** A stream of random numbers that depends on its seed and name alone: the same run gives the same bytes anywhere. */
export interface Random {
  /** Whole number in [0, 2^32). */
  uint32(): number;
  /** Number in [0, 1), 53 random bits. */
  uniform(): number;
  /** Whole number in [0, below), without bias; `below` is 1 … 2^32. */
  integer(below: number): number;
  /** Standard normal number (Box–Muller). */
  normal(): number;
  /** Shuffles items[from, to) in place (Fisher–Yates). */
  shuffle<T extends { [index: number]: number; readonly length: number }>(items: T, from?: number, to?: number): T;
}

const UINT32 = 0x1_0000_0000;

/**
 * Random numbers of one purpose ("bootstrap", "fold 3"): xoshiro128** (Blackman and Vigna 2018), its state filled by SplitMix32
 * from a FNV-1a hash of seed and stream. Streams of other names are independent, so a new one never changes an old result.
 * @param seed whole number, the run's seed
 * @param stream what the numbers are for
 * @throws RangeError if seed is not a safe integer
 */
export function createRandom(seed: number, stream: string): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`expected a whole number as seed, got ${seed}`);
  const state = fillState(`${seed}/${stream}`);
  const uint32 = (): number => nextUint32(state);
  const uniform = (): number => ((uint32() >>> 5) * 0x400_0000 + (uint32() >>> 6)) / 0x20_0000_0000_0000;
  const integer = (below: number): number => {
    if (!Number.isInteger(below) || below < 1 || below > UINT32)
      throw new RangeError(`expected 1 … 2^32, got ${below}`);
    const limit = UINT32 - (UINT32 % below);
    let draw = uint32();
    while (draw >= limit) draw = uint32();
    return draw % below;
  };
  return {
    uint32,
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle: (items, from = 0, to = items.length) => {
      for (let i = to - 1; i > from; i--) {
        const j = from + integer(i - from + 1);
        const held = items[i] as number;
        items[i] = items[j] as number;
        items[j] = held;
      }
      return items;
    },
  };
}

function fillState(text: string): Uint32Array {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    state[i] = mixed ^ (mixed >>> 15);
  }
  return state;
}
