/**
 * One step of xoshiro128** 1.1 (Blackman and Vigna 2018), 2^128 − 1 numbers before it repeats.
 * @param state four 32-bit words, not all zero; changed in place
 * @returns whole number in [0, 2^32). From the state 1, 2, 3, 4 the first are 11520, 0, 5927040, 70819200.
 */
export function nextUint32(state: Uint32Array): number {
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  const a2 = s2 ^ s0;
  const a3 = s3 ^ s1;
  state[0] = s0 ^ a3;
  state[1] = s1 ^ a2;
  state[2] = a2 ^ (s1 << 9);
  state[3] = rotateLeft(a3, 11);
  return result;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
