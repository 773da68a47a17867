import type { Command } from "commander";
import { AppError } from "../../functions/lib/errors.ts";
import { readRunFile } from "../../functions/nightly/run-file.ts";
import type { QueryResult } from "../../functions/warehouse/warehouse.ts";
import { addCommonFlags, type CommonFlags, openContext, requireWarehouse } from "./common.ts";
import { freshnessText } from "./freshness-text.ts";
import { printData, printJson } from "./output.ts";

const LAST_RUN = `select r.run_id, r.kind, r.logical_date, r.event, r.status, r.reason, r.occurred_at
from ops.runs as r order by r.occurred_at desc, r.run_id, r.event limit 1`;
const FRESHNESS = "select * from reporting.rpt_freshness as f order by f.source, f.account_id, f.report";
const QUARANTINED = "select count(distinct q.quarantine_id) as n from ops.quarantine as q where q.event = 'held'";

export function addStatus(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("status"))
    .summary("say what ran last and how fresh each source is")
    .option("--source <name>", "one source only")
    .action((flags: CommonFlags & { readonly source?: string }) => run(flags, () => status(flags)));
}

/** While another process has the file, what it is doing; else the last run, sources, quarantine. */
async function status(flags: CommonFlags & { readonly source?: string }): Promise<number> {
  const running = await readRunFile(flags.dataDir);
  if (running !== null) {
    if (flags.json) printJson({ running, last_run: null, sources: [], quarantined: null, next_due: null });
    else printData(`running: ${running.run_id}, step ${running.step} (pid ${running.pid})`);
    return 0;
  }
  await requireWarehouse(flags);
  const { context, close } = await openContext(flags);
  try {
    const { warehouse } = context;
    const [lastRun] = (await warehouse.query(LAST_RUN)).rows;
    const sources = ofSource(await warehouse.query(FRESHNESS), flags.source);
    const quarantined = (await warehouse.query(QUARANTINED)).rows[0]?.n ?? 0;
    if (flags.json) {
      printJson({ running: null, last_run: lastRun ?? null, sources: sources.rows, quarantined, next_due: null });
      return 0;
    }
    printData(
      lastRun === undefined
        ? "no run yet"
        : `last run: ${lastRun.run_id} ${lastRun.event} ${lastRun.status ?? ""} at ${lastRun.occurred_at}`,
    );
    printData(`rows in quarantine: ${quarantined}`);
    printData(freshnessText(sources));
    return 0;
  } finally {
    await close();
  }
}

/** The rows of one source; throws `settings` for one that nothing is known of. */
function ofSource(freshness: QueryResult, source: string | undefined): QueryResult {
  if (source === undefined) return freshness;
  const rows = freshness.rows.filter((row) => row.source === source);
  if (rows.length > 0) return { ...freshness, rows };
  const known = [...new Set(freshness.rows.map((row) => String(row.source)))];
  throw new AppError(`expected a source that was read or that settings named, got "${source}"`, {
    kind: "settings",
    where: "--source",
    fix: known.length === 0 ? "import a file or backfill a source first" : `name one of ${known.join(", ")}`,
  });
}
