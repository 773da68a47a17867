import { aggregates } from "./aggregates.ts";
import { arithmetic } from "./arithmetic.ts";
import { arrays } from "./arrays.ts";
import { casts } from "./casts.ts";
import { conditionals } from "./conditionals.ts";
import { dates } from "./dates.ts";
import { extracts } from "./extract.ts";
import { hashes } from "./hashes.ts";
import { json } from "./json.ts";
import { patterns } from "./patterns.ts";
import type { Rule } from "./rule.ts";
import { strings } from "./strings.ts";
import { times } from "./times.ts";
import { windows } from "./windows.ts";

/** Every portable function, by its GoogleSQL name in capitals. A name that is not here is refused. */
export const FUNCTIONS: ReadonlyMap<string, Rule> = new Map(
  [
    aggregates,
    arithmetic,
    arrays,
    casts,
    conditionals,
    dates,
    extracts,
    hashes,
    json,
    patterns,
    strings,
    times,
    windows,
  ].flatMap((rules) => Object.entries(rules)),
);
