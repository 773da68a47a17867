import type { HttpFunction } from "@google-cloud/functions-framework";
import { type OpenProcess, once, openProcess } from "./process.ts";
import { stepFunction } from "./step-function.ts";

/** Every function of the system by its name. A deployment is the same source with another FUNCTION_TARGET. */
export function registerFunctions(
  register: (name: string, handler: HttpFunction) => void,
  open: OpenProcess = openProcess,
): void {
  const opened = once(open);
  register("ingest", stepFunction("ingest", opened));
  register("transform", stepFunction("transform", opened));
  register("model", stepFunction("model", opened));
}
