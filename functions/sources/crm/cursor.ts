import { createHash } from "node:crypto";
import { AppError } from "../../lib/errors.ts";

/** Records show up in a search late, and clocks differ: a reader goes back this far. */
export const OVERLAP_MS = 15 * 60_000;

/** How far a CRM's changes were read. */
export interface ChangeCursor {
  /** Changed at, milliseconds since 1970: every change before it was given. */
  readonly atMs: number;
  /** True where it was read long after the change: nothing can show up late any more, so a reader goes on from here without going back. */
  readonly isSettled: boolean;
  /** Of the fields that were asked for (`fieldsKey`). */
  readonly fields: string;
}

/** Cursor after a record: never later than the read's start, since what was archived later is seen by the next read only. */
export function cursorAfter(changedMs: number, startedMs: number, fields: string): string {
  const atMs = Math.min(changedMs, startedMs);
  const settled = atMs < startedMs - OVERLAP_MS ? ";settled" : "";
  return `${new Date(atMs).toISOString()};fields=${fields}${settled}`;
}

/**
 * Where to begin: null reads everything, which it also does once other fields are asked for, so that a new field is filled for old records too.
 * @throws AppError bug where the text is no cursor of ours
 */
export function startOf(since: string | null, fields: string): number | null {
  if (since === null) return null;
  const cursor = parseCursor(since);
  if (cursor.fields !== fields) return null;
  return cursor.isSettled ? cursor.atMs : cursor.atMs - OVERLAP_MS;
}

/** Short key of a set of fields, in any order. */
export function fieldsKey(names: readonly string[]): string {
  return createHash("sha256")
    .update([...names].sort().join(","))
    .digest("hex")
    .slice(0, 8);
}

function parseCursor(text: string): ChangeCursor {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z);fields=([0-9a-f]{8})(;settled)?$/.exec(text);
  const [, at = "", fields = "", settled] = match ?? [];
  if (!match || Number.isNaN(Date.parse(at)))
    throw new AppError(`expected a cursor like 2026-01-31T10:00:00.000Z;fields=0a1b2c3d, got "${text.slice(0, 60)}"`, {
      kind: "bug",
      fix: "read everything again: backfill --reset",
    });
  return { atMs: Date.parse(at), isSettled: settled !== undefined, fields };
}
