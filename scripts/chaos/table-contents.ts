import { createHash } from "node:crypto";
import type { JobContext } from "../../functions/jobs/job.ts";
import { canonicalJson } from "../../functions/lib/canonical-json.ts";
import type { Row, Value } from "../../functions/warehouse/warehouse.ts";

/** When and by whom something was read; two runs that read the same at other times differ in nothing else. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["load_id", "run_id", "loaded_at", "observed_at"]);
const MEASURES = ["marts.fct_campaign_daily", "marts.fct_ad_daily", "marts.fct_geo_daily", "marts.fct_placement_daily"];
/** What these views say of an entity depends on when its change was noticed, which a missed night delays. */
const NOTICED: ReadonlySet<string> = new Set(["channel", "objective", "status", "is_provisional", "is_final"]);
/** On a row of a day a platform writes the names of the instant that it is asked. */
const NAME = /_name$/;

export type Contents = ReadonlyMap<string, readonly string[]>;

/**
 * The rows of every table that a source fills, without bookkeeping, and of the views that sum them: sorted lines, those of days without names. Of an
 * entity the latest version, with a mark where it is gone. Cost: reads all of these tables.
 */
export async function tableContents({
  warehouse,
  sources,
}: Pick<JobContext, "warehouse" | "sources">): Promise<Contents> {
  const contents = new Map<string, readonly string[]>();
  for (const { grain, tables } of sources.flatMap(({ reports }) => reports)) {
    for (const { table, sliceColumns } of tables) {
      const { rows } = await warehouse.query(`select * from ${table} as t`);
      const kept = grain === "listing" ? latestVersions(rows, sliceColumns) : rows;
      contents.set(
        table,
        linesOf(kept, (name) => BOOKKEEPING.has(name) || (grain === "days" && NAME.test(name))),
      );
    }
  }
  for (const name of MEASURES) {
    const { rows } = await warehouse.query(`select * from ${name} as v`);
    contents.set(
      name,
      linesOf(rows, (name) => NOTICED.has(name) || NAME.test(name)),
    );
  }
  return contents;
}

function latestVersions(rows: readonly Row[], key: readonly string[]): readonly Row[] {
  const latest = new Map<string, Row>();
  for (const row of rows.toSorted((a, b) => (String(a.observed_at) < String(b.observed_at) ? -1 : 1)))
    latest.set(JSON.stringify(key.map((column) => row[column] ?? null)), row);
  return [...latest.values()];
}

function linesOf(rows: readonly Row[], isLeft: (column: string) => boolean): readonly string[] {
  return rows
    .map((row) =>
      canonicalJson(
        Object.fromEntries(
          Object.entries(row)
            .filter(([name]) => !isLeft(name))
            .map(([name, value]) => [name, name === "deleted_at" ? value !== null : comparable(value)]),
        ),
      ),
    )
    .sort();
}

/** A sum of floats depends on the order in which an engine adds: the ninth decimal is told apart, the sixteenth is not. */
function comparable(value: Value | undefined): Value | undefined {
  return typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 1e9) / 1e9 : value;
}

export function hashOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
}
