import { AppError } from "../../lib/errors.ts";

/** Views that may leave: what reports read, and the marts below. */
const EXPORTED = /^(reporting|marts)\./;
const BY_DEFAULT = /^reporting\.rpt_/;

/**
 * The views asked for, `rpt_x` standing for `reporting.rpt_x`; all `rpt_*` when none is named. Throws `settings` for a
 * name that is no view of the project.
 */
export function resolveViews(asked: readonly string[], known: readonly string[]): readonly string[] {
  const offered = known.filter((name) => EXPORTED.test(name)).toSorted();
  if (asked.length === 0) return offered.filter((name) => BY_DEFAULT.test(name));
  const found = asked.map((name) => {
    const full = name.includes(".") ? name : `reporting.${name}`;
    if (offered.includes(full)) return full;
    throw new AppError(`expected a view of the project, got "${name}"`, {
      kind: "settings",
      where: "--view",
      fix: `name one of: ${offered.join(", ")}`,
    });
  });
  return [...new Set(found)];
}
