import { createHash } from "node:crypto";
import { canonicalJson } from "../lib/canonical-json.ts";

/** SHA-256, hex, of any plain value: equal content, equal hash. */
export function sha256Of(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
