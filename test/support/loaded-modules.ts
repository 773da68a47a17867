/**
 * Preloaded with `--import` into a process whose modules a test wants to know: writes each module that is asked for and
 * by whom, tab-separated, to the file LOADED_MODULES when the process exits.
 */
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const asked = new Set<string>();
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context);
    asked.add(`${context.parentURL ?? ""}\t${specifier}\t${resolved.url}`);
    return resolved;
  },
});
process.on("exit", () => writeFileSync(process.env.LOADED_MODULES ?? "", [...asked].join("\n")));
