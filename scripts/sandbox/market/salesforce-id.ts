const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * Salesforce's 18 characters: key prefix, instance, running number in base 62, and three that tell the capitals of each five characters, so that
 * ids also differ where case is lost.
 */
export function salesforceId(prefix: string, number: number): string {
  const id = `${prefix}5e00000${base62(number).padStart(5, "0")}`;
  const suffix = [0, 5, 10].map((from) => {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[from + i] ?? "")) bits |= 1 << i;
    return ALPHABET[bits];
  });
  return id + suffix.join("");
}

function base62(number: number): string {
  return (number >= 62 ? base62(Math.floor(number / 62)) : "") + BASE62[number % 62];
}
