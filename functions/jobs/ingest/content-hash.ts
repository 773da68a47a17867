import { hash } from "node:crypto";

const MODULUS = 1n << 256n;

/** SHA-256 of a set of rows whatever their order: the sum of the rows' own hashes, with their number. Equal rows count each. */
export interface ContentHash {
  add(line: string): void;
  digest(): string;
}

export function createContentHash(): ContentHash {
  let sum = 0n;
  let count = 0;
  return {
    add: (line) => {
      sum = (sum + BigInt(`0x${hash("sha256", line)}`)) % MODULUS;
      count += 1;
    },
    digest: () => hash("sha256", `${count} ${sum.toString(16)}`),
  };
}
