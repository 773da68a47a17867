import { argument, type Rules, same, scalar } from "./rule.ts";

/** GoogleSQL's hashes are BYTES, DuckDB's are their hex text. */
function hash(name: string) {
  return scalar([1, 1], (call) => `unhex(${name}(${argument(call, 0)}))`);
}

export const hashes: Rules = {
  MD5: hash("md5"),
  SHA1: hash("sha1"),
  SHA256: hash("sha256"),
  TO_HEX: scalar([1, 1], (call) => `lower(hex(${argument(call, 0)}))`),
  FROM_HEX: same("unhex", [1, 1], { mayFail: true }),
  TO_BASE64: same("to_base64", [1, 1]),
  FROM_BASE64: same("from_base64", [1, 1], { mayFail: true }),
};
