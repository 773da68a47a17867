import { refuse } from "../not-portable.ts";
import { capturingGroups } from "./capturing-groups.ts";
import { argument, argumentTexts, type Call, type Rules, same, scalar, stringArgument } from "./rule.ts";

/** The group that GoogleSQL extracts: the only capturing one, else the whole match. */
function extractedGroup(call: Call): number {
  const pattern = stringArgument(call, 1, "the pattern");
  const groups = capturingGroups(pattern.value);
  if (groups.count > 1)
    refuse(pattern, "a pattern to extract has one capturing group at most", "write (?:…) for the others");
  if (groups.mayBeLeftOut) {
    refuse(
      pattern,
      "this group can take no part in a match",
      "make the group a part of every match, or use REGEXP_CONTAINS",
    );
  }
  return groups.count;
}

export const patterns: Rules = {
  REGEXP_CONTAINS: same("regexp_matches", [2, 2], { mayFail: true }),
  REGEXP_EXTRACT: scalar(
    [2, 2],
    (call) => `bq.regexp_extract(${argument(call, 0)}, ${argument(call, 1)}, ${extractedGroup(call)})`,
  ),
  REGEXP_EXTRACT_ALL: scalar(
    [2, 2],
    (call) => `regexp_extract_all(${argument(call, 0)}, ${argument(call, 1)}, ${extractedGroup(call)})`,
  ),
  REGEXP_REPLACE: scalar([3, 3], (call) => `regexp_replace(${argumentTexts(call).join(", ")}, 'g')`, { mayFail: true }),
};
