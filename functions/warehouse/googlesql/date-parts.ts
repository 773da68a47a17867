import { refuse } from "./not-portable.ts";
import { isGroup, isWord, written } from "./syntax/nodes.ts";
import type { Node, Nodes } from "./syntax/tokens.ts";

/** A part of a date or time: `MONTH`, or a week with the day it starts on (0 Sunday … 6 Saturday). */
export type DatePart =
  | { readonly unit: Exclude<string, "WEEK"> }
  | { readonly unit: "WEEK"; readonly firstDay: number };

const WEEKDAYS = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];

export const CLOCK_UNITS = ["MICROSECOND", "MILLISECOND", "SECOND", "MINUTE", "HOUR"] as const;
export const CALENDAR_UNITS = ["DAY", "WEEK", "ISOWEEK", "MONTH", "QUARTER", "YEAR", "ISOYEAR"] as const;
export const STEP_UNITS = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] as const;

/** Reads a date part that must be one of `allowed`; ISOWEEK is the week from Monday. */
export function datePart(nodes: Nodes, allowed: readonly string[], at: Node): DatePart {
  const word = nodes[0];
  const unit = word?.kind === "name" ? word.text.toUpperCase() : "";
  if (word === undefined || !allowed.includes(unit)) {
    return refuse(
      word ?? at,
      `expected a date part, got ${word === undefined ? "nothing" : written(word)}`,
      `use ${allowed.join(", ")}`,
    );
  }
  const day = nodes[1];
  if (unit === "WEEK" && isGroup(day, "(") && nodes.length === 2) {
    const firstDay = WEEKDAYS.findIndex((weekday) => isWord(day.nodes[0], weekday));
    if (firstDay < 0 || day.nodes.length !== 1) return refuse(day, "expected a weekday", "write WEEK(MONDAY)");
    return { unit, firstDay };
  }
  if (day !== undefined) return refuse(day, "unexpected text after a date part");
  if (unit === "WEEK") return { unit, firstDay: 0 };
  return unit === "ISOWEEK" ? { unit: "WEEK", firstDay: 1 } : { unit };
}

/** The week's first day, when the part is a week. */
export function weekStart(part: DatePart): number | undefined {
  return "firstDay" in part ? part.firstDay : undefined;
}
