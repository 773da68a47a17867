import type { ParsedFile, RowAccount } from "../../sources/files/file-parser.ts";

/** Above this share of quarantined rows a load is partial. */
export const PARTIAL_SHARE = 0.001;
/** Above this share of bad rows nothing of a file loads; `--max-bad-share` overrides it. */
export const REFUSED_SHARE = 0.05;

export type Judgement =
  | { readonly status: "done" | "partial" }
  | { readonly status: "refused"; readonly reason: string; readonly fix: string };

/**
 * How much of a file may be bad. Conflicting keys count for partial, never for refusal: one of each was loaded.
 * Duplicates, totals rows and lines above the header are not bad. A file without a row to load is refused.
 */
export function judge(
  { account, fileName }: Pick<ParsedFile, "account" | "fileName">,
  maxBadShare = REFUSED_SHARE,
): Judgement {
  const rows = account.rowsRead - account.rowsDropped;
  if (account.rowsLoaded === 0) {
    return {
      status: "refused",
      reason: `no row of ${fileName} can be loaded`,
      fix: "see the findings: each names its rows",
    };
  }
  const badShare = account.rowsBad / rows;
  if (badShare > maxBadShare) {
    return {
      status: "refused",
      reason: `${account.rowsBad} of ${rows} rows are bad (${percent(badShare)}), more than ${percent(maxBadShare)}: nothing was loaded`,
      fix: `look at the findings, name the columns with --map, or load the good rows with --max-bad-share ${Math.min(1, Math.ceil(badShare * 100) / 100)}`,
    };
  }
  return { status: account.rowsQuarantined / rows > PARTIAL_SHARE ? "partial" : "done" };
}

/** The account of a file of which nothing loaded: every row is held back. */
export function refusedAccount(account: RowAccount): RowAccount {
  return {
    ...account,
    rowsLoaded: 0,
    rowsMerged: 0,
    rowsFlagged: 0,
    rowsQuarantined: account.rowsRead - account.rowsDropped,
    spendLoaded: null,
    spendQuarantined: account.spendRead,
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
